using Dyad.Data;
using Dyad.Data.Schema;
using Dyad.Data.Sources;
using Dyad.Data.Sources.Http;

namespace Dyad.Sources.Tests.Fakes;

/// <summary>A fetch that keeps its parts in a folder of the test.</summary>
internal sealed class FileFetch(string folder, bool goodRowsOnly = false, SourceClient? http = null) : IFetch
{
    public Dictionary<string, (Answer Answer, FactTableSchema Table, string Partition, string Path)> Files { get; } = [];

    public Dictionary<string, (Answer Answer, IReadOnlyList<RowBatch> Batches, string? Note)> Parts { get; } = [];

    public List<RowFault> Faults { get; } = [];

    public List<(string What, double Fraction)> Reports { get; } = [];

    public SourceClient Http => http ?? throw new InvalidOperationException("nothing is asked here");

    public string Scratch { get; } = Directory.CreateDirectory(Path.Combine(folder, "scratch")).FullName;

    public bool Has(string part) => Files.ContainsKey(part) || Parts.ContainsKey(part);

    public string? Note(string part) => Parts.TryGetValue(part, out var p) ? p.Note : null;

    public void Keep(string part, Answer answer, IReadOnlyList<RowBatch> batches, string? note = null) => Parts[part] = (answer, batches, note);

    public void KeepFile(string part, Answer answer, FactTableSchema table, string partition, string parquet)
    {
        var path = Path.Combine(folder, $"{table.Name}-{partition}.parquet");
        File.Move(parquet, path, overwrite: true);
        Files[part] = (answer, table, partition, path);
    }

    public void Reject(RowFault fault)
    {
        if (!goodRowsOnly)
            throw new FactException(fault.ToString());
        Faults.Add(fault);
    }

    public void Restart()
    {
        Files.Clear();
        Parts.Clear();
    }

    public void Report(string what, double fraction) => Reports.Add((what, fraction));
}
