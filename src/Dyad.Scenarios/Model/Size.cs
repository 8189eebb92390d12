namespace Dyad.Scenarios.Model;

/// <summary>A size that a scenario states: a number, an uncertain number, or the name of an estimate.</summary>
/// <param name="Mark">Where it stands.</param>
/// <param name="Name">Name of the block that draws it, where it is uncertain here: its step, change and key.</param>
/// <param name="Percent">Whether it is written as a percentage; values are fractions then.</param>
/// <param name="Mean">Value, or mean of a normal distribution.</param>
/// <param name="StdDev">Standard deviation; 0 for a size that is certain.</param>
/// <param name="Estimate">Name of the estimate that it stands for, or null.</param>
/// <param name="Source">Where it comes from, or null.</param>
public sealed record Size(
    TextMark Mark, string Name, bool Percent, double Mean, double StdDev = 0, NameAt? Estimate = null, string? Source = null)
{
    /// <summary>Whether it is drawn from a block of its own.</summary>
    public bool IsUncertain => StdDev > 0;
}
