namespace Dyad.Ensembles.Running;

/// <summary>How far an ensemble is.</summary>
/// <param name="Done">Draws done.</param>
/// <param name="Draws">Draws in all.</param>
/// <param name="Left">Time left, at the pace so far.</param>
/// <param name="Workers">Other processes that take part.</param>
public readonly record struct EnsembleProgress(int Done, int Draws, TimeSpan Left, int Workers);
