using Dyad.Data.Facts;
using Dyad.Diagnosis.Stances;
using Dyad.Reports.Model;

namespace Dyad.Workbench.Reports.Diagnosis;

/// <summary>Agreement of the parties in roll calls of the UN General Assembly, by issue and five-year period.</summary>
internal static class StanceStage
{
    private const int FirstYear = 1995;
    private const int Span = 5;
    private static readonly string[] Tables = ["votes", "roll_calls", "roll_call_issues"];

    /// <summary>The figures of every period, over all roll calls (issue null) and by issue; none where the two never both voted.</summary>
    public static IReadOnlyList<Stance> Figures(ReportFacts facts, ReportBook book)
    {
        var calls = facts.Store.RollCalls(facts.Pair[0], facts.Pair[1]);
        var issues = calls.SelectMany(c => c.Issues).Distinct().Order(StringComparer.Ordinal).Prepend(null).ToList();
        var figures = new List<Stance>();
        // The last period is whole where the facts reach its last year; a year begun is left out.
        for (var from = FirstYear; calls.Any(c => c.Year >= from + Span - 1); from += Span)
        {
            foreach (var issue in issues)
            {
                var (first, last) = (from, from + Span - 1);
                var agreement = VotingAgreement.Of(
                    calls.Where(c => c.Year >= first && c.Year <= last && (issue is null || c.Issues.Contains(issue))).Select(Convert));
                if (agreement is null)
                    continue;
                figures.Add(new Stance(
                    first, last, issue, agreement.RollCalls, agreement.EqualShare, agreement.Range.Low, agreement.Range.High,
                    WithWorld(facts, agreement),
                    book.Computed(MethodKey.Stances, Tables, ("from", first), ("to", last), ("issue", issue ?? "*"), ("level", "90%"))));
            }
        }

        return figures;
    }

    private static Dictionary<string, double> WithWorld(ReportFacts facts, VotingAgreement agreement)
    {
        var shares = new Dictionary<string, double>();
        if (agreement.FirstWithWorld is { } first)
            shares[facts.Pair[0]] = first;
        if (agreement.SecondWithWorld is { } second)
            shares[facts.Pair[1]] = second;
        return shares;
    }

    private static RollCall Convert(RollCallFact c) => new(Parse(c.First), Parse(c.Second), c.Yes, c.No, c.Abstain);

    private static Vote? Parse(string? vote) => vote switch { "yes" => Vote.Yes, "no" => Vote.No, "abstain" => Vote.Abstain, _ => null };
}
