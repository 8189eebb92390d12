using Dyad.Reports.Model;
using Dyad.Workbench.Facts;
using Dyad.Workbench.Reports.Changes;

namespace Dyad.Workbench.Reports.Diagnosis;

/// <summary>The addresses of a report's figures: which command computes each again, on which tables, under which options.</summary>
internal sealed class ReportBook
{
    private readonly ReportFacts facts;
    private readonly ReportRequest request;
    private readonly ProvenanceBook book;
    private readonly string arguments;
    private readonly SortedSet<string> tables = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SourceRecord> others = [];

    /// <summary>Opens the book of a report.</summary>
    public ReportBook(ReportFacts facts, ReportRequest request)
    {
        (this.facts, this.request) = (facts, request);
        arguments = request.Facts.Arguments(facts.Store);
        book = new ProvenanceBook(Input, WorkbenchDefaults.Version, WorkbenchDefaults.Command);
    }

    /// <summary>All addresses.</summary>
    public IReadOnlyList<Dyad.Reports.Model.Provenance> Entries => book.Entries;

    /// <summary>Takes over the addresses of figures that another command computes, and the tables that they name.</summary>
    public void Include(ChangeFigures changes)
    {
        foreach (var scenario in changes.Scenarios)
            Include(scenario.Provenance, scenario.SourceTables);
        if (changes.Programme is { } programme)
            Include(programme.Provenance, programme.SourceTables);

        void Include(IEnumerable<Dyad.Reports.Model.Provenance> addresses, IEnumerable<SourceRecord> sources)
        {
            book.Include(addresses);
            foreach (var source in sources)
                others.TryAdd(source.Table, source);
        }
    }

    /// <summary>Adds tables that are read for names alone to the sources.</summary>
    public void Name(IEnumerable<string> names) => tables.UnionWith(names);

    /// <summary>Every table that an address names, with its source.</summary>
    public IReadOnlyList<SourceRecord> Sources() =>
        [
            .. tables.Select(facts.Store.Describe).Select(FactSources.Record)
                .Concat(others.Values.Where(s => !tables.Contains(s.Table))).OrderBy(s => s.Table, StringComparer.Ordinal),
        ];

    /// <summary>Address of a figure that can be read or summed out of one table by a condition.</summary>
    public string Lookup(MethodKey method, string table, string where, params (string, object)[] options) =>
        book.Add(method, [table], $"data show {table} --where \"{where}\" --limit 1000{arguments}", options);

    /// <summary>Address of a figure that the report computes.</summary>
    public string Computed(MethodKey method, IEnumerable<string> from, params (string, object)[] options) =>
        book.Add(
            method, from,
            FormattableString.Invariant(
                $"report {facts.Pair[0]} {facts.Pair[1]} --year {facts.Year} --resamples {request.Resamples} --seed {request.Seed}{arguments} --json"),
            options);

    /// <summary>Address of a figure that rests on resamples of the pairs.</summary>
    public string Resampled(MethodKey method, IEnumerable<string> from, params (string, object)[] options) =>
        Computed(method, from, [.. options, ("year", facts.Year), ("resamples", request.Resamples), ("seed", request.Seed), ("level", "90%")]);

    private ProvenanceInput Input(string table)
    {
        tables.Add(table);
        return FactSources.Input(facts.Store.Describe(table));
    }
}
