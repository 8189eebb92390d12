using System.Globalization;

namespace Dyad.Data.Sources.Comtrade;

/// <summary>A level of the Harmonized System.</summary>
/// <param name="Name">Name of the dataset: TOTAL, HS2, HS6, ROUTES, ROUTES-HS2.</param>
/// <param name="Code">The service's word for all products of the level.</param>
/// <param name="Digits">Digits of its codes; 0: one product, TOTAL.</param>
/// <param name="Rows">Rows that a reporter, partner, flow and year have at the most, with room.</param>
/// <param name="Routes">Whether imports are asked by economy of consignment (the second partner) too, and nothing but imports.</param>
internal sealed record ComtradeLevel(string Name, string Code, int Digits, int Rows, bool Routes = false)
{
    /// <summary>The levels that can be asked for.</summary>
    public static readonly IReadOnlyList<ComtradeLevel> All =
        [
            new("TOTAL", "TOTAL", 0, 1), new("HS2", "AG2", 2, 100), new("HS6", "AG6", 6, 6000),
            new("ROUTES", "TOTAL", 0, 60, Routes: true), new("ROUTES-HS2", "AG2", 2, 3000, Routes: true),
        ];

    /// <summary>Chapters of the Harmonized System, for an answer that does not fit.</summary>
    public static readonly IReadOnlyList<string> Chapters =
        [.. Enumerable.Range(1, 99).Select(c => c.ToString("00", CultureInfo.InvariantCulture))];
}

/// <summary>What one request asks. A question whose answer does not fit is split into smaller ones.</summary>
/// <param name="Reporter">Reporter, ISO 3166.</param>
/// <param name="ReporterArea">Its number in these years.</param>
/// <param name="Partners">Partners with their numbers in these years.</param>
/// <param name="Years">Years, in order.</param>
/// <param name="Flows">Flows.</param>
/// <param name="Level">Level of the classification.</param>
/// <param name="Products">Codes asked for one by one; null: all of the level.</param>
internal sealed record ComtradeQuestion(
    string Reporter, int ReporterArea, IReadOnlyList<(string Iso3, int Area)> Partners, IReadOnlyList<int> Years,
    IReadOnlyList<string> Flows, ComtradeLevel Level, IReadOnlyList<string>? Products = null)
{
    /// <summary>Years that the service takes in one request.</summary>
    public const int MostYears = 12;

    /// <summary>Codes asked for by name in one request: the address stays below 4,000 characters, the answer below 500 rows.</summary>
    public const int MostProducts = 300;

    /// <summary>Name of the part, the same in every run.</summary>
    public string Part => string.Join(
        ' ', Reporter, Level.Name, Span(Years.Select(Text)), string.Join(',', Flows), string.Join(',', Partners.Select(p => p.Iso3)),
        Products is null ? "all" : Span(Products));

    /// <summary>
    /// The question as a query. The second partner (unless it is what is asked), the mode of transport and the customs procedure are
    /// asked as totals: without them the service answers with a row for each of their combinations.
    /// </summary>
    public string Query(int limit) => string.Create(
        CultureInfo.InvariantCulture,
        $"reporterCode={ReporterArea}&partnerCode={string.Join(',', Partners.Select(p => Text(p.Area)))}&period={string.Join(',', Years.Select(Text))}"
        + $"&flowCode={string.Join(',', Flows)}&cmdCode={(Products is null ? Level.Code : string.Join(',', Products))}"
        + $"{(Level.Routes ? "" : "&partner2Code=0")}&motCode=0&customsCode=C00&maxRecords={limit}");

    /// <summary>Two smaller questions that are the same together; none where it is the smallest.</summary>
    public IReadOnlyList<ComtradeQuestion> Halves() => (Years.Count, Flows.Count, Partners.Count, Products?.Count) switch
    {
        ( > 1, _, _, _) => [.. Halves(Years).Select(y => this with { Years = y })],
        (_, > 1, _, _) => [.. Halves(Flows).Select(f => this with { Flows = f })],
        (_, _, > 1, _) => [.. Halves(Partners).Select(p => this with { Partners = p })],
        (_, _, _, > 1) => [.. Halves(Products!).Select(p => this with { Products = p })],
        _ => [],
    };

    /// <summary>The same question by product; none where it is so already.</summary>
    public IReadOnlyList<ComtradeQuestion> ByProduct(IReadOnlyList<string> products) =>
        Products is null ? [.. products.Chunk(MostProducts).Select(p => this with { Products = p })] : [];

    /// <summary>What is asked of a pair or a group, in questions that are likely to fit.</summary>
    public static IEnumerable<ComtradeQuestion> Of(
        string reporter, IReadOnlyList<string> partners, IReadOnlyList<int> years, IReadOnlyList<string> flows, ComtradeLevel level, int limit)
    {
        // Numbers of areas change over the years; a request has one set of them.
        var sets = years
            .Select(year => (Year: year, Area: ComtradeAreas.Code(reporter, year),
                Partners: partners.Select(p => (Iso3: p, Area: ComtradeAreas.Code(p, year))).Where(p => p.Area is not null)
                    .Select(p => (p.Iso3, Area: p.Area!.Value)).ToList()))
            .Where(s => s.Area is not null && s.Partners.Count > 0)
            .GroupBy(s => string.Join(' ', s.Partners.Select(p => p.Area).Prepend(s.Area!.Value)));
        foreach (var set in sets)
        {
            var (area, named) = (set.First().Area!.Value, set.First().Partners);
            var most = Math.Clamp(limit / (level.Rows * flows.Count * named.Count), 1, MostYears);
            foreach (var chunk in set.Select(s => s.Year).Order().Chunk(most))
                yield return new ComtradeQuestion(reporter, area, named, chunk, flows, level);
        }
    }

    private static IEnumerable<IReadOnlyList<T>> Halves<T>(IReadOnlyList<T> all) => [[.. all.Take(all.Count / 2)], [.. all.Skip(all.Count / 2)]];

    private static string Span(IEnumerable<string> values) => values.ToList() switch
    {
        [var one] => one,
        var many => $"{many[0]}-{many[^1]}",
    };

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
