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
/// <param name="Repairs">Names of the rules that may mend the accounts; null for those that are usual.</param>
/// <param name="Tariffs">Tariffs in force that the data do not bring.</param>
public sealed record ScenarioBaseline(
    int? Year, DeficitRule Deficits, ScenarioModel Model, IReadOnlyList<NameAt>? Repairs, IReadOnlyList<TariffChange> Tariffs)
{
    /// <summary>Where the year stands.</summary>
    public TextMark YearMark { get; init; }
}

/// <summary>One step; steps add up, each is told against the world before the first.</summary>
/// <param name="Mark">Where it stands.</param>
/// <param name="Title">Its title.</param>
/// <param name="Year">Year in which it takes effect, or null.</param>
/// <param name="Deficits">What becomes of deficits.</param>
/// <param name="Changes">What changes.</param>
public sealed record ScenarioStep(
    TextMark Mark, LocalText Title, int? Year, DeficitRule Deficits, IReadOnlyList<Change> Changes);

/// <summary>A group by its name.</summary>
/// <param name="Mark">Where it stands.</param>
/// <param name="Members">Codes, and names of other groups.</param>
public sealed record ScenarioGroup(TextMark Mark, IReadOnlyList<NameAt> Members);

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
    public required IReadOnlyList<NameAt> Parties { get; init; }

    /// <summary>The world before.</summary>
    public required ScenarioBaseline Baseline { get; init; }

    /// <summary>Trade elasticities.</summary>
    public required ScenarioElasticities Elasticities { get; init; }

    /// <summary>Groups of economies.</summary>
    public required IReadOnlyDictionary<string, ScenarioGroup> Groups { get; init; }

    /// <summary>Groups of sectors.</summary>
    public required IReadOnlyDictionary<string, ScenarioGroup> SectorGroups { get; init; }

    /// <summary>Estimates that the file states.</summary>
    public required IReadOnlyList<EstimateBlock> Estimates { get; init; }

    /// <summary>The steps, in order.</summary>
    public required IReadOnlyList<ScenarioStep> Steps { get; init; }

    /// <summary>
    /// Names of the gravity estimates that the sizes use, without <c>gravity.</c>: members of the blocks of
    /// <see cref="Simulating.ScenarioData.Estimates"/>. None where the scenario needs no gravity.
    /// </summary>
    public required IReadOnlyList<string> GravityEstimates { get; init; }

    /// <summary>Columns of tariffs that the changes read from the data.</summary>
    public required IReadOnlyList<string> Columns { get; init; }

    /// <summary>Whether elasticities come with the data.</summary>
    public bool ElasticitiesOfData => Elasticities.Set?.Text == ScenarioElasticities.Data;

    /// <summary>A fault of this scenario.</summary>
    internal ScenarioException Fault(TextMark mark, string reason) => new(File, mark, reason);
}
