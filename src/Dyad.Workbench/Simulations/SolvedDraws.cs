using Dyad.Ensembles;
using Dyad.Ensembles.Draws;
using Dyad.Ensembles.Results;
using Dyad.Scenarios;

namespace Dyad.Workbench.Simulations;

/// <summary>How many draws may be without a solution.</summary>
internal static class SolvedDraws
{
    /// <summary>
    /// A 90% interval leaves out a tenth of the draws at its ends: where more have no solution it says nothing about where they would be.
    /// </summary>
    private const double MostFailed = 0.1;

    /// <summary>Refuses an ensemble of which too many draws have no solution.</summary>
    /// <param name="failed">Draws without a solution: of this ensemble, and of others on the same draws.</param>
    /// <param name="result">The ensemble.</param>
    /// <param name="model">Its model.</param>
    /// <param name="solve">Solves at a vector of parameters, and throws where there is no solution: says why.</param>
    /// <exception cref="UserException">Too many have none: how many, and the cause at one of them.</exception>
    public static void Require(IReadOnlyCollection<int> failed, EnsembleResult result, IEnsembleModel model, Action<double[]> solve)
    {
        if (result.Failed.Count == 0 || failed.Count <= MostFailed * result.Draws)
            return;
        var (first, parameters) = (result.Failed[0], new double[model.Parameters.Sum(b => b.Members.Count)]);
        new ParameterDraws(model.Parameters, result.Seed).Fill(first, parameters);
        try
        {
            solve(parameters);
        }
        catch (ScenarioException e)
        {
            var reason = FormattableString.Invariant(
                $"{failed.Count:N0} of {result.Draws:N0} draws have no solution (at most {MostFailed:0%} may); one of them, draw {first + 1}: {e.Reason}");
            throw new UserException(new ScenarioException(e.File, e.Line, e.Column, reason).Message, e);
        }

        throw new InvalidOperationException(FormattableString.Invariant($"draw {first + 1} has a solution after all"));
    }
}
