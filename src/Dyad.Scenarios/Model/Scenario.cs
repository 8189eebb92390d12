using Dyad.Equilibrium.Shocks;

namespace Dyad.Scenarios.Model;

/// <summary>A text in the three languages of a report.</summary>
public sealed record LocalText(string En, string Zh, string Ru);

/// <summary>The model that a scenario asks for.</summary>
public enum ScenarioModel
{
    /// <summary>Many sectors with input-output linkages.</summary>
    ManySectors,

    /// <summary>One sector without linkages: the accounts added up over sectors.</summary>
    OneSector,
}

/// <summary>The world before the change.</summary>
/// <param name="Year">Year of the accounts, or null for what the data bring.</param>
/// <param name="Deficits">What becomes of deficits, in the steps that say nothing else.</param>
/// <param name="Model">The model.</param>
/// <param name="Repairs">Names of the rules that may mend the accounts.</param>
public sealed record ScenarioBaseline(int? Year, DeficitRule Deficits, ScenarioModel Model, IReadOnlyList<string> Repairs);

/// <summary>A scenario as its file states it, checked as far as that goes without the names of the data.</summary>
public sealed record Scenario
{
    /// <summary>Name of the file as it was given.</summary>
    public required string File { get; init; }

    /// <summary>The text of the file, of which this was read.</summary>
    public required string Text { get; init; }

    /// <summary>Title.</summary>
    public required LocalText Title { get; init; }

    /// <summary>What the scenario assumes, a sentence or two.</summary>
    public required LocalText Assumption { get; init; }

    /// <summary>Where it comes from.</summary>
    public required IReadOnlyList<string> Sources { get; init; }

    /// <summary>The two sides that the file names, or none.</summary>
    public required IReadOnlyList<string> Parties { get; init; }

    /// <summary>The world before.</summary>
    public required ScenarioBaseline Baseline { get; init; }

    /// <summary>Titles of the steps, in order.</summary>
    public required IReadOnlyList<LocalText> StepTitles { get; init; }

    /// <summary>
    /// Names of the estimates that the steps use and that the workbench has to bring, without <c>gravity.</c>: members of the blocks of
    /// <see cref="Simulating.ScenarioData.Estimates"/>. None where the scenario needs no gravity estimate.
    /// </summary>
    public required IReadOnlyList<string> GravityEstimates { get; init; }

    /// <summary>Columns of tariffs that the steps read from the data.</summary>
    public required IReadOnlyList<string> Columns { get; init; }

    /// <summary>Whether elasticities come with the data.</summary>
    public required bool ElasticitiesOfData { get; init; }
}
