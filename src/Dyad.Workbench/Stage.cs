namespace Dyad.Workbench;

/// <summary>What a use case is doing, and how much of the whole is done (0 to 1).</summary>
public readonly record struct Stage(string Name, double Fraction);
