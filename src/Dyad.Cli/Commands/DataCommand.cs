using System.CommandLine;
using System.Text.Json;
using Dyad.Cli.Hosting;
using Dyad.Workbench.Facts;
using Dyad.Workbench.Vintages;

namespace Dyad.Cli.Commands;

/// <summary><c>dyad data build | list | show | verify</c>: the fact tables.</summary>
internal static class DataCommand
{
    /// <summary>The command with its handlers.</summary>
    public static Command Create() =>
        new Command("data", "Facts: what is there, where it comes from, whether it is whole; vintages of live sources.")
            {
                VintageCommands.Fetch(), VintageCommands.Import(), VintageCommands.Harmonise(), List(), Show(), VintageCommands.Diff(), Verify(),
                VintageCommands.Prune(), Build(),
            }
            .WithExamples(
                "data list", "data show economies", "data fetch worldbank --parties CHN,RUS", "data import customs.csv --map customs.yaml",
                "data verify");

    /// <summary>The option by which a user's own tables take the place of the built-in ones.</summary>
    public static Option<string?> DataOption() => new("--data")
    {
        Description = "folder with your own tables (NAME.parquet or NAME.csv in the same schema) that replace the built-in ones",
        HelpName = "DIR",
    };

    private static Command Build()
    {
        var from = new Option<string>("--from")
        {
            Description = "folder with the sources (docs/data.md)",
            HelpName = "DIR",
            Required = true,
        };
        var folder = new Option<string>("--out")
        {
            Description = "folder to write the tables to",
            HelpName = "DIR",
            DefaultValueFactory = _ => "data",
        };
        var command = new Command("build", "Makes the fact tables and their manifest out of the sources.") { from, folder };
        command.SetAction((parsed, cancel) =>
        {
            var tables = Progress.Run(false, progress =>
                BuildFacts.Run(parsed.GetValue(from)!, parsed.GetValue(folder)!, progress, cancel));
            Output.Line($"{tables.Count} tables, {tables.Sum(t => t.Bytes) / 1e6:F1} MB in {parsed.GetValue(folder)}");
            return Task.FromResult(ExitCodes.Success);
        });
        return command.WithExamples("data build --from ../shared/data");
    }

    private static Command List()
    {
        var data = DataOption();
        var store = StoreOptions.Store();
        var asOf = StoreOptions.AsOf();
        var json = JsonOption();
        var command = new Command("list", "Lists the tables with their sources, and the vintages that were fetched.") { data, store, asOf, json };
        command.SetAction(parsed =>
        {
            var tables = ListFacts.Run(StoreOptions.Facts(parsed, data, store, asOf));
            var vintages = ListVintages.Run(parsed.GetValue(store));
            if (parsed.GetValue(json))
            {
                WriteJson(new { tables, vintages });
                return ExitCodes.Success;
            }

            TextTable.Write(
                ["table", "rows", "kB", "source", "release", "licence"],
                tables.Select(t => new object?[] { t.Table, t.Rows, t.Bytes / 1000, t.Source, t.Release, t.Licence }));
            if (vintages.Count > 0)
                Output.Line();
            VintageCommands.Write(vintages);
            return ExitCodes.Success;
        });
        return command.WithExamples("data list", "data list --json");
    }

    private static Command Show()
    {
        var table = new Argument<string>("TABLE") { Description = "name of the table (data list)" };
        var where = new Option<string?>("--where") { Description = "condition in SQL on the table's fields", HelpName = "SQL" };
        var limit = WholeNumber.Option("--limit", "rows at the most", "N", 20);
        var data = DataOption();
        var store = StoreOptions.Store();
        var asOf = StoreOptions.AsOf();
        var json = JsonOption();
        var csv = new Option<string?>("--csv")
        {
            Description = "write the rows to a CSV file, all unless --limit is given: a start for your own table",
            HelpName = "FILE",
        };
        var command = new Command("show", "Shows a table: its fields with units, its source, its rows.")
        {
            table, where, limit, csv, data, store, asOf, json,
        };
        command.SetAction(parsed =>
        {
            var facts = StoreOptions.Facts(parsed, data, store, asOf);
            if (parsed.GetValue(csv) is { } file)
            {
                var most = parsed.GetResult(limit) is { Implicit: false } ? parsed.GetValue(limit) : int.MaxValue;
                var written = ShowFacts.Export(parsed.GetValue(table)!, parsed.GetValue(where), most, facts, file);
                Output.Line($"{written} rows in {file}");
                return ExitCodes.Success;
            }

            var shown = ShowFacts.Run(parsed.GetValue(table)!, parsed.GetValue(where), parsed.GetValue(limit), facts);
            if (parsed.GetValue(json))
            {
                WriteJson(shown);
                return ExitCodes.Success;
            }

            Output.Line($"{shown.Table}: {shown.Source}, {shown.Release} ({shown.Licence}); SHA-256 {shown.Sha256}");
            Output.Line();
            TextTable.Write(
                ["field", "type", "unit", "key", "allowed", "description"],
                shown.Fields.Select(f => new object?[]
                {
                    f.Name, f.Type, f.Unit, f.Key ? "key" : "", f.Nullable ? $"{f.Allowed} or missing".TrimStart() : f.Allowed, f.Description,
                }));
            Output.Line();
            TextTable.Write(shown.Columns, shown.Rows);
            if (shown.Matching > shown.Rows.Count)
                Output.Line($"{shown.Rows.Count} of {shown.Matching} rows (--limit)");
            return ExitCodes.Success;
        });
        return command.WithExamples(
            "data show economies",
            "data show trade --where \"exporter = 'CHN' and importer = 'RUS' and year = 2011\"",
            "data show governance --where \"economy = 'RUS' and year = 2019\" --json",
            "data show gdp --csv my/gdp.csv");
    }

    private static Command Verify()
    {
        var data = new Option<string?>("--data")
        {
            Description = "folder of fact tables, or of your own [default: the built-in ones]",
            HelpName = "DIR",
        };
        var store = StoreOptions.Store();
        var json = JsonOption();
        var command = new Command("verify", "Checks every table: checksum, schema, keys, codes, balance; and every object of every vintage.")
        {
            data, store, json,
        };
        command.SetAction((parsed, cancel) =>
        {
            var checks = Progress.Run(parsed.GetValue(json), progress =>
                VerifyFacts.Run(parsed.GetValue(data), parsed.GetValue(store), progress, cancel));
            var failed = checks.Where(c => !c.Passed).ToList();
            if (parsed.GetValue(json))
                WriteJson(checks);
            else
                Output.Line($"{checks.Count - failed.Count} checks passed, {failed.Count} failed");
            foreach (var check in failed)
                Console.Error.WriteLine($"dyad: {check.Table}: {check.Check}: {check.Detail}");
            return Task.FromResult(failed.Count == 0 ? ExitCodes.Success : ExitCodes.Failure);
        });
        return command.WithExamples("data verify", "data verify --data my-facts --json");
    }

    /// <summary>The option by which figures come as JSON.</summary>
    public static Option<bool> JsonOption() => new("--json") { Description = "print JSON on standard output, nothing else" };

    private static readonly JsonSerializerOptions JsonForm = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Writes a value as JSON.</summary>
    public static void WriteJson<T>(T value) => Output.Line(JsonSerializer.Serialize(value, JsonForm));
}
