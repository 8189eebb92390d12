using Dyad.Data.Facts;
using Dyad.Data.Sources;
using Dyad.Data.Store;
using Dyad.Data.Vintages;

namespace Dyad.Data.Tests.Vintages;

/// <summary>Rows of sources as rows of the fact tables.</summary>
public sealed class LayerTests : IDisposable
{
    private readonly TemporaryFolder folder = new("store");

    [Fact]
    public async Task ComtradeStatesClaimsOfBothSidesByTotalAndByProduct()
    {
        using var facts = await With(
            "comtrade",
            Claim("CHN", "RUS", "X", 2023, "H6", "TOTAL", 1.10e11, fob: 1.10e11),
            Claim("RUS", "CHN", "M", 2023, "H6", "TOTAL", 1.15e11, cif: 1.15e11),
            // Two classifications of one year: the later one counts.
            Claim("CHN", "RUS", "X", 2022, "H5", "TOTAL", 7.0e10), Claim("CHN", "RUS", "X", 2022, "H6", "TOTAL", 7.1e10),
            Claim("CHN", "W00", "X", 2023, "H6", "TOTAL", 3.4e12), Claim("CHN", "RUS", "RX", 2023, "H6", "TOTAL", 1e9),
            Claim("RUS", "CHN", "M", 2023, "H6", "87", 2e10, cif: 2e10, kilograms: 1.5e9));

        Assert.Equal(
            [("CHN", 71_000.0, "FOB", 2022), ("CHN", 110_000.0, "FOB", 2023), ("RUS", 115_000.0, "CIF", 2023)],
            facts.CustomsTotals().Where(c => c.Year > 2020).Select(c => (c.Reporter, c.MillionUsd, c.Valuation, c.Year)));
        // Earlier built-in claims stay.
        Assert.Contains(facts.CustomsTotals(), c => c is { Year: 2015, Reporter: "CHN" });
        Assert.Equal([("87", "RUS", 20_000.0)], facts.CustomsProducts("CHN", "RUS").Select(c => (c.Product!, c.Reporter, c.MillionUsd)));
        var described = facts.Describe("customs_totals");
        Assert.Contains(described.Sources, s => s.Release.StartsWith("vintage comtrade-", StringComparison.Ordinal));
        Assert.NotEqual(facts.Manifest.Tables.Single(t => t.Table == "customs_totals").Sha256, described.Sha256);
    }

    [Fact]
    public async Task ReleasesOfComtradeTellWhoPublished()
    {
        using var facts = await With("comtrade", "comtrade_releases", new FetchQuery(), Release("RUS", 2021, "H5"), Release("RUS", 2021, "H6"), Release("CHN", 2023, "H6"));
        Assert.Equal([("CHN", 2023), ("RUS", 2021)], facts.CustomsReleases());
    }

    /// <summary>One coarser row of the pair or of another does not change the level, and no sample is of two.</summary>
    [Fact]
    public async Task ProductsAreOfOneLevelThatBothOfThePairState()
    {
        object?[] At(string exporter, string importer, bool sells, string product) =>
            Claim(sells ? exporter : importer, sells ? importer : exporter, sells ? "X" : "M", 2023, "H6", product, 1e9);
        using var facts = await With(
            "comtrade",
            At("CHN", "RUS", true, "870323"), At("CHN", "RUS", false, "870323"), At("RUS", "CHN", true, "271019"), At("RUS", "CHN", false, "271019"),
            At("CHN", "RUS", true, "87"),
            At("CHN", "USA", true, "85"), At("CHN", "USA", false, "85"), At("USA", "CHN", true, "84"), At("USA", "CHN", false, "84"));
        Assert.Equal(["271019", "870323"], facts.CustomsProducts("RUS", "CHN").Select(c => c.Product!).Distinct().Order());
        Assert.Equal(["84", "85", "87"], facts.CustomsProducts("CHN", "USA").Select(c => c.Product!).Distinct().Order());
    }

    /// <summary>Codes of Comtrade: 13 carats, 21 thousand kilograms, 5 items, 27 kilograms of P2O5, which are no net weight.</summary>
    [Theory]
    [InlineData(null, 5.0, 13, 0.001)]
    [InlineData(0.0, 2.0, 21, 2000.0)]
    [InlineData(3.0, 2.0, 21, 3.0)]
    [InlineData(0.0, 2.0, 5, 0.0)]
    [InlineData(null, 2.0, 27, null)]
    [InlineData(null, null, null, null)]
    public async Task AQuantityThatIsAWeightStandsInForTheNetWeight(double? weight, double? quantity, int? unit, double? kilograms)
    {
        using var facts = await With(
            "comtrade", Claim("RUS", "CHN", "M", 2023, "H6", "710231", 1e6, kilograms: weight, quantity: quantity, unit: unit));
        Assert.Equal(kilograms, facts.Query("customs_products", null, 10).Rows.Single()[7]);
    }

    [Fact]
    public async Task TheWorldBankStatesSizeAndGovernance()
    {
        using var facts = await With(
            "worldbank",
            Figure("RUS", "NY.GDP.MKTP.CD", 2024, 2.1e12), Figure("AFE", "NY.GDP.MKTP.CD", 2024, 1e12),
            Figure("RUS", "GOV_WGI_RL.EST", 2023, -1.1), Figure("RUS", "GOV_WGI_RL.SE", 2023, 0.14), Figure("RUS", "GOV_WGI_RL.NO.SRC", 2023, 9),
            // Without its standard error an estimate is none.
            Figure("CHN", "RL.EST", 2023, 0.0));

        Assert.Equal((2.1e12, 2024), facts.Gdp(2024).Where(g => g.Economy == "RUS").Select(g => (g.Usd, g.Year)).Single());
        var rows = facts.Query("governance", "year = 2023", 10).Rows;
        Assert.Equal(["RUS", 2023, "RuleofLaw", -1.1, 0.14, 9, null, null, null], Assert.Single(rows));
    }

    /// <summary>
    /// A source whose rows come, change and go, asked under one question or another: of each reporter's year the facts have what it last
    /// stated, and as of each moment what they had then.
    /// </summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task WhatASourceWithdrewIsNotReadFromAnEarlierAnswer(int seed)
    {
        var random = new Random(seed);
        var store = VintageStore.At(folder.Location);
        var table = SourceCatalog.Find("comtrade").Info.Tables.Single(t => t.Name == "comtrade");
        var names = table.Fields.Select(f => f.Name).ToList();
        var published = new Dictionary<(int Year, string Product), double>();
        var expected = new Dictionary<(int Year, string Product), double>();
        var states = new List<(DateTimeOffset? At, string Facts)>();
        for (var step = 0; step < 9; step++)
        {
            foreach (var year in new[] { 2022, 2023 })
            {
                foreach (var product in new[] { "27", "84", "87" }.Where(_ => random.Next(3) == 0))
                {
                    if (!published.Remove((year, product)))
                        published[(year, product)] = random.Next(1, 4);
                }
            }

            int[] asked = random.Next(3) switch { 0 => [2022], 1 => [2023], _ => [2022, 2023] };
            var answer = published.Where(p => asked.Contains(p.Key.Year)).OrderBy(p => p.Key).ToList();
            if (answer.Count == 0)
                continue;
            var rows = answer.Select(p => Claim("CHN", "RUS", "X", p.Key.Year, "H6", p.Key.Product, p.Value * 1e6)).ToArray();
            var fetched = await store.FetchAsync(
                new FetchOrder(
                    new MadeUpSource("comtrade", table) { Pages = { Complete(names, rows) } },
                    new FetchQuery { Years = (asked[0], asked[^1]) }, "test"),
                (_, _) => { }, CancellationToken.None);
            foreach (var year in answer.Select(p => p.Key.Year).Distinct())
            {
                foreach (var gone in expected.Keys.Where(k => k.Year == year).ToList())
                    expected.Remove(gone);
            }

            foreach (var (key, value) in answer)
                expected[key] = value;
            var now = Told(expected.OrderBy(e => e.Key).Select(e => (e.Key.Year, e.Key.Product, e.Value)));
            // The moment that a report would pin, and any other before the next answer.
            var live = LiveFacts.Of(store, null);
            states.AddRange([(fetched.At, now), (live.Moment(), now)]);
            Assert.Equal(now, Facts(live));
        }

        Assert.All(states.Distinct(), s => Assert.Equal(s.Facts, Facts(LiveFacts.Of(store, s.At))));

        static string Facts(LiveFacts live)
        {
            using var facts = FactStore.Open(BuiltIn.Folder, null, live);
            return Told(facts.CustomsProducts("CHN", "RUS").Select(c => (c.Year, c.Product!, c.MillionUsd)));
        }

        static string Told(IEnumerable<(int, string, double)> rows) => string.Join(' ', rows);
    }

    /// <summary>The later answer is in another revision: the reporter's year is read in it alone.</summary>
    [Fact]
    public async Task AYearThatComtradeStatesInAnotherRevisionIsNotReadInBoth()
    {
        using (await With("comtrade", Claim("CHN", "RUS", "X", 2022, "H5", "270111", 1e6)))
        {
        }

        using var facts = await With("comtrade", "comtrade", new FetchQuery { Years = (2022, 2022) }, Claim("CHN", "RUS", "X", 2022, "H6", "270112", 2e6));
        Assert.Equal("270112", Assert.Single(facts.Query("customs_products", null, 10).Rows)[5]);
    }

    public void Dispose() => folder.Dispose();

    private Task<FactStore> With(string source, params object?[][] rows) => With(source, source, new FetchQuery(), rows);

    private async Task<FactStore> With(string source, string tableName, FetchQuery query, params object?[][] rows)
    {
        var table = SourceCatalog.Find(source).Info.Tables.Single(t => t.Name == tableName);
        var store = VintageStore.At(folder.Location);
        await store.FetchAsync(
            new FetchOrder(new MadeUpSource(source, table) { Pages = { Complete(table.Fields.Select(f => f.Name).ToList(), rows) } }, query, "test"),
            (_, _) => { }, CancellationToken.None);
        return FactStore.Open(BuiltIn.Folder, null, LiveFacts.Of(store, null));
    }

    private static object?[][] Complete(List<string> fields, object?[][] rows) =>
    [
        .. rows.Select(r =>
        {
            var row = new object?[fields.Count];
            foreach (var (name, value) in r.Cast<(string, object?)>())
                row[fields.IndexOf(name)] = value;
            return row;
        }),
    ];

    private static object?[] Claim(
        string reporter, string partner, string flow, int year, string classification, string product, double usd, double? fob = null,
        double? cif = null, double? kilograms = null, double? quantity = null, int? unit = null) =>
    [
        ("reporter", (object?)reporter), ("partner", (object?)partner), ("flow", (object?)flow), ("year", (object?)year),
        ("classification", (object?)classification), ("product", (object?)product), ("value_usd", (object?)usd), ("fob_usd", (object?)fob),
        ("cif_usd", (object?)cif), ("net_weight_kg", (object?)kilograms), ("quantity", (object?)quantity), ("quantity_unit", (object?)unit), ("reporter_area", (object?)1), ("partner_area", (object?)2),
    ];

    private static object?[] Release(string reporter, int year, string classification) =>
    [
        ("reporter", (object?)reporter), ("year", (object?)year), ("classification", (object?)classification),
        ("last_released", (object?)new DateOnly(2026, 1, 1)),
    ];

    private static object?[] Figure(string economy, string indicator, int year, double value) =>
    [
        ("economy", (object?)economy), ("indicator", (object?)indicator), ("year", (object?)year), ("value", (object?)value), ("decimals", (object?)0),
    ];
}
