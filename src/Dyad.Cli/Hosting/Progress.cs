using Dyad.Workbench;
using Spectre.Console;

namespace Dyad.Cli.Hosting;

/// <summary>
/// Shows what is being done on standard error: a live line at a terminal, one line a stage elsewhere (a log), nothing when quiet.
/// </summary>
internal static class Progress
{
    private static readonly IAnsiConsole Terminal = AnsiConsole.Create(new AnsiConsoleSettings
    {
        Out = new AnsiConsoleOutput(Console.Error),
    });

    /// <summary>Runs the work while its stages are shown.</summary>
    public static T Run<T>(bool quiet, Func<IProgress<Stage>, T> work)
    {
        if (quiet)
            return work(new Sink(_ => { }));
        if (Console.IsErrorRedirected)
            return work(new Sink(LogNewStages()));
        return Terminal.Progress()
            .AutoClear(true)
            .Columns(new SpinnerColumn(), new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn())
            .Start(context =>
            {
                var task = context.AddTask("starting", maxValue: 1);
                return work(new Sink(stage =>
                {
                    task.Description = Markup.Escape(stage.Name);
                    task.Value = stage.Fraction;
                }));
            });
    }

    /// <summary>
    /// The first stage, in which the input is read, is told of when it is over: where the input is at fault, that is the one
    /// line.
    /// </summary>
    private static Action<Stage> LogNewStages()
    {
        string? last = null;
        var held = true;
        return stage =>
        {
            if (stage.Name == last)
                return;
            if (last is not null && held)
                Console.Error.WriteLine($"dyad: {last}");
            held = last is null;
            last = stage.Name;
            if (!held)
                Console.Error.WriteLine($"dyad: {last}");
        };
    }

    private sealed class Sink(Action<Stage> show) : IProgress<Stage>
    {
        private readonly Lock gate = new();

        public void Report(Stage value)
        {
            lock (gate)
                show(value);
        }
    }
}
