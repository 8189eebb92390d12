namespace Dyad.Scenarios.Model;

/// <summary>Amounts of the two sides, in the unit of the data.</summary>
/// <param name="A">Of the first side.</param>
/// <param name="B">Of the second side.</param>
public readonly record struct SideAmounts(double A, double B);

/// <summary>A measure that both sides could carry out: what it changes, costs and needs.</summary>
/// <param name="Id">Its name in the file.</param>
/// <param name="Source">Where its size and cost come from.</param>
/// <param name="Cost">What it costs each side in all.</param>
public sealed record MeasureTerms(NameAt Id, string Source, SideAmounts Cost)
{
    /// <summary>Measures, by position, that must be complete before it starts.</summary>
    public IReadOnlyList<int> After { get; init; } = [];

    /// <summary>Measures, by position, that must be in the programme too and start no later.</summary>
    public IReadOnlyList<int> With { get; init; } = [];

    /// <summary>Measures, by position, that cannot be in the programme beside it.</summary>
    public IReadOnlyList<int> Excludes { get; init; } = [];

    /// <summary>Quarters that it takes.</summary>
    public int Quarters { get; init; } = 1;

    /// <summary>First quarter in which it can start, from 0.</summary>
    public int NotBefore { get; init; }
}

/// <summary>A calendar quarter.</summary>
/// <param name="Year">Its year.</param>
/// <param name="Number">1 to 4.</param>
public readonly record struct Quarter(int Year, int Number)
{
    /// <summary>So many quarters later.</summary>
    public Quarter Plus(int quarters)
    {
        var all = (Year * 4) + Number - 1 + quarters;
        return new Quarter(all / 4, (all % 4) + 1);
    }

    /// <inheritdoc />
    public override string ToString() => FormattableString.Invariant($"{Year}-Q{Number}");
}

/// <summary>Measures to choose from, as their file states them: a scenario whose steps are the measures, and what limits the choice.</summary>
public sealed record ProgrammePlan
{
    /// <summary>The world and, as steps that may be taken or left, the measures.</summary>
    public required Scenario Scenario { get; init; }

    /// <summary>Cost, needs and time of each step of <see cref="Scenario"/>.</summary>
    public required IReadOnlyList<MeasureTerms> Measures { get; init; }

    /// <summary>What each side can spend in all; infinite: no limit.</summary>
    public required SideAmounts Budget { get; init; }

    /// <summary>Where the budget stands, or the measures where there is none.</summary>
    public required TextMark BudgetMark { get; init; }

    /// <summary>Where the measures stand.</summary>
    public required TextMark MeasuresMark { get; init; }

    /// <summary>Where the number of quarters stands.</summary>
    public required TextMark QuartersMark { get; init; }

    /// <summary>What each side can spend in a quarter, or null.</summary>
    public required SideAmounts? PerQuarter { get; init; }

    /// <summary>First quarter of the programme.</summary>
    public required Quarter Start { get; init; }

    /// <summary>Quarters in which it has to be complete.</summary>
    public required int Quarters { get; init; }

    /// <summary>Years for which gains are counted.</summary>
    public required int Years { get; init; }

    /// <summary>Rate a year at which they are discounted, a fraction.</summary>
    public required double Discount { get; init; }

    /// <summary>A fault at a place of the file.</summary>
    public ScenarioException Fault(TextMark mark, string reason) => Scenario.Fault(mark, reason);

    /// <summary>What a gain of 1 in every year is worth today: costs divided by it are costs a year.</summary>
    public double Annuity => Discount == 0 ? Years : (1 - Math.Pow(1 + Discount, -Years)) / Discount;
}
