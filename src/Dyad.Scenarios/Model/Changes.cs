namespace Dyad.Scenarios.Model;

/// <summary>
/// A change of a step. Blocs, corridors and withdrawals are read as the changes of tariffs and costs that they are.
/// </summary>
/// <param name="Flows">The flows that it concerns.</param>
public abstract record Change(FlowSet Flows)
{
    /// <summary>The sizes that it states.</summary>
    public abstract IReadOnlyList<Size> Sizes { get; }
}

/// <summary>A change of tariffs.</summary>
public sealed record TariffChange(FlowSet Flows, TariffRule Rule) : Change(Flows)
{
    /// <inheritdoc/>
    public override IReadOnlyList<Size> Sizes => Rule.Sizes;
}

/// <summary>A change of iceberg costs or non-tariff barriers: a factor on the costs of delivery.</summary>
public sealed record CostChange(FlowSet Flows, CostRule Rule) : Change(Flows)
{
    /// <inheritdoc/>
    public override IReadOnlyList<Size> Sizes => Rule.Sizes;
}

/// <summary>What becomes of a tariff t.</summary>
/// <param name="Sizes">The sizes that it states.</param>
public abstract record TariffRule(params IReadOnlyList<Size> Sizes)
{
    /// <summary>The tariff is what is said.</summary>
    public sealed record Level(Size To) : TariffRule(To);

    /// <summary>The tariff changes by a part of itself: t (1 + By).</summary>
    public sealed record Relative(Size By) : TariffRule(By);

    /// <summary>The tariff changes by percentage points: t + By / 100.</summary>
    public sealed record Points(Size By) : TariffRule(By);

    /// <summary>The tariff is that of a column of the data.</summary>
    public sealed record Column(NameAt Name) : TariffRule();

    /// <summary>The tariff is what one economy levies on the same exporter: a customs union takes it over.</summary>
    public sealed record LevelOf(NameAt Economy) : TariffRule();
}

/// <summary>Factor on the cost of delivery.</summary>
/// <param name="Sizes">The sizes that it states.</param>
public abstract record CostRule(params IReadOnlyList<Size> Sizes)
{
    /// <summary>The factor itself, above 0.</summary>
    public sealed record Factor(Size By) : CostRule(By);

    /// <summary>1 + By.</summary>
    public sealed record Relative(Size By) : CostRule(By);

    /// <summary>A coefficient b on log trade, of which a part counts: exp(-b Part / theta), by sector.</summary>
    public sealed record TradeEffect(Size Coefficient, Size? Part) : CostRule(Part is null ? [Coefficient] : [Coefficient, Part]);

    /// <summary>Days in transit that are worth a part of the value each: (1 + PerDay) ^ Days.</summary>
    public sealed record Time(Size Days, Size PerDay) : CostRule(Days, PerDay);

    /// <summary>A barrier worth an ad valorem tariff before and after: (1 + To) / (1 + From).</summary>
    public sealed record AdValorem(Size From, Size To) : CostRule(From, To);

    /// <summary>
    /// A barrier worth an ad valorem tariff that changes by a part of itself: (1 + From (1 + By)) / (1 + From).
    /// </summary>
    public sealed record AdValoremChange(Size From, Size By) : CostRule(From, By);

    /// <summary>No trade any more: positive infinity.</summary>
    public sealed record Close() : CostRule();
}
