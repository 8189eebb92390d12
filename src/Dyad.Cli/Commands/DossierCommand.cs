using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Dyad.Cli.Hosting;
using Dyad.Dossier.Events;
using Dyad.Reports.Texts;
using Dyad.Workbench;
using Dyad.Workbench.Dossiers;

namespace Dyad.Cli.Commands;

/// <summary><c>dyad dossier list | export | import | backup | restore</c>: the dossiers of a server, for who keeps it.</summary>
internal static class DossierCommand
{
    /// <summary>The command with its handlers.</summary>
    public static Command Create() =>
        new Command("dossier", "Dossiers of joint texts: what is there, files to hand over and take in, copies of a server's folder.")
            {
                List(), Export(), Import(), Backup(), Restore(),
            }
            .WithExamples(
                "dossier list", "dossier export chn-rus-1a2b3c4d chn-rus.dossier.json", "dossier import chn-rus.dossier.json",
                "dossier backup backups/2026-11-29");

    /// <summary>A title in the first language that has one.</summary>
    public static string Title(Texts title) => title.Best("en");

    private static Command List()
    {
        var (dataDir, postgres, json) = (DataDir(), Postgres(), DataCommand.JsonOption());
        var command = new Command("list", "Lists the dossiers.") { dataDir, postgres, json };
        command.SetAction(async (parsed, cancel) =>
        {
            var listed = await DossierFolder.ListAsync(Place(parsed, dataDir, postgres), cancel);
            if (parsed.GetValue(json))
            {
                DataCommand.WriteJson(listed);
                return ExitCodes.Success;
            }

            TextTable.Write(
                ["dossier", "sides", "title", "entries", "clauses", "state", "last entry (UTC)"],
                listed.Select(d => new object?[]
                {
                    d.Id, string.Join(", ", d.Sides), Title(d.Title), d.Entries, d.Clauses,
                    d.SignedBy.Count > 0 ? $"signed by {string.Join(", ", d.SignedBy)}" : d.Closed ? "closed" : "draft", d.LastEntry ?? "",
                }));
            return ExitCodes.Success;
        });
        return command.WithExamples("dossier list", "dossier list --json");
    }

    private static Command Export()
    {
        var dossier = new Argument<string>("DOSSIER") { Description = "id of the dossier (dossier list)" };
        var file = new Argument<string>("FILE")
        {
            Description = "file to write: .json to hand over and verify, .html to read in three languages, .docx for Word",
        };
        var language = new Option<string>("--lang")
        {
            Description = "language of .docx, and the one that .html opens in", HelpName = "en|zh|ru", DefaultValueFactory = _ => "en",
        };
        language.AcceptOnlyFromAmong("en", "zh", "ru");
        var notes = new Option<string?>("--with-notes-of")
        {
            Description = "take the notes of this side along, to its own server (.json alone)", HelpName = "SIDE",
        };
        var (dataDir, postgres) = (DataDir(), Postgres());
        var command = new Command("export", "Writes a dossier to a file; one that is there is replaced.")
        {
            dossier, file, language, notes, dataDir, postgres,
        };
        command.SetAction(async (parsed, cancel) =>
        {
            var (id, target) = (parsed.GetValue(dossier)!, parsed.GetValue(file)!);
            string form = Path.GetExtension(target).ToLowerInvariant();
            if (form is not (".json" or ".html" or ".docx"))
                throw new UserException($"'{target}': a dossier is written as .json, .html or .docx");
            if (parsed.GetValue(notes) is not null && form != ".json")
                throw new UserException("--with-notes-of: notes go into .json alone; nobody else is to read them");
            await using var folder = await DossierFolder.OpenAsync(Place(parsed, dataDir, postgres), TimeProvider.System, cancel);
            if (form == ".json")
                await folder.ExportAsync(id, target, parsed.GetValue(notes), cancel);
            else
                await RenderAsync(folder, id, target, form, parsed.GetValue(language)!, cancel);
            Output.Line(target);
            return ExitCodes.Success;
        });
        return command.WithExamples(
            "dossier export chn-rus-1a2b3c4d chn-rus.dossier.json", "dossier export chn-rus-1a2b3c4d text.docx --lang ru");
    }

    private static async Task RenderAsync(
        DossierFolder folder, string id, string target, string form, string language, CancellationToken cancel)
    {
        var state = await folder.StateAsync(id, cancel);
        var names = PartyNames.Of(state.Sides);
        var reader = TextCatalog.Of(language);
        DossierFolder.Write(target, stream =>
        {
            if (form == ".html")
                DossierPages.Html(state, reader, names, stream);
            else
                DossierPages.Word(state, reader, names, stream);
        });
    }

    private static Command Import()
    {
        var file = new Argument<string>("FILE") { Description = "file of a dossier, as dossier export writes it" };
        var (dataDir, postgres) = (DataDir(), Postgres());
        var command = new Command(
            "import",
            "Checks a file and takes in what it has beyond the log here; makes a folder that is not there. No server may have it open.")
        {
            file, dataDir, postgres,
        };
        command.SetAction(async (parsed, cancel) =>
        {
            // What is no dossier must not leave a folder behind.
            var verified = VerifyFile.Run(parsed.GetValue(file)!);
            if (!verified.Holds)
                throw new UserException($"'{parsed.GetValue(file)}' is not taken: {verified.Faults[0]}");
            await using var folder = await DossierFolder.MakeAsync(Place(parsed, dataDir, postgres), TimeProvider.System, cancel);
            var (id, fresh) = await folder.ImportAsync(parsed.GetValue(file)!, cancel);
            Output.Line(string.Create(CultureInfo.InvariantCulture, $"{id}: {fresh} new entries"));
            return ExitCodes.Success;
        });
        return command.WithExamples("dossier import chn-rus.dossier.json");
    }

    private static Command Backup()
    {
        var into = new Argument<string>("DIR") { Description = "folder to make; one that holds something is refused" };
        var (dataDir, postgres) = (DataDir(), Postgres());
        var command = new Command(
            "backup",
            "Copies the folder of a server, which may go on working: logs, accounts, keys, with checksums. As secret as the folder.")
        {
            into, dataDir, postgres,
        };
        command.SetAction((parsed, cancel) =>
        {
            var place = FolderAlone(parsed, dataDir, postgres, "pg_dump");
            var manifest = DossierBackup.Make(place, parsed.GetValue(into)!, TimeProvider.System, cancel);
            Tell(manifest, parsed.GetValue(into)!);
            return Task.FromResult(ExitCodes.Success);
        });
        return command.WithExamples("dossier backup backups/2026-11-29");
    }

    private static Command Restore()
    {
        var from = new Argument<string>("DIR") { Description = "folder that dossier backup made" };
        var (dataDir, postgres) = (DataDir(), Postgres());
        var command = new Command(
            "restore", "Checks a backup and makes the folder of a server out of it; a folder that holds something is refused.")
        {
            from, dataDir, postgres,
        };
        command.SetAction((parsed, cancel) =>
        {
            var place = FolderAlone(parsed, dataDir, postgres, "pg_restore");
            var manifest = DossierBackup.Restore(parsed.GetValue(from)!, place, cancel);
            Tell(manifest, place.Folder);
            return Task.FromResult(ExitCodes.Success);
        });
        return command.WithExamples("dossier restore backups/2026-11-29 --data-dir new-server");
    }

    private static DossierPlace FolderAlone(ParseResult parsed, Option<string?> dataDir, Option<string?> postgres, string tool)
    {
        var place = Place(parsed, dataDir, postgres);
        return place.Postgres is null ? place : throw new UserException(
            $"--postgres: a database of PostgreSQL is for {tool}; without it this command takes the folder of keys and accounts");
    }

    private static void Tell(BackupManifest manifest, string folder) => Output.Line(string.Create(
        CultureInfo.InvariantCulture, $"{manifest.Files.Count} files, {manifest.Files.Sum(f => f.Bytes) / 1e6:F1} MB in {folder}"));

    private static DossierPlace Place(ParseResult parsed, Option<string?> dataDir, Option<string?> postgres) =>
        new(parsed.GetValue(dataDir), parsed.GetValue(postgres));

    internal static Option<string?> DataDir() => new("--data-dir")
    {
        Description = "folder of dossiers and of the key [default: DYAD_DOSSIERS, else dyad/dossiers in the folder of application data]",
        HelpName = "DIR",
    };

    internal static Option<string?> Postgres() => new("--postgres")
    {
        Description = "logs in this database of PostgreSQL, as Npgsql names it; the password is better in PGPASSFILE",
        HelpName = "CONNECTION",
    };
}
