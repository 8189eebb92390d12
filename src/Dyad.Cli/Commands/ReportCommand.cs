using System.CommandLine;
using Dyad.Cli.Hosting;
using Dyad.Reports.Document;
using Dyad.Reports.Texts;
using Dyad.Workbench;
using Dyad.Workbench.Reports;

namespace Dyad.Cli.Commands;

/// <summary><c>dyad report A B</c>: the joint bottleneck report of a pair.</summary>
internal static class ReportCommand
{
    /// <summary>The command with its handler.</summary>
    public static Command Create()
    {
        var a = new Argument<string>("A") { Description = "one party: ISO code or name" };
        var b = new Argument<string>("B") { Description = "the other party" };
        var year = WholeNumber.Option("--year", "year of the diagnosis, 1995 to 2011 [default: the latest]", "Y");
        var language = new Option<string>("--lang")
        {
            Description = "language that the HTML opens in and the Word document is written in; all: a Word document in each",
            DefaultValueFactory = _ => "en",
        };
        language.AcceptOnlyFromAmong("en", "zh", "ru", "all");
        var folder = new Option<string?>("--out")
        {
            Description = "folder to write to [default: reports/A-B-YEAR]",
            HelpName = "DIR",
        };
        var data = DataCommand.DataOption();
        var store = StoreOptions.Store();
        var asOf = StoreOptions.AsOf();
        var resamples = WholeNumber.Option(
            "--resamples", "resamples of the pairs behind intervals and ranks (20 to 10,000)", "N",
            ReportRequest.DefaultResamples);
        var seed = WholeNumber.Option("--seed", "seed of the resampling", "S", ReportRequest.DefaultSeed);
        var json = new Option<bool>("--json") { Description = "print report.json on standard output, nothing else; files are written with --out alone" };

        var command = new Command("report", "Writes the joint report of two economies: HTML, Word, JSON and a data annex.")
        {
            a, b, year, language, folder, data, store, asOf, resamples, seed, json,
        };
        command.SetAction((parsed, cancel) =>
        {
            var facts = StoreOptions.Facts(parsed, data, store, asOf);
            var request = new ReportRequest(parsed.GetValue(a)!, parsed.GetValue(b)!)
            {
                Year = parsed.GetValue(year),
                Languages = Languages(parsed.GetValue(language)!),
                OutFolder = parsed.GetValue(folder),
                UserData = facts.UserData,
                Store = facts.Store,
                AsOf = facts.AsOf,
                Resamples = parsed.GetValue(resamples),
                Seed = parsed.GetValue(seed),
            };
            var asJson = parsed.GetValue(json);
            if (asJson && request.OutFolder is null)
            {
                Output.Write(Progress.Run(quiet: true, progress => BuildReport.Json(request, progress, cancel)));
                return Task.FromResult(ExitCodes.Success);
            }

            var result = Progress.Run(asJson, progress => BuildReport.Run(request, progress, cancel));
            if (asJson)
                Output.Write(result.Json);
            else
                Show(result);
            return Task.FromResult(ExitCodes.Success);
        });
        return command.WithExamples(
            "report CHN RUS",
            "report CHN RUS --lang zh --out ~/dialogue",
            "report India Brazil --year 2005",
            "report CHN RUS --as-of 2026-11-28",
            "report DEU POL --json > report.json");
    }

    private static Language[] Languages(string code) =>
        code == "all" ? Enum.GetValues<Language>() : [TextCatalog.Of(code)];

    private static void Show(ReportResult result)
    {
        Output.Numbered(result.Findings);
        Output.Line();
        Output.Line($"Report: {result.Files[0]}");
        var annex = result.Files.Where(f => Path.GetDirectoryName(f) != Path.GetDirectoryName(result.Files[0])).ToList();
        var beside = result.Files.Skip(1).Except(annex).Select(f => Path.GetFileName(f));
        var tables = annex.Select(f => Path.GetFileName(Path.GetDirectoryName(f))).Distinct()
            .Select(d => $"{d}{Path.DirectorySeparatorChar}*.csv");
        Output.Line($"        also {string.Join(", ", beside.Concat(tables))}");
        Output.Line(result.Vintages.Count == 0
            ? $"Facts:  built-in ({Workbench.WorkbenchDefaults.Command} data list); newer ones: {Workbench.WorkbenchDefaults.Command} data fetch"
            : $"Facts:  built-in, and {result.Vintages.Count} vintages as known at {result.Vintages[0].Known}");
    }
}
