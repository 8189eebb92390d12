using System.CommandLine;
using Dyad.Cli.Hosting;
using Dyad.Reports.Rendering.Json;
using Dyad.Workbench.Simulations;

namespace Dyad.Cli.Commands;

/// <summary><c>dyad simulate SCENARIO.yaml</c>: what a change does to both sides and to third parties.</summary>
internal static class SimulateCommand
{
    /// <summary>The command with its handler.</summary>
    public static Command Create()
    {
        var scenario = new Argument<string>("SCENARIO") { Description = "scenario file, or the name of one that ships, such as trade-agreement" };
        var data = DataOption();
        var parties = PartiesOption();
        var draws = WholeNumber.Option("--draws", "draws of the uncertain parameters, for 90% intervals; 0: none [default: 100]", "N");
        var seed = WholeNumber.Option("--seed", "seed of the draws", "S", 1);
        var threads = WholeNumber.Option("--threads", "threads; figures do not depend on it [default: all cores]", "N");
        var cluster = new Option<bool>("--cluster") { Description = "let workers (dyad worker) take part in the draws; figures do not depend on it" };
        var listen = new Option<string?>("--listen")
        {
            Description = "where workers join [default: 127.0.0.1:24790, this machine alone]",
            HelpName = "ADDRESS:PORT",
        };
        var folder = new Option<string?>("--out")
        {
            Description = "folder for page, tables and pictures [default: simulations/SCENARIO]",
            HelpName = "DIR",
        };
        var json = new Option<bool>("--json") { Description = "print JSON on standard output, nothing else; files are written with --out alone" };
        var command = new Command("simulate", "Simulates a scenario in general equilibrium: gains and losses of both sides and of third parties.")
        {
            scenario, data, parties, draws, seed, threads, cluster, listen, folder, json,
        };
        command.SetAction((parsed, cancel) =>
        {
            var asJson = parsed.GetValue(json);
            var file = parsed.GetValue(scenario)!;
            var request = new SimulationRequest(file)
            {
                Data = parsed.GetValue(data),
                Parties = parsed.GetValue(parties),
                Draws = parsed.GetValue(draws),
                Seed = parsed.GetValue(seed),
                Threads = parsed.GetValue(threads),
                Cluster = parsed.GetValue(cluster),
                Listen = parsed.GetValue(listen),
                OutFolder = parsed.GetValue(folder) ?? (asJson ? null : SimulateScenario.DefaultFolder(file)),
            };
            var (result, files) = Progress.RunSlow(asJson, progress => SimulateScenario.Run(request, progress, cancel));
            if (asJson)
                Output.Write(JsonScenario.Write(result));
            else
                SimulationTable.Write(result, files);
            return Task.FromResult(ExitCodes.Success);
        });
        return command.WithExamples(
            "simulate scenarios/trade-agreement.yaml",
            "simulate scenarios/corridor.yaml --parties IND,BRA --draws 200 --out corridor",
            "simulate scenarios/trade-agreement.yaml --json");
    }

    /// <summary><c>--data</c>: the world that a change is put to.</summary>
    public static Option<string?> DataOption() => new("--data")
    {
        Description = "folder with tables as of Caliendo and Parro (2015), with WIOD, or with your own fact tables [default: built-in facts]",
        HelpName = "DIR",
    };

    /// <summary><c>--parties</c>: the two sides.</summary>
    public static Option<string?> PartiesOption() => new("--parties")
    {
        Description = "the two sides, in place of those of the file",
        HelpName = "A,B",
    };
}
