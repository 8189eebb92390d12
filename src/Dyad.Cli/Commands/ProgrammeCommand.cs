using System.CommandLine;
using Dyad.Cli.Hosting;
using Dyad.Reports.Rendering.Json;
using Dyad.Workbench.Programmes;

namespace Dyad.Cli.Commands;

/// <summary><c>dyad programme MEASURES.yaml</c>: which measures leave each side better off.</summary>
internal static class ProgrammeCommand
{
    /// <summary>The command with its handler.</summary>
    public static Command Create()
    {
        var file = new Argument<string>("MEASURES") { Description = "file of measures; programmes/ holds one to start from" };
        var data = SimulateCommand.DataOption();
        var parties = SimulateCommand.PartiesOption();
        var draws = WholeNumber.Option(
            "--draws", "draws behind intervals and probabilities; 0: none", "N", ProgrammeRequest.DefaultDraws);
        var seed = WholeNumber.Option("--seed", "seed of the draws", "S", 1);
        var threads = WholeNumber.Option("--threads", "threads; figures do not depend on it [default: all cores]", "N");
        var folder = new Option<string?>("--out")
        {
            Description = "folder for page, pictures and figures [default: simulations/MEASURES]",
            HelpName = "DIR",
        };
        var json = new Option<bool>("--json") { Description = "print JSON on standard output, nothing else; files are written with --out alone" };
        var command = new Command("programme", "Chooses measures under both budgets so that each side gains: frontier, fair split, calendar.")
        {
            file, data, parties, draws, seed, threads, folder, json,
        };
        command.SetAction((parsed, cancel) =>
        {
            var asJson = parsed.GetValue(json);
            var path = parsed.GetValue(file)!;
            var request = new ProgrammeRequest(path)
            {
                Data = parsed.GetValue(data),
                Parties = parsed.GetValue(parties),
                Draws = parsed.GetValue(draws),
                Seed = parsed.GetValue(seed),
                Threads = parsed.GetValue(threads),
                OutFolder = parsed.GetValue(folder) ?? (asJson ? null : RunProgramme.DefaultFolder(path)),
            };
            var (report, files) = Progress.RunSlow(asJson, progress => RunProgramme.Run(request, progress, cancel));
            if (asJson)
                Output.Write(JsonProgramme.Write(report));
            else
                ProgrammeTable.Write(report, files);
            return Task.FromResult(ExitCodes.Success);
        });
        return command.WithExamples(
            "programme programmes/joint-programme.yaml",
            "programme programmes/joint-programme.yaml --parties DEU,POL --draws 0 --json");
    }
}
