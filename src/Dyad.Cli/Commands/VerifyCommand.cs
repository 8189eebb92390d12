using System.CommandLine;
using System.Globalization;
using Dyad.Cli.Hosting;
using Dyad.Workbench.Dossiers;

namespace Dyad.Cli.Commands;

/// <summary><c>dyad verify FILE</c>: whether anything in a dossier's file was changed or forged.</summary>
internal static class VerifyCommand
{
    /// <summary>The command with its handler.</summary>
    public static Command Create()
    {
        var file = new Argument<string>("FILE") { Description = "file of a dossier (dossier export, or the workbench)" };
        var json = DataCommand.JsonOption();
        var command = new Command(
            "verify", "Checks a dossier's file without a network: every byte, link, seal and signature, the text against the log.")
        {
            file, json,
        };
        command.SetAction(parsed =>
        {
            var verified = VerifyFile.Run(parsed.GetValue(file)!);
            if (parsed.GetValue(json))
                DataCommand.WriteJson(verified);
            else if (verified.Summary is { } summary)
                Write(summary);
            foreach (var fault in verified.Faults)
                Console.Error.WriteLine($"dyad: {fault}");
            return verified.Holds ? ExitCodes.Success : ExitCodes.Failure;
        });
        return command.WithExamples("verify chn-rus.dossier.json", "verify chn-rus.dossier.json --json");
    }

    private static void Write(DossierSummary s)
    {
        Output.Line($"{DossierCommand.Title(s.Title)} ({s.Dossier}): all holds");
        Output.Line($"sides: {string.Join(", ", s.Sides)}");
        Output.Line(string.Create(
            CultureInfo.InvariantCulture,
            $"log: {s.Entries} entries of {s.Sites.Count} {(s.Sites.Count == 1 ? "server" : "servers")}, {s.Voids} of them void"));
        foreach (var site in s.Sites)
        {
            string of = site.Sides.Count > 0 ? $" of {string.Join(", ", site.Sides)}" : "";
            Output.Line($"server {site.Site}{of}: key {site.Fingerprint}");
        }

        Output.Line(string.Create(
            CultureInfo.InvariantCulture,
            $"text: {s.Clauses} clauses, {s.Positions} positions, {(s.Closed ? $"closed, digest {s.TextDigest}" : "a draft")}"));
        foreach (var side in s.Closed ? s.Sides : [])
        {
            Output.Line(s.Signatures.FirstOrDefault(x => x.Side == side) is { } signed
                ? $"signed for {side} by {signed.Signer}, {signed.At}, key {signed.Fingerprint}" : $"not signed for {side}");
        }

        Output.Line($"file: SHA-256 {s.Sha256}");
        Output.Line("Whose a key is, its owner alone can say: compare the fingerprints by another way.");
    }
}
