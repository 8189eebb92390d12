using System.Runtime.CompilerServices;
using MathNet.Numerics;

namespace Dyad.Gravity.Ppml;

/// <summary>Sums over rows that the statistics of a fit are made of.</summary>
internal struct Moments
{
    /// <summary>Rows.</summary>
    public int Observations;

    /// <summary>Σ w.</summary>
    public double Weight;

    /// <summary>Σ w y.</summary>
    public double Flow;

    /// <summary>Σ w (y ln(y/μ) − (y − μ)).</summary>
    public double HalfDeviance;

    /// <summary>Σ w (y ln μ − μ).</summary>
    public double Likelihood;

    /// <summary>Σ w ln Γ(y + 1).</summary>
    public double Constants;

    /// <summary>Adds a row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(double weight, double flow, double predictor, double mean)
    {
        Observations++;
        Weight += weight;
        Flow += weight * flow;
        HalfDeviance += weight * ((flow > 0 ? flow * (Math.Log(flow) - predictor) : 0) - (flow - mean));
        Likelihood += weight * ((flow * predictor) - mean);
        Constants += flow > 0 ? weight * LogFactorial(flow) : 0;
    }

    /// <summary>Those of two sets of rows together.</summary>
    public readonly Moments With(Moments other) => new()
    {
        Observations = Observations + other.Observations,
        Weight = Weight + other.Weight,
        Flow = Flow + other.Flow,
        HalfDeviance = HalfDeviance + other.HalfDeviance,
        Likelihood = Likelihood + other.Likelihood,
        Constants = Constants + other.Constants,
    };

    /// <summary>ln Γ(y + 1): Stirling's series, whose next term is below rounding from 16 on, and the library's below.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double LogFactorial(double y)
    {
        if (y < 16)
            return SpecialFunctions.GammaLn(y + 1);
        var (x, z) = (y + 1, 1 / ((y + 1) * (y + 1)));
        var series = ((((((-691.0 / 360360 * z) + (1.0 / 1188)) * z) - (1.0 / 1680)) * z + (1.0 / 1260)) * z - (1.0 / 360)) * z + (1.0 / 12);
        return ((x - 0.5) * Math.Log(x)) - x + (0.5 * Math.Log(2 * Math.PI)) + (series / x);
    }
}
