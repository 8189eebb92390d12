namespace Dyad.Reports.Model;

/// <summary>
/// Which measures both sides would carry out together, as figures and records, never as text. Gains are million US$ a year against
/// doing nothing, weighted costs taken off; costs are million US$ in all. First and second are the sides in the order of
/// <see cref="Parties"/>.
/// </summary>
public record ProgrammeOutcome
{
    /// <summary>Name of the file of measures without its ending.</summary>
    public required string Programme { get; init; }

    /// <summary>Title in the three languages.</summary>
    public required NamedCode Title { get; init; }

    /// <summary>The two sides.</summary>
    public required IReadOnlyList<string> Parties { get; init; }

    /// <summary>Year of the incomes at which gains are counted, or null.</summary>
    public required int? Year { get; init; }

    /// <summary>All measures, in the order of the file.</summary>
    public required IReadOnlyList<ProgrammeMeasure> Measures { get; init; }

    /// <summary>What each side can spend in all; null: no limit.</summary>
    public required Sides<double?> Budgets { get; init; }

    /// <summary>How much of a gain a unit of cost takes away: 0 where costs bind through the budgets only.</summary>
    public required double CostWeight { get; init; }

    /// <summary>Names of the periods of the calendar, e.g. <c>2012-Q1</c>, or their numbers.</summary>
    public required IReadOnlyList<string> Periods { get; init; }

    /// <summary><c>every-set</c>: all feasible sets were simulated; <c>second-order</c>: a better one may have been missed.</summary>
    public required string Way { get; init; }

    /// <summary>Sets of measures whose gains were simulated.</summary>
    public required int Evaluated { get; init; }

    /// <summary>Sets that no other is at least as good as for both sides, by the first side's gain.</summary>
    public required IReadOnlyList<FrontierPoint> Frontier { get; init; }

    /// <summary>The Nash bargaining point; null where no set leaves each side better off by itself.</summary>
    public required ProgrammeChoice? Nash { get; init; }

    /// <summary>The largest total with the transfer that gives each side half of it; null where no set has a gain.</summary>
    public required ProgrammeChoice? WithTransfer { get; init; }

    /// <summary>
    /// Why there is no programme in which each side gains by itself, or null: <c>cyclic-prerequisites</c>, <c>contradiction</c>,
    /// <c>budget</c>, <c>no-common-gain</c> or <c>calendar</c>.
    /// </summary>
    public required string? Obstacle { get; init; }

    /// <summary>Pairs of measures: what both bring less what each brings alone, the largest first.</summary>
    public required IReadOnlyList<MeasureInteraction> Interactions { get; init; }
}

/// <summary>A programme with all that a document of its own needs: <c>dyad programme --json</c> (snake_case) and its page.</summary>
public sealed record ProgrammeReport : ProgrammeOutcome
{
    /// <summary>Names of the economies.</summary>
    public required IReadOnlyList<NamedCode> Economies { get; init; }

    /// <summary>The addresses: how each figure was come by.</summary>
    public required IReadOnlyList<Provenance> Provenance { get; init; }

    /// <summary>The sources that the data come from.</summary>
    public required IReadOnlyList<SourceRecord> SourceTables { get; init; }

    /// <summary>Version of Dyad that computed it.</summary>
    public required string Version { get; init; }

    /// <summary>Seconds by stage.</summary>
    public required IReadOnlyDictionary<string, double> Seconds { get; init; }
}

/// <summary>Something of each side.</summary>
public readonly record struct Sides<T>(T First, T Second)
{
    /// <summary>The sides exchanged.</summary>
    public Sides<T> Swap() => new(Second, First);
}

/// <summary>
/// A measure: its costs, what it needs (codes: complete before, started no later), and what it brings alone; null where it cannot
/// stand alone.
/// </summary>
public sealed record ProgrammeMeasure(
    string Code, NamedCode Title, Sides<double> Cost, IReadOnlyList<string> After, IReadOnlyList<string> With,
    Sides<Estimated>? Alone, string Provenance);

/// <summary>A set on the frontier: codes of its measures, gains, costs, and how often sides gain; null without draws.</summary>
public sealed record FrontierPoint(
    IReadOnlyList<string> Measures, Sides<Estimated> Gain, Sides<double> Cost, GainProbability? Probability, string Provenance);

/// <summary>
/// How often sides gain: shares, 0 to 1, of the <paramref name="Draws"/> that have a solution; <paramref name="Both"/>: in the
/// same draw.
/// </summary>
public sealed record GainProbability(int Draws, Sides<double> Each, double Both)
{
    /// <summary>
    /// Whether draws bear out on which side of zero a central gain is: their interval holds it, and no more than half of them, of
    /// which <paramref name="above"/> is the share above zero, are on the other side.
    /// </summary>
    public static bool BearsOut(Estimated gain, double above) =>
        !(gain.Value < gain.Low) && !(gain.Value > gain.High) && (gain.Value > 0 ? above >= 0.5 : above <= 0.5);

    /// <summary>Number of draws of a share.</summary>
    public int Count(double share) => (int)Math.Round(share * Draws);
}

/// <summary>
/// A chosen set. <paramref name="Gain"/> is after the transfer with its interval; <paramref name="Transfer"/> is what the first side
/// pays the second (below zero: receives; 0 at the Nash point), million US$ a year; probabilities
/// before and after it are null without draws.
/// <paramref name="Values"/>: what each measure adds (Shapley), by second order where <paramref name="ValuesAreExact"/> is false.
/// <paramref name="PassedOver"/>: better sets without a calendar.
/// </summary>
public sealed record ProgrammeChoice(
    IReadOnlyList<string> Measures, Sides<Estimated> Gain, Sides<double> BeforeTransfer, Sides<double> Cost, double Transfer,
    GainProbability? ProbabilityBefore, GainProbability? ProbabilityAfter, IReadOnlyList<AddedValue> Values, bool ValuesAreExact,
    IReadOnlyList<CalendarEntry> Calendar, int PassedOver, string Provenance);

/// <summary>What a measure adds to the gains of the chosen set (Shapley value).</summary>
public sealed record AddedValue(string Measure, Sides<double> Value);

/// <summary>When a measure is carried out: its first period, from 0, and the period after its last.</summary>
public sealed record CalendarEntry(string Measure, int Start, int End);

/// <summary>What two measures bring together less what each brings alone.</summary>
public sealed record MeasureInteraction(string One, string Other, Sides<double> Value, string Provenance);
