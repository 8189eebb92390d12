using Dyad.Data.Schema;
using Dyad.Data.Sources;

namespace Dyad.Data.Tests.Vintages;

/// <summary>A source whose figures the test makes up, in pages; a page can be made to fail.</summary>
internal sealed class MadeUpSource(string name = "made-up", FactTableSchema? table = null) : ISource
{
    public static readonly FactTableSchema Figures = new(
        "figures",
        [
            new FactField("economy", FieldType.Text, "", true, false, "", ""),
            new FactField("year", FieldType.Whole, "year", true, false, "1900..2100", ""),
            new FactField("value", FieldType.Real, "US$", false, true, "0..", ""),
            new FactField("kind", FieldType.Text, "", false, false, "final|estimate", ""),
        ]);

    /// <summary>Pages of rows that the source has now.</summary>
    public List<object?[][]> Pages { get; } = [];

    /// <summary>Page whose request fails; null: none.</summary>
    public int? Fails { get; set; }

    /// <summary>Pages that were asked for.</summary>
    public List<int> Asked { get; } = [];

    public SourceInfo Info { get; } = new(
        name, "Figures made up", "The test", "none", "Test (2026)", new Uri("http://localhost"), "download figures.csv",
        [table ?? Figures]);

    public FetchQuery Complete(FetchQuery query) => query;

    public Task FetchAsync(FetchQuery query, IFetch fetch, CancellationToken cancel)
    {
        for (var page = 0; page < Pages.Count; page++)
        {
            var part = $"page {page:D4}";
            if (fetch.Has(part))
                continue;
            Asked.Add(page);
            if (page == Fails)
                throw new FactException("made-up: no answer");
            fetch.Keep(part, new Answer($"http://localhost/{page}", new string('0', 64), 1, DateTimeOffset.UnixEpoch, "r1"),
                [new RowBatch(Info.Tables[0], Pages[page])]);
        }

        return Task.CompletedTask;
    }

    public void ReadFile(string path, FetchQuery query, IFetch fetch, CancellationToken cancel) => throw new NotSupportedException();

    public static object?[] Row(string economy, int year, double? value, string kind = "final") => [economy, year, value, kind];
}
