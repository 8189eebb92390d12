using Dyad.Programme.Gains;
using Dyad.Programme.Measures;
using FsCheck.Xunit;

namespace Dyad.Programme.Tests.Choice;

/// <summary>What holds of any programme.</summary>
public class ChoiceProperties
{
    private const double Rounding = 1e-9;

    /// <summary>The frontier is what is left of the feasible sets when every dominated one is struck out, one by one.</summary>
    [Property(MaxTest = 40, EndSize = RandomProgramme.Seeds)]
    public void TheFrontierIsUndominatedAndWhole(int seed)
    {
        var programme = RandomProgramme.Make(seed, count: 7, triples: 0.4);
        var gains = programme.Feasible().Select(programme.Gain).Append(default).ToArray();
        bool IsBetter(SetGain o, SetGain g) =>
            o.First >= g.First && o.Second >= g.Second && (o.First > g.First || o.Second > g.Second);
        var left = gains.Where(g => !gains.Any(o => IsBetter(o, g))).Select(g => (g.First, g.Second)).Distinct();
        var result = ProgrammeSolver.Solve(programme.Problem, programme.Gains, new ProgrammeOptions());
        Assert.Equal(left.Where(g => g != (0, 0)).Order(), result.Frontier.Select(o => (o.First, o.Second)));
    }

    /// <summary>
    /// The Nash point has the largest product of all feasible sets in which both gain, the other choice the largest total.
    /// </summary>
    [Property(MaxTest = 40, EndSize = RandomProgramme.Seeds)]
    public void ChoicesAreTheBestOfAllFeasibleSets(int seed)
    {
        var programme = RandomProgramme.Make(seed, count: 7, triples: 0.4);
        var result = ProgrammeSolver.Solve(programme.Problem, programme.Gains, new ProgrammeOptions());
        var gains = programme.Feasible().Select(programme.Gain).ToArray();
        var both = gains.Where(g => g.First > 0 && g.Second > 0).ToArray();
        Assert.Equal(both.Length > 0, result.Nash is not null);
        Assert.Equal(result.Nash is null, result.Obstacle?.Kind == ObstacleKind.NoCommonGain);
        if (result.Nash is { } nash)
        {
            Assert.Equal(both.Max(g => g.First * g.Second), nash.First * nash.Second, Rounding);
            Assert.True(nash.Outcome.BothGain);
            Assert.Contains(nash.Outcome, result.Frontier);
        }

        if (result.WithTransfer is { } transfer)
        {
            Assert.Equal(gains.Max(g => g.First + g.Second), transfer.Outcome.Total, Rounding);
            Assert.Equal(transfer.First, transfer.Second, Rounding);
        }
    }

    /// <summary>
    /// Budgets are kept, prerequisites met, exclusions too, by whatever is chosen; values sum to gains; the calendar respects
    /// all.
    /// </summary>
    [Property(MaxTest = 40, EndSize = RandomProgramme.Seeds)]
    public void WhateverIsChosenCanBeCarriedOut(int seed)
    {
        var programme = RandomProgramme.Make(seed, count: 8, triples: 0.3);
        double[] perPeriod = [.. Enumerable.Repeat(1.5, 16)];
        var problem = programme.Problem with { Periods = 16, FirstPerPeriod = perPeriod, SecondPerPeriod = perPeriod };
        var result = ProgrammeSolver.Solve(problem, programme.Gains, new ProgrammeOptions());
        Assert.All(result.Frontier, o => Assert.True(programme.IsFeasible(o.Set)));
        foreach (var chosen in new[] { result.Nash, result.WithTransfer }.OfType<ChosenProgramme>())
        {
            Assert.True(programme.IsFeasible(chosen.Outcome.Set));
            Assert.True(chosen.ValuesAreExact);
            Assert.Equal(chosen.Outcome.First, chosen.Values.Sum(v => v.First), Rounding);
            Assert.Equal(chosen.Outcome.Second, chosen.Values.Sum(v => v.Second), Rounding);
            var calendar = chosen.Calendar;
            Assert.Equal(chosen.Outcome.Set, MeasureSet.Of(calendar.Entries.Select(e => e.Measure)));
            Assert.All(calendar.FirstSpending.Concat(calendar.SecondSpending), s => Assert.InRange(s, 0, 1.5 * (1 + 1e-7)));
            Assert.Equal(chosen.Outcome.FirstCost, calendar.FirstSpending.Sum(), Rounding);
            var at = calendar.Entries.ToDictionary(e => e.Measure);
            foreach (var entry in calendar.Entries)
            {
                var measure = problem.Measures[entry.Measure];
                Assert.True(entry.Start >= measure.EarliestStart && entry.End == entry.Start + measure.Duration && entry.End <= 16);
                Assert.All(measure.After, o => Assert.True(entry.Start >= at[o].End));
                Assert.All(measure.With, o => Assert.True(entry.Start >= at[o].Start));
            }
        }
    }

    [Property(MaxTest = 12, EndSize = RandomProgramme.Seeds)]
    public void SwappingTheSidesMirrorsTheResult(int seed)
    {
        var programme = RandomProgramme.Make(seed, count: 7, triples: 0.4);
        foreach (var options in (ProgrammeOptions[])[new(), new(EverySetUpTo: 0)])
        {
            var mirror = programme.Mirrored();
            var one = ProgrammeSolver.Solve(programme.Problem, programme.Gains, options);
            var other = ProgrammeSolver.Solve(mirror.Problem, mirror.Gains, options);
            Assert.Equal(
                one.Frontier.Select(o => (o.Set, o.First, o.Second)), other.Frontier.Reverse().Select(o => (o.Set, o.Second, o.First)));
            Assert.Equal(one.Nash?.Outcome.Set, other.Nash?.Outcome.Set);
            Assert.Equal(one.WithTransfer?.Outcome.Set, other.WithTransfer?.Outcome.Set);
            Assert.Equal(one.WithTransfer?.Transfer, -other.WithTransfer?.Transfer);
            Assert.Equal(
                one.Nash?.Values.Select(v => (v.Measure, v.First, v.Second)),
                other.Nash?.Values.Select(v => (v.Measure, v.Second, v.First)));
            Assert.Equal(one.Nash?.Calendar.Entries, other.Nash?.Calendar.Entries);
        }
    }

    /// <summary>Where only pairs interact, constraint programming finds what trying every set finds.</summary>
    [Property(MaxTest = 15, EndSize = RandomProgramme.Seeds)]
    public void TheSearchIsExactWhereOnlyPairsInteract(int seed)
    {
        var programme = RandomProgramme.Make(seed, count: 8);
        var every = ProgrammeSolver.Solve(programme.Problem, programme.Gains, new ProgrammeOptions());
        var search = ProgrammeSolver.Solve(programme.Problem, programme.Gains, new ProgrammeOptions(EverySetUpTo: 0));
        Assert.Equal(EvaluationWay.SecondOrder, search.Way);
        Assert.Equal(0, search.SecondOrderError ?? 0, Rounding);
        Assert.Equal(every.Nash?.Outcome.Set, search.Nash?.Outcome.Set);
        Assert.Equal(every.WithTransfer?.Outcome.Set, search.WithTransfer?.Outcome.Set);
    }

    /// <summary>A larger budget takes no choice away.</summary>
    [Property(MaxTest = 30, EndSize = RandomProgramme.Seeds)]
    public void MoreMoneyNeverMakesTheBestWorse(int seed)
    {
        var programme = RandomProgramme.Make(seed, count: 7);
        double? last = null;
        foreach (var budget in (double[])[2, 4, 6, 20])
        {
            var problem = programme.Problem with { FirstBudget = budget, SecondBudget = budget };
            var total = ProgrammeSolver.Solve(problem, programme.Gains, new ProgrammeOptions()).WithTransfer?.Outcome.Total;
            Assert.True(last is null || total >= last);
            last = total ?? last;
        }
    }
}
