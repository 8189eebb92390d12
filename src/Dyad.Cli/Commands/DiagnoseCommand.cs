using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Dyad.Cli.Hosting;
using Dyad.Workbench.Products;

namespace Dyad.Cli.Commands;

/// <summary><c>dyad diagnose A B</c>: what a pair trades less of than expected, product by product.</summary>
internal static class DiagnoseCommand
{
    private static readonly JsonSerializerOptions JsonForm = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        NumberHandling = System.Text.Json.Serialization.JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    /// <summary>The command with its handler.</summary>
    public static Command Create()
    {
        var a = new Argument<string>("A") { Description = "one economy: code or name" };
        var b = new Argument<string>("B") { Description = "the other" };
        var products = new Option<string[]>("--products")
        {
            Description = "Parquet file of flows by product (table baci), or a folder of them; may be given several times [default: BACI in the store]",
            HelpName = "FILE",
            AllowMultipleArgumentsPerToken = true,
        };
        var year = WholeNumber.Option("--year", "year [default: the latest that the files hold]", "Y");
        var revision = new Option<string?>("--revision")
        {
            Description = "revision of the Harmonized System, where a year is there in several",
            HelpName = "HS1992",
        };
        var top = WholeNumber.Option("--top", "shortfalls to tell", "N", 20);
        var resamples = WholeNumber.Option("--resamples", "resamples of the pairs behind the intervals", "N", 200);
        var seed = WholeNumber.Option("--seed", "seed of the resamples", "S", 1);
        var data = DataCommand.DataOption();
        var store = StoreOptions.Store();
        var asOf = StoreOptions.AsOf();
        var json = new Option<bool>("--json") { Description = "print JSON on standard output, nothing else" };
        var command = new Command(
            "diagnose",
            "What two economies trade less of than expected, product by product (HS 6 digits). It reads BACI, the trade of all economies; "
            + "products of Comtrade or of imported files are read by report.")
        {
            a, b, products, year, revision, top, resamples, seed, data, store, asOf, json,
        };
        command.SetAction((parsed, cancel) =>
        {
            var request = new ProductRequest(parsed.GetValue(a)!, parsed.GetValue(b)!, parsed.GetValue(products) ?? [])
            {
                Year = parsed.GetValue(year),
                Classification = parsed.GetValue(revision),
                Top = parsed.GetValue(top),
                Resamples = parsed.GetValue(resamples),
                Seed = parsed.GetValue(seed),
                Facts = StoreOptions.Facts(parsed, data, store, asOf),
            };
            var report = Progress.Run(parsed.GetValue(json), progress => DiagnoseProducts.Run(request, progress, cancel));
            if (parsed.GetValue(json))
                Output.Line(JsonSerializer.Serialize(report, JsonForm));
            else
                Write(report);
            return Task.FromResult(ExitCodes.Success);
        });
        return command.WithExamples(
            "diagnose CHN RUS",
            "diagnose CHN RUS --products baci",
            "diagnose CHN RUS --products baci/baci-HS1992-2022.parquet --top 50",
            "diagnose CHN RUS --products baci --year 2022 --revision HS1992 --json");
    }

    private static void Write(ProductReport report)
    {
        Output.Line(Line($"{report.Parties[0]} and {report.Parties[1]}, {report.Year}, {report.Classification}"));
        Output.Line(Line($"{report.Flows:#,0} flows of {report.Economies} economies in {report.Products:#,0} products"));
        Output.Line(Line($"million US$, 90% intervals from {report.Resamples} resamples of the other pairs"));
        Output.Line();
        TextTable.Write(
            ["direction", "trade", "expected", "interval", "ease", "expected", "complementarity", "products", "possible", "unused potential"],
            report.Directions.Select(d => new object?[]
            {
                $"{d.Exporter} to {d.Importer}", Round(d.Actual), Round(d.Expected.Value), Range(d.Expected, "#,0"), Math.Round(d.Ease, 2),
                Math.Round(d.ExpectedEase.Value, 2), Math.Round(d.Complementarity.Value, 1), d.ProductsTraded, d.ProductsPossible,
                Round(d.UnusedPotential),
            }));
        Output.Line();
        TextTable.Write(
            ["direction", "sector group", "products", "trade", "expected", "gap", "unused potential"],
            report.Sectors.Select(s => new object?[]
            {
                $"{s.Exporter} to {s.Importer}", s.Sector is null ? s.Name : $"{s.Sector} {s.Name}", s.Products, Round(s.Actual), Round(s.Expected),
                Round(s.Gap), Round(s.UnusedPotential),
            }));
        Output.Line();
        Output.Line(Line($"{report.Shortfalls.Count} of {report.ShortfallsInAll:#,0} products that are traded less than expected"));
        Output.Line();
        TextTable.Write(
            ["rank", "ranks", "direction", "product", "name", "trade", "expected", "shortfall", "interval", "potential", "advantage", "sells", "buys"],
            report.Shortfalls.Select(s => new object?[]
            {
                s.Rank, $"{s.RankLow}-{s.RankHigh}", $"{s.Exporter} to {s.Importer}", s.Product, s.Name, Round(s.Actual), Round(s.Expected),
                Round(s.Shortfall.Value), Range(s.Shortfall, "#,0.0"), Round(s.Potential), Math.Round(s.ExporterAdvantage.Value, 2),
                Round(s.ExporterSells), Round(s.ImporterBuys),
            }));
    }

    private static double Round(double value) => Math.Round(value, 1);

    private static string Range(DrawnFigure figure, string format) =>
        $"{figure.Low.ToString(format, CultureInfo.InvariantCulture)} to {figure.High.ToString(format, CultureInfo.InvariantCulture)}";

    private static string Line(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
