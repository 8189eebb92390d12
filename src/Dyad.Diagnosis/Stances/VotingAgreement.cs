using Dyad.Diagnosis.Ranking;
using MathNet.Numerics.Distributions;

namespace Dyad.Diagnosis.Stances;

/// <summary>A vote in a roll call.</summary>
public enum Vote
{
    /// <summary>In favour.</summary>
    Yes,

    /// <summary>Against.</summary>
    No,

    /// <summary>Abstained.</summary>
    Abstain,
}

/// <summary>A roll call as two parties cast it, with the votes of all members (theirs included).</summary>
public readonly record struct RollCall(Vote? First, Vote? Second, int Yes, int No, int Abstain)
{
    /// <summary>Members that cast a given vote.</summary>
    public int Count(Vote vote) => vote switch { Vote.Yes => Yes, Vote.No => No, _ => Abstain };
}

/// <summary>Agreement of two parties over a set of roll calls.</summary>
/// <param name="RollCalls">Roll calls in which both voted.</param>
/// <param name="EqualShare">Share of these in which they cast the same vote.</param>
/// <param name="Range">90% Wilson interval of the share.</param>
/// <param name="FirstWithWorld">Mean share of the other members that voted as the first party did; null where it never voted.</param>
/// <param name="SecondWithWorld">The same for the second party.</param>
public sealed record VotingAgreement(
    int RollCalls, double EqualShare, Interval Range, double? FirstWithWorld, double? SecondWithWorld)
{
    /// <summary>
    /// Agreement: the plain share of equal votes among yes, no and abstain (Voeten 2013), with the interval of Wilson (1927), which
    /// holds at shares near 0 and 1. Null where the two never both voted.
    /// </summary>
    public static VotingAgreement? Of(IEnumerable<RollCall> rollCalls)
    {
        ArgumentNullException.ThrowIfNull(rollCalls);
        var (both, equal) = (0, 0);
        var (first, second) = (new Mean(), new Mean());
        foreach (var call in rollCalls)
        {
            first.Add(call, call.First);
            second.Add(call, call.Second);
            if (call is not { First: { } a, Second: { } b })
                continue;
            both++;
            if (a == b)
                equal++;
        }

        return both == 0
            ? null
            : new VotingAgreement(both, (double)equal / both, Wilson(equal, both), first.Value, second.Value);
    }

    /// <summary>The interval of Wilson (1927) for a share of successes.</summary>
    /// <param name="successes">Successes, 0 to <paramref name="trials"/>.</param>
    /// <param name="trials">Trials, one or more.</param>
    /// <param name="level">Level of confidence; that of reports unless told.</param>
    public static Interval Wilson(int successes, int trials, double level = Interval.Level)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(trials, 1);
        var z = Normal.InvCDF(0, 1, (1 + level) / 2);
        var (n, p) = ((double)trials, (double)successes / trials);
        var centre = (p + (z * z / (2 * n))) / (1 + (z * z / n));
        var half = z / (1 + (z * z / n)) * Math.Sqrt((p * (1 - p) / n) + (z * z / (4 * n * n)));
        return new Interval(Math.Max(0, centre - half), Math.Min(1, centre + half));
    }

    private sealed class Mean
    {
        private double sum;
        private int count;

        public double? Value => count > 0 ? sum / count : null;

        public void Add(RollCall call, Vote? vote)
        {
            var others = call.Yes + call.No + call.Abstain - 1;
            if (vote is not { } cast || others < 1)
                return;
            sum += (call.Count(cast) - 1.0) / others;
            count++;
        }
    }
}
