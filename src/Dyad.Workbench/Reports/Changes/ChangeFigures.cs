using Dyad.Reports.Model;

namespace Dyad.Workbench.Reports.Changes;

/// <summary>What the chapters on changes tell.</summary>
/// <param name="Scenarios">The scenarios that have a solution, most wanted first.</param>
/// <param name="Programme">The programme, or null.</param>
/// <param name="Complete">Whether no scenario had to be left out.</param>
internal sealed record ChangeFigures(IReadOnlyList<ScenarioResult> Scenarios, ProgrammeReport? Programme, bool Complete)
{
    /// <summary>Names of every economy in them; empty without any.</summary>
    public IReadOnlyList<NamedCode> Economies => Scenarios.Count > 0 ? Scenarios[0].Economies : Programme?.Economies ?? [];
}
