using System.CommandLine;
using Dyad.Cli.Hosting;
using Dyad.Workbench.Workers;

namespace Dyad.Cli.Commands;

/// <summary><c>dyad worker</c>: computes draws for <c>dyad simulate --cluster</c>, here or on another machine.</summary>
internal static class WorkerCommand
{
    /// <summary>The command with its handler.</summary>
    public static Command Create()
    {
        var join = new Option<string?>("--join")
        {
            Description = "coordinator to work for, where simulate --cluster listens [default: 127.0.0.1:24790]",
            HelpName = "HOST:PORT",
        };
        var listen = new Option<string?>("--listen")
        {
            Description = "address of this worker for the others [default: that of the way to the coordinator, a free port]",
            HelpName = "ADDRESS:PORT",
        };
        var threads = WholeNumber.Option("--threads", "threads [default: all cores]", "N");
        var command = new Command(
            "worker", "Computes draws for simulate --cluster until stopped by Ctrl-C; waits where there is no coordinator.")
        {
            join, listen, threads,
        };
        command.SetAction(async (parsed, cancel) =>
        {
            var request = new WorkerRequest(parsed.GetValue(join), parsed.GetValue(listen), parsed.GetValue(threads));
            await RunWorker.RunAsync(request, line => Console.Error.WriteLine($"dyad: {line}"), cancel);
            return ExitCodes.Success;
        });
        return command.WithExamples("worker", "worker --join 10.0.0.5:24790 --threads 8");
    }
}
