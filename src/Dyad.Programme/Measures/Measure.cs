namespace Dyad.Programme.Measures;

/// <summary>Something that the two sides could carry out together.</summary>
/// <param name="Name">What messages call it.</param>
/// <param name="FirstCost">What it costs the first side in all, zero or more.</param>
/// <param name="SecondCost">What it costs the second side in all, zero or more.</param>
public sealed record Measure(string Name, double FirstCost, double SecondCost)
{
    /// <summary>Measures that must be complete before this one starts.</summary>
    public IReadOnlyList<int> After { get; init; } = [];

    /// <summary>Measures that must be in the programme too and start no later than this one.</summary>
    public IReadOnlyList<int> With { get; init; } = [];

    /// <summary>How many periods it takes, one or more; costs are spread over them evenly.</summary>
    public int Duration { get; init; } = 1;

    /// <summary>First period in which it can start, from 0.</summary>
    public int EarliestStart { get; init; }
}
