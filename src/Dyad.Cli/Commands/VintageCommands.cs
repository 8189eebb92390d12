using System.CommandLine;
using System.Globalization;
using Dyad.Cli.Hosting;
using Dyad.Data.Sources;
using Dyad.Data.Vintages;
using Dyad.Workbench.Vintages;

namespace Dyad.Cli.Commands;

/// <summary><c>dyad data fetch | import | diff | prune</c>: vintages of live sources.</summary>
internal static class VintageCommands
{
    private const int FaultsTold = 10;

    /// <summary>Asks a live source.</summary>
    public static Command Fetch()
    {
        var source = new Argument<string>("SOURCE")
        {
            Description = $"source: {string.Join(", ", SourceCatalog.All.Select(s => s.Info.Name))} (docs/sources)",
        };
        var parties = Listed("--parties", "economies, divided by commas: codes or names [default: those of the source]", "A,B");
        var years = new Option<string?>("--years") { Description = "a year, or a span of years", HelpName = "2015-2020" };
        var asOf = new Option<string?>("--as-of")
        {
            Description = "ask for the figures that the source had on this day, where it can tell; kept apart from the latest", HelpName = "DATE",
        };
        var datasets = Listed("--datasets", "parts of the source, divided by commas, in its own words (docs/sources)", "NAME");
        var address = new Option<string?>("--address") { Description = "another address of the same service (a mirror)", HelpName = "URL" };
        var file = new Option<string?>("--file") { Description = "read this file, downloaded by hand, in place of asking", HelpName = "FILE" };
        var keep = KeepGood();
        var store = StoreOptions.Store();
        var json = DataCommand.JsonOption();
        var command = new Command("fetch", "Asks a live source and keeps the answer as a vintage; a fetch that was stopped goes on where it stood.")
        {
            source, parties, years, asOf, datasets, address, file, keep, store, json,
        };
        command.SetAction((parsed, cancel) =>
        {
            var request = new FetchRequest(parsed.GetValue(source)!)
            {
                Parties = parsed.GetValue(parties)!, Years = parsed.GetValue(years), Datasets = parsed.GetValue(datasets)!,
                AsOf = parsed.GetValue(asOf) is { } day ? Day(day) : null, Address = parsed.GetValue(address), File = parsed.GetValue(file),
                GoodRowsOnly = parsed.GetValue(keep), Store = parsed.GetValue(store),
            };
            var fetched = Progress.Run(
                parsed.GetValue(json), progress => FetchData.RunAsync(request, TimeProvider.System, progress, cancel).GetAwaiter().GetResult());
            return Task.FromResult(Show(fetched, parsed.GetValue(store), parsed.GetValue(json)));
        });
        return command.WithExamples(
            "data fetch worldbank --parties CHN,RUS", "data fetch comtrade --parties CHN,RUS --years 2019-2024 --datasets TOTAL,HS2",
            "data fetch baci --file BACI_HS92_V202501.zip");
    }

    /// <summary>Reads a file of a source that has no service.</summary>
    public static Command Import()
    {
        var file = new Argument<string>("FILE") { Description = "file to read: .csv, .tsv, .txt, .xlsx, .xls or .parquet" };
        var map = new Option<string>("--map")
        {
            Description = "map of its columns (docs/how-to/import-a-national-source.md)", HelpName = "MAP.yaml", Required = true,
        };
        var keep = KeepGood();
        var store = StoreOptions.Store();
        var json = DataCommand.JsonOption();
        var command = new Command("import", "Reads a file of a source that has no service into the store, by a map of its columns.")
        {
            file, map, keep, store, json,
        };
        command.SetAction((parsed, cancel) =>
        {
            var request = new ImportRequest(
                parsed.GetValue(file)!, parsed.GetValue(map)!, parsed.GetValue(store), parsed.GetValue(keep));
            var fetched = Progress.RunSlow(
                parsed.GetValue(json), progress => ImportFile.RunAsync(request, TimeProvider.System, progress, cancel).GetAwaiter().GetResult());
            return Task.FromResult(Show(fetched, parsed.GetValue(store), parsed.GetValue(json)));
        });
        return command.WithExamples(
            "data import customs-2025.csv --map customs.yaml", "data import bulletin.xlsx --map bulletin.yaml --keep-good --json");
    }

    /// <summary>Converts products between revisions of the Harmonized System.</summary>
    public static Command Harmonise()
    {
        var table = new Argument<string>("TABLE")
        {
            Description = "correlation table of two revisions, as the UN Statistics Division publishes it: .xlsx, .xls or .csv",
        };
        var from = new Option<string>("--from") { Description = "revision that is converted", HelpName = "HS2022", Required = true };
        var to = new Option<string>("--to") { Description = "revision that it is converted to", HelpName = "HS2017", Required = true };
        var sheet = new Option<string?>("--sheet") { Description = "sheet of a workbook [default: the first]", HelpName = "NAME" };
        var keep = KeepGood();
        var store = StoreOptions.Store();
        var json = DataCommand.JsonOption();
        var command = new Command(
            "harmonise", "Converts what customs state by product to another revision of the Harmonized System, beside what they stated.")
        {
            table, from, to, sheet, keep, store, json,
        };
        command.SetAction((parsed, cancel) =>
        {
            var request = new HarmoniseRequest(parsed.GetValue(table)!, parsed.GetValue(from)!, parsed.GetValue(to)!)
            {
                Sheet = parsed.GetValue(sheet), Store = parsed.GetValue(store), GoodRowsOnly = parsed.GetValue(keep),
            };
            var made = Progress.RunSlow(
                parsed.GetValue(json), progress => HarmoniseProducts.RunAsync(request, TimeProvider.System, progress, cancel).GetAwaiter().GetResult());
            return Task.FromResult(Show(made, parsed.GetValue(store), parsed.GetValue(json)));
        });
        return command.WithExamples("data harmonise HS2022toHS2017.xlsx --from HS2022 --to HS2017");
    }

    /// <summary>Compares two vintages.</summary>
    public static Command Diff()
    {
        var older = new Argument<string>("OLD") { Description = "id of a vintage, or its first letters (data list)" };
        var newer = new Argument<string>("NEW") { Description = "id of another of the same source" };
        var limit = WholeNumber.Option("--limit", "rows of a table at the most", "N", 20);
        var store = StoreOptions.Store();
        var json = DataCommand.JsonOption();
        var command = new Command("diff", "Compares two vintages of a source row by row: what was revised.") { older, newer, limit, store, json };
        command.SetAction(parsed =>
        {
            var tables = DiffVintages.Run(
                parsed.GetValue(older)!, parsed.GetValue(newer)!, parsed.GetValue(limit), parsed.GetValue(store));
            if (parsed.GetValue(json))
            {
                DataCommand.WriteJson(tables.Select(t => new
                {
                    t.Table, t.Added, t.Removed, t.Changed, t.Same,
                    Rows = t.Rows.Select(r => new { r.Key, r.Kind, Values = r.Values.ToDictionary(v => v.Key, v => new { v.Value.Old, v.Value.New }) }),
                }));
                return ExitCodes.Success;
            }

            foreach (var t in tables)
            {
                Output.Line($"{t.Table}: {t.Added} added, {t.Removed} removed, {t.Changed} changed, {t.Same} alike");
                TextTable.Write(
                    ["row", "what", "field", "old", "new"],
                    t.Rows.SelectMany(r => Lines(r)));
                Output.Line();
            }

            return ExitCodes.Success;
        });
        return command.WithExamples("data diff comtrade-3f2a comtrade-91bc", "data diff worldbank-0a1b worldbank-77de --limit 100 --json");
    }

    /// <summary>Removes what was superseded.</summary>
    public static Command Prune()
    {
        var before = new Option<string>("--before")
        {
            Description = "vintages that a later answer took the place of before this day go", HelpName = "DATE", Required = true,
        };
        var really = new Option<bool>("--yes") { Description = "do it; without this it is only told what would go" };
        var store = StoreOptions.Store();
        var json = DataCommand.JsonOption();
        var command = new Command(
            "prune", "Removes the rows of vintages that were superseded, and what killed fetches left. Reports as of a day that needs them are refused from then on.")
        {
            before, really, store, json,
        };
        command.SetAction(parsed =>
        {
            var pruned = PruneVintages.Run(
                Moment.Start("--before", parsed.GetValue(before)!, TimeProvider.System), parsed.GetValue(really), parsed.GetValue(store));
            if (parsed.GetValue(json))
            {
                DataCommand.WriteJson(pruned);
                return ExitCodes.Success;
            }

            foreach (var id in pruned.Vintages)
                Output.Line(id);
            Output.Line(string.Create(
                CultureInfo.InvariantCulture,
                $"{pruned.Vintages.Count} vintages, {pruned.Bytes / 1e6:F1} MB{(pruned.Done ? " removed" : " would be removed (--yes)")}"));
            return ExitCodes.Success;
        });
        return command.WithExamples("data prune --before 2026-01-01", "data prune --before 2026-01-01 --yes");
    }

    /// <summary>Whether rows at fault are left out.</summary>
    public static Option<bool> KeepGood() => new("--keep-good")
    {
        Description = "leave rows at fault out and list them, rather than take nothing",
    };

    /// <summary>Vintages as a table.</summary>
    public static void Write(IReadOnlyList<ListedVintage> vintages)
    {
        if (vintages.Count == 0)
            return;
        TextTable.Write(
            ["vintage", "request", "first fetched (UTC)", "last fetched (UTC)", "release", "rows", "left out", "no product, no economy (m US$)", "kB", ""],
            vintages.Select(v => new object?[]
            {
                v.Id, v.Request, Second(v.FirstFetched), Second(v.LastFetched), v.Release, v.Rows, v.Rejected.Count,
                v.Unnamed is { } u ? FormattableString.Invariant($"{u.Products.Values.Sum():#,0.###}, {u.Areas?.Values.Sum().ToString("#,0.###", CultureInfo.InvariantCulture) ?? "not asked"}") : "", v.Bytes / 1000,
                v.Pruned is { } at ? $"pruned {at:yyyy-MM-dd}" : "",
            }));
    }

    /// <summary>Tells what came of a fetch.</summary>
    public static int Show(Fetched fetched, string? store, bool json)
    {
        if (json)
        {
            var root = VintageStore.At(store ?? Workbench.WorkbenchDefaults.StoreFolder);
            DataCommand.WriteJson(new { fetched.New, At = Moment.Show(fetched.At), fetched.Replaced, Vintage = ListVintages.Of(root, fetched.Vintage) });
            return ExitCodes.Success;
        }

        var v = fetched.Vintage;
        Output.Line(fetched.New
            ? string.Create(CultureInfo.InvariantCulture, $"{v.Id}: {v.Rows} rows, {v.Bytes / 1000.0:F1} kB, known from {Moment.Show(fetched.At)}")
            : $"{v.Id}: {v.Rows} rows, as answered before; seen again {Moment.Show(fetched.At)}");
        if (fetched.Replaced is { } replaced)
            Output.Line($"it takes the place of {replaced}, the last answer to the same question (data diff {replaced} {v.Id})");
        if (v.Unnamed is { } unnamed)
            Output.Line(unnamed.ToString());
        foreach (var fault in fetched.Faults.Take(FaultsTold))
            Console.Error.WriteLine($"dyad: left out: {fault}");
        if (fetched.Faults.Count > FaultsTold)
            Console.Error.WriteLine($"dyad: and {fetched.Faults.Count - FaultsTold} more were left out (data list --json)");
        return ExitCodes.Success;
    }

    private static IEnumerable<object?[]> Lines(RowDifference row)
    {
        var key = string.Join(" ", row.Key.Values.Select(v => Convert.ToString(v, CultureInfo.InvariantCulture)));
        return row.Values.Count == 0
            ? [[key, row.Kind, "", "", ""]]
            : row.Values.Select(v => new object?[] { key, row.Kind, v.Key, v.Value.Old ?? "missing", v.Value.New ?? "missing" });
    }

    private static Option<string[]> Listed(string name, string description, string help) => new(name)
    {
        Description = description,
        HelpName = help,
        DefaultValueFactory = _ => [],
        CustomParser = result => [.. result.Tokens.SelectMany(t => t.Value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))],
    };

    private static DateOnly Day(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : throw new Workbench.UserException($"--as-of {text}: a day (2026-11-28) is wanted");

    private static string Second(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
}
