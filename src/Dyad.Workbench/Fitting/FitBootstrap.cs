using System.Globalization;
using Dyad.Gravity;
using Dyad.Gravity.Bootstrap;
using Dyad.Gravity.Estimation;
using Dyad.Gravity.Formulas;
using Dyad.Gravity.Specification;

namespace Dyad.Workbench.Fitting;

/// <summary>What <c>--bootstrap score:V:B</c> asks for.</summary>
/// <param name="Cluster">Key of the clusters.</param>
/// <param name="Draws">Draws.</param>
internal sealed record FitBootstrap(KeyTerm Cluster, int Draws)
{
    private const string Form = "score:V:B, V the clusters, B the draws";
    private const int MostDraws = 10_000_000;

    /// <summary>Reads the option.</summary>
    /// <exception cref="UserException">It has another form.</exception>
    public static FitBootstrap Parse(string text)
    {
        var (first, last) = (text.IndexOf(':', StringComparison.Ordinal), text.LastIndexOf(':'));
        if (first < 0 || last == first || text[..first] != "score")
            throw new UserException($"--bootstrap {text}: {Form}");
        if (!int.TryParse(text.AsSpan(last + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var draws)
            || draws is < 1 or > MostDraws)
        {
            throw new UserException($"--bootstrap {text}: draws from 1 to {MostDraws}, such as 9999");
        }

        return FitFaults.Parsed(text[(first + 1)..last], $"--bootstrap {text}: ", Formula.ParseKeys) is [{ } cluster]
            ? new FitBootstrap(cluster, draws)
            : throw new UserException($"--bootstrap {text}: one cluster variable; exporter^year combines two");
    }

    /// <summary>Tests each coefficient against zero, and inverts the test for its interval.</summary>
    /// <param name="sample">The sample; its constant, if any, is an effect and is not tested.</param>
    /// <param name="estimate">Its estimate.</param>
    /// <param name="clusters">Cluster of each row.</param>
    /// <param name="options">Threads, seed, and how PPML is estimated under a hypothesis.</param>
    /// <param name="progress">Hears of each term.</param>
    /// <param name="cancel">Ends the work.</param>
    /// <exception cref="UserException">
    /// There are fewer than two clusters, or a model under a hypothesis did not converge.
    /// </exception>
    public FitBootstrapResult Of(
        GravitySample sample, Estimate estimate, int[] clusters, ScoreBootstrapOptions options, IProgress<Stage> progress,
        CancellationToken cancel)
    {
        var how = options with { Draws = Draws };
        var rows = new List<FitBootstrapTest>();
        ScoreBootstrapResult? any = null;
        foreach (var (k, term) in estimate.Terms.Index())
        {
            progress.Report(new Stage(
                $"score bootstrap of {term} ({k + 1} of {estimate.Terms.Count})", 0.4 + (0.6 * k / estimate.Terms.Count)));
            try
            {
                any = ScoreBootstrap.Test(sample, estimate, term, clusters, 0, how, cancel);
                var (low, high) = ScoreBootstrap.Interval(sample, estimate, term, clusters, FitGravity.Level, how, cancel);
                rows.Add(new FitBootstrapTest(term, any.Statistic, any.PValue, low, high));
            }
            catch (NonConvergenceException e)
            {
                throw new UserException($"--bootstrap: {term}: the model under a hypothesis did not converge: {e.Message}", e);
            }
            catch (ArgumentException e)
            {
                throw FitFaults.Of($"--bootstrap {Cluster}", e);
            }
        }

        return new FitBootstrapResult(
            Cluster.ToString(), any?.Clusters ?? 0, any?.Draws ?? 0, any is { Enumerated: true } ? null : how.Seed,
            any?.Weights == ScoreWeights.Webb ? "webb" : "rademacher", rows);
    }
}
