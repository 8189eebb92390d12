using Dyad.Gravity.Absorption;

namespace Dyad.Gravity.Regression;

/// <summary>Weighted least squares of a response on the regressors and effects of a sample.</summary>
internal sealed class WeightedRegression(LevelIndex index, NormalEquations equations)
{
    /// <summary>Accuracy of the effects, relative to the response.</summary>
    private const double ExactEffects = 1e-11;

    /// <summary>Rounding of the sums of a response, relative to its root mean square: where they cancel nothing else is left.</summary>
    private const double Rounding = 1e-15;

    /// <summary>Regresses; coefficients and effects are then those of the normal equations.</summary>
    /// <param name="weights">Weights of the sample's rows, zero or more.</param>
    /// <param name="response">Response; read where the weight is above zero.</param>
    /// <param name="fitted">Receives the fitted values of all rows.</param>
    public void Fit(double[] weights, double[] response, double[] fitted)
    {
        equations.Clear();
        var products = new double[index.Rows];
        var sizes = new (double Squares, double Total)[index.Parts.Length - 1];
        index.ForEachPart(part =>
        {
            var (from, to) = index.RowsOf(part);
            double squares = 0, total = 0;
            for (var r = from; r < to; r++)
            {
                var row = index.Order[r];
                equations.Weights[r] = weights[row];
                products[r] = weights[row] > 0 ? weights[row] * response[row] : 0;
                squares += weights[row] > 0 ? products[r] * response[row] : 0;
                total += weights[row];
            }

            sizes[part] = (squares, total);
            equations.Add(part, from, products.AsSpan(from..to), index.Parts[part]);
        });
        equations.Gather();
        equations.SetWeights(renew: true);
        equations.SolveEffects(ExactEffects, Rounding * Math.Sqrt(sizes.Sum(s => s.Squares) / sizes.Sum(s => s.Total)));
        equations.SolveCoefficients();
        equations.FitSample(fitted);
    }
}
