using Dyad.Ensembles.Running;

namespace Dyad.Workbench.Simulations;

/// <summary>Draws done as a stage, with the time that is left.</summary>
internal sealed class DrawProgress(IProgress<Stage> progress) : IProgress<EnsembleProgress>
{
    private const double Before = 0.15;

    /// <summary>Every draw would be a line of its own in a log.</summary>
    private const int Lines = 20;

    public void Report(EnsembleProgress value)
    {
        if (value.Done * Lines / value.Draws == (value.Done - 1) * Lines / value.Draws)
            return;
        var workers = value.Workers switch
        {
            0 => "",
            1 => ", 1 worker",
            var some => FormattableString.Invariant($", {some} workers"),
        };
        progress.Report(new Stage(
            FormattableString.Invariant($"draws: {value.Done:N0} of {value.Draws:N0}, {Math.Ceiling(value.Left.TotalSeconds)} s left{workers}"),
            Before + ((1 - Before) * value.Done / value.Draws)));
    }
}
