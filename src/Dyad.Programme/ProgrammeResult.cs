using Dyad.Programme.Calendars;
using Dyad.Programme.Choice;
using Dyad.Programme.Gains;
using Dyad.Programme.Shapley;

namespace Dyad.Programme;

/// <summary>Which measures two sides would carry out together.</summary>
public sealed record ProgrammeResult
{
    /// <summary>How sets were looked at.</summary>
    public required EvaluationWay Way { get; init; }

    /// <summary>Sets whose gains were asked.</summary>
    public required int Evaluated { get; init; }

    /// <summary>
    /// Where sets were found by second-order gains: the largest difference from a simulated gain among the sets on the frontier,
    /// as part of the largest gain there; null where every set was simulated.
    /// </summary>
    public required double? SecondOrderError { get; init; }

    /// <summary>
    /// The frontier of gains over feasible sets that were simulated (<see cref="Bargaining.Frontier"/>); total budgets only.
    /// </summary>
    public required IReadOnlyList<Outcome> Frontier { get; init; }

    /// <summary>
    /// The Nash bargaining point: each side gains by itself. Null where there is none; <see cref="Obstacle"/> says why.
    /// </summary>
    public required ChosenProgramme? Nash { get; init; }

    /// <summary>
    /// The largest total with the transfer that gives each side half of it. Null where no set that has a calendar has a gain.
    /// </summary>
    public required ChosenProgramme? WithTransfer { get; init; }

    /// <summary>Why there is no programme in which each side gains by itself, or null.</summary>
    public required Obstacle? Obstacle { get; init; }
}

/// <summary>How sets were looked at.</summary>
public enum EvaluationWay
{
    /// <summary>Every feasible set was simulated: what is chosen is the best.</summary>
    EverySet,

    /// <summary>Singles, pairs and promising sets were simulated; a better set may have been missed.</summary>
    SecondOrder,
}

/// <summary>A set that is chosen.</summary>
public sealed record ChosenProgramme
{
    /// <summary>The set and its gains before transfers.</summary>
    public required Outcome Outcome { get; init; }

    /// <summary>What the first side pays the second, below zero: receives; 0 at the Nash point. No budget holds it.</summary>
    public required double Transfer { get; init; }

    /// <summary>How sure the gains after the transfer are, or null without draws.</summary>
    public required GainUncertainty? Uncertainty { get; init; }

    /// <summary>What each measure adds, by measure: Shapley values over the orders that prerequisites allow.</summary>
    public required IReadOnlyList<MeasureValue> Values { get; init; }

    /// <summary>Whether every subset behind the values was simulated; else they are second-order, made to add up.</summary>
    public required bool ValuesAreExact { get; init; }

    /// <summary>When each measure is carried out.</summary>
    public required ProgrammeCalendar Calendar { get; init; }

    /// <summary>Sets that would have come before it but have no calendar.</summary>
    public required int PassedOver { get; init; }

    /// <summary>Gain of the first side after the transfer.</summary>
    public double First => Outcome.First - Transfer;

    /// <summary>Gain of the second side after the transfer.</summary>
    public double Second => Outcome.Second + Transfer;
}

/// <summary>Why nothing could be chosen.</summary>
/// <param name="Kind">What stands in the way.</param>
/// <param name="Message">One line with names and amounts.</param>
public sealed record Obstacle(ObstacleKind Kind, string Message);

/// <summary>What stands in the way of a programme.</summary>
public enum ObstacleKind
{
    /// <summary>Measures need each other in a circle.</summary>
    CyclicPrerequisites,

    /// <summary>A measure needs what it, or another that it needs, excludes.</summary>
    Contradiction,

    /// <summary>No measure fits both budgets with what it needs.</summary>
    Budget,

    /// <summary>No set that fits leaves each side better off.</summary>
    NoCommonGain,

    /// <summary>No set in which each side gains can be carried out in the periods and their budgets.</summary>
    Calendar,
}
