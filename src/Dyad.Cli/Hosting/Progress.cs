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

    /// <summary>Work that is mostly over at once: its stages are shown from the first second on, and then only.</summary>
    public static T RunSlow<T>(bool quiet, Func<IProgress<Stage>, T> work)
    {
        if (quiet)
            return work(new Sink(_ => { }));
        using var slow = new SlowLine();
        return work(slow);
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

    /// <summary>
    /// The stage of the work on standard error once a second has passed; at a terminal the line is cleared at the end.
    /// </summary>
    private sealed class SlowLine : IProgress<Stage>, IDisposable
    {
        private readonly Lock gate = new();
        private readonly Timer timer;
        private string stage = "";
        private int stages;
        private bool shown;
        private bool ended;

        public SlowLine() => timer = new Timer(_ => Show(), null, TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan);

        public void Report(Stage value)
        {
            lock (gate)
            {
                stage = value.Name;
                stages++;
                if (shown)
                    Write();
            }
        }

        public void Dispose()
        {
            lock (gate)
            {
                ended = true;
                if (shown && !Console.IsErrorRedirected)
                    Console.Error.Write("\r\u001b[K");
            }

            timer.Dispose();
        }

        private void Show()
        {
            lock (gate)
            {
                if (ended || stage.Length == 0)
                    return;
                shown = true;
                Write();
            }
        }

        private void Write()
        {
            // In a log the first stage, the reading, is not told of: where the input is at fault, that is the one line.
            if (Console.IsErrorRedirected && stages > 1)
                Console.Error.WriteLine($"dyad: {stage}");
            else if (!Console.IsErrorRedirected)
                Console.Error.Write($"\r\u001b[K{stage} ...");
        }
    }
}
