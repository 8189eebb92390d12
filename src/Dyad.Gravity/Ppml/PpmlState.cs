namespace Dyad.Gravity.Ppml;

/// <summary>Where an iteration ended.</summary>
/// <param name="LinearPredictor">Linear predictor in the order of the sample.</param>
/// <param name="Coefficients">Coefficients of all terms; zero for those without one.</param>
/// <param name="Alive">Terms that have a coefficient.</param>
/// <param name="Support">What is known of the levels.</param>
/// <param name="Iterations">Steps taken.</param>
/// <param name="Exit">How the iteration ended.</param>
internal sealed record PpmlState(
    double[] LinearPredictor, double[] Coefficients, bool[] Alive, LevelSupport Support, int Iterations, ExitStatus Exit);
