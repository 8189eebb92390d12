namespace Dyad.Workbench.Tests.Fixtures;

/// <summary>Keeps the stages that a use case tells of, and does something at each, in the thread that tells.</summary>
internal sealed class StageLog(Action<Stage>? at = null) : IProgress<Stage>
{
    public List<Stage> Stages { get; } = [];

    public void Report(Stage value)
    {
        Stages.Add(value);
        at?.Invoke(value);
    }
}
