using Dyad.Data;
using Dyad.Data.Schema;
using Dyad.Data.Sources;
using Dyad.Data.Sources.Http;
using Dyad.Data.Vintages;

namespace Dyad.Sources.Tests.Fakes;

/// <summary>A fetch that keeps its parts in memory, with the checks of the store.</summary>
internal sealed class MemoryFetch(SourceClient? http = null, bool goodRowsOnly = false, string? scratch = null) : IFetch
{
    public Dictionary<string, (Answer Answer, IReadOnlyList<RowBatch> Batches, string? Note)> Parts { get; } = [];

    public List<RowFault> Faults { get; } = [];

    public List<string> Reports { get; } = [];

    public int Restarts { get; private set; }

    public SourceClient Http => http ?? throw new InvalidOperationException("nothing may be asked");

    public string Scratch => scratch ?? throw new InvalidOperationException("no folder");

    public IReadOnlyList<object?[]> Rows(string table) =>
        [.. Parts.OrderBy(p => p.Key, StringComparer.Ordinal).SelectMany(p => p.Value.Batches).Where(b => b.Table.Name == table).SelectMany(b => b.Rows)];

    /// <summary>Rows as a test reads them: values with a bar between, in the order of the key.</summary>
    public IReadOnlyList<string> Lines(string table) =>
        [.. Rows(table).Select(r => string.Join("|", r.Select(v => Convert.ToString(v, System.Globalization.CultureInfo.InvariantCulture))))
            .Order(StringComparer.Ordinal)];

    public bool Has(string part) => Parts.ContainsKey(part);

    public string? Note(string part) => Parts.TryGetValue(part, out var kept) ? kept.Note : null;

    public void Keep(string part, Answer answer, IReadOnlyList<RowBatch> batches, string? note = null)
    {
        Assert.True(Parts.TryAdd(part, (answer, [.. batches.Select(b => Good(b, answer.Address))], note)), $"part '{part}' kept twice");
    }

    public void KeepFile(string part, Answer answer, FactTableSchema table, string partition, string parquet) =>
        throw new InvalidOperationException("no source of these tests keeps files");

    public void Reject(RowFault fault)
    {
        if (!goodRowsOnly)
            throw new FactException(fault.ToString());
        Faults.Add(fault);
    }

    public void Restart()
    {
        Restarts++;
        Parts.Clear();
    }

    public void Report(string what, double fraction) => Reports.Add(what);

    private RowBatch Good(RowBatch batch, string file)
    {
        var check = new RowCheck(batch.Table);
        var good = new List<object?[]>();
        for (var r = 0; r < batch.Rows.Count; r++)
        {
            if (check.Fault(batch.Rows[r], file, batch.Numbers?[r] ?? r + 1) is { } fault)
                Reject(fault);
            else
                good.Add(batch.Rows[r]);
        }

        return batch with { Rows = good };
    }
}
