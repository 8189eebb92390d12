using Dyad.Data.Schema;
using Dyad.Data.Sources;
using Dyad.Data.Sources.Http;

namespace Dyad.Data.Vintages;

/// <summary>A fetch under way: checks rows, keeps parts in staging.</summary>
internal sealed class FetchRun(Staging staging, SourceClient? http, bool goodRowsOnly, Action<string, double> report) : IFetch
{
    private readonly List<RowFault> faults = [];

    /// <inheritdoc />
    public SourceClient Http => http ?? throw new InvalidOperationException("a file is read: nothing may be asked");

    /// <inheritdoc />
    public string Scratch => staging.Scratch;

    /// <inheritdoc />
    public bool Has(string part) => staging.Find(part) is not null;

    /// <inheritdoc />
    public string? Note(string part) => staging.Find(part)?.Note;

    /// <inheritdoc />
    public void Keep(string part, Answer answer, IReadOnlyList<RowBatch> batches, string? note = null)
    {
        var good = batches.Select(batch => Good(batch, answer.Address)).ToList();
        staging.Add(part, answer, good, note, [.. faults]);
        faults.Clear();
    }

    /// <inheritdoc />
    public void KeepFile(string part, Answer answer, FactTableSchema table, string partition, string parquet)
    {
        staging.AddFile(part, answer, table, partition, parquet, [.. faults]);
        faults.Clear();
    }

    /// <inheritdoc />
    public void Reject(RowFault fault)
    {
        if (!goodRowsOnly)
            throw new FactException($"{fault}; with --keep-good the other rows are kept, and this one is listed");
        faults.Add(fault);
    }

    /// <inheritdoc />
    public void Restart()
    {
        faults.Clear();
        staging.Clear();
    }

    /// <inheritdoc />
    public void Report(string what, double fraction) => report(what, fraction);

    private RowBatch Good(RowBatch batch, string file)
    {
        var check = new RowCheck(batch.Table);
        var good = new List<object?[]>(batch.Rows.Count);
        var bad = new List<RowFault>();
        for (var r = 0; r < batch.Rows.Count; r++)
        {
            if (check.Fault(batch.Rows[r], file, batch.Numbers?[r] ?? r + 1) is not { } fault)
                good.Add(batch.Rows[r]);
            else
                bad.Add(fault);
        }

        if (bad.Count > 0 && !goodRowsOnly)
        {
            throw new FactException($"{RowFault.Told(bad)}; with --keep-good the other rows are kept, and these are listed");
        }

        faults.AddRange(bad);
        return batch with { Rows = good, Numbers = null };
    }
}
