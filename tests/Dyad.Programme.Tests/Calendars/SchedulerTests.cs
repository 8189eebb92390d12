using System.Runtime.InteropServices;
using Dyad.Programme.Calendars;
using Dyad.Programme.Measures;
using FsCheck.Xunit;

namespace Dyad.Programme.Tests.Calendars;

public class SchedulerTests
{
    private static (ProgrammeCalendar? Calendar, string? Reason) Make(ProgrammeProblem problem, params double[] worth) =>
        new Scheduler(problem).Make(MeasureSet.All(problem.Measures.Count), worth);

    private static IEnumerable<(int, int)> Starts(ProgrammeCalendar calendar) => calendar.Entries.Select(e => (e.Measure, e.Start));

    /// <summary>The program ends whole on Ctrl-C only where its handler is still there after a search.</summary>
    [Fact]
    public void LeavesTheHandlerOfCtrlCInPlace()
    {
        const string Status = "/proc/self/status";
        Assert.SkipUnless(File.Exists(Status), "no list of the handlers of signals here");
        static string Caught() => File.ReadLines(Status).Single(l => l.StartsWith("SigCgt:", StringComparison.Ordinal));
        using var handler = PosixSignalRegistration.Create(PosixSignal.SIGINT, _ => { });
        var before = Caught();
        Assert.NotNull(Make(new ProgrammeProblem { Measures = [new("A", 1, 1)] }, 1).Calendar);
        Assert.Equal(before, Caught());
    }

    /// <summary>A takes 2, B comes after it, C may start with B but not before period 1: as early as that allows.</summary>
    [Fact]
    public void PrerequisitesAndEarliestStartsAreKept()
    {
        var problem = new ProgrammeProblem
        {
            Measures =
            [
                new("A", 1, 1) { Duration = 2 }, new("B", 1, 1) { After = [0], Duration = 3 },
                new("C", 1, 1) { With = [1], EarliestStart = 1 },
            ],
        };
        var calendar = Make(problem, 1, 1, 1).Calendar!;
        Assert.Equal([(0, 0), (1, 2), (2, 2)], Starts(calendar));
        Assert.Equal(5, calendar.Periods);
        Assert.Equal([0.5, 0.5, 1 / 3.0 + 1, 1 / 3.0, 1 / 3.0], calendar.FirstSpending);
    }

    /// <summary>
    /// Three measures of 1/3 fit a budget of 1 side by side, exactly; with less they go one after the other, the most valuable
    /// first.
    /// </summary>
    [Fact]
    public void BudgetsOfPeriodsAreUsedUpAndNotExceeded()
    {
        Measure third = new("third", 1 / 3.0, 0);
        var problem = new ProgrammeProblem { Measures = [third, third, third], Periods = 3, FirstPerPeriod = [1, 0, 0] };
        Assert.Equal([(0, 0), (1, 0), (2, 0)], Starts(Make(problem, 1, 1, 1).Calendar!));
        problem = problem with { FirstPerPeriod = [0.4, 0.4, 0.4] };
        Assert.Equal([(1, 0), (2, 1), (0, 2)], Starts(Make(problem, 1, 9, 5).Calendar!));
    }

    /// <summary>Half the money for both sides, in other periods: only period 1 has both.</summary>
    [Fact]
    public void BothSidesHaveToPay()
    {
        var problem = new ProgrammeProblem
        {
            Measures = [new("A", 1, 1)], Periods = 3, FirstPerPeriod = [1, 1, 0], SecondPerPeriod = [0, 1, 1],
        };
        Assert.Equal([(0, 1)], Starts(Make(problem, 1).Calendar!));
    }

    /// <summary>Every way to start four measures, one by one: none that fits ends earlier, and where none fits there is no calendar.</summary>
    [Property(MaxTest = 25, EndSize = RandomProgramme.Seeds)]
    public void NoCalendarEndsEarlier(int seed)
    {
        const int Periods = 7;
        var random = new Random(Math.Abs(seed));
        double[] Budgets() => [.. Enumerable.Range(0, Periods).Select(_ => Math.Round(1 + (2 * random.NextDouble()), 1))];
        var problem = RandomProgramme.Make(seed, count: 4).Problem with
        {
            Periods = Periods, FirstPerPeriod = Budgets(), SecondPerPeriod = Budgets(),
        };
        var earliest = Enumerable.Range(0, Periods * Periods * Periods * Periods)
            .Select(code => new[] { code % 7, code / 7 % 7, code / 49 % 7, code / 343 })
            .Where(starts => Fits(problem, starts))
            .Select(starts => (int?)starts.Index().Max(s => s.Item + problem.Measures[s.Index].Duration)).Min();
        Assert.Equal(earliest, Make(problem, 1, 2, 3, 4).Calendar?.Periods);
    }

    [Fact]
    public void WhatHasNoCalendarIsToldWhy()
    {
        Measure a = new("A", 4, 1) { Duration = 2 }, b = new("B", 2, 2) { Duration = 2 };
        Assert.Equal("B cannot be complete before period 4 of 3",
            Make(new() { Measures = [a, b with { After = [0] }], Periods = 3 }, 1, 1).Reason);
        Assert.Equal("A costs the first side 2 a period; no period has above 1.5",
            Make(new() { Measures = [a, b], Periods = 3, FirstPerPeriod = [1.5, 1.5, 1.5] }, 1, 1).Reason);
        Assert.Equal("the second side's periods have 2 together, A, B costs 3",
            Make(new() { Measures = [a, b], Periods = 2, SecondPerPeriod = [1, 1] }, 1, 1).Reason);
        Assert.Equal("the periods' budgets leave no calendar of 4 periods for A, B",
            Make(new() { Measures = [a, b], Periods = 4, FirstPerPeriod = [2, 1, 1, 2] }, 1, 1).Reason);
    }

    private static bool Fits(ProgrammeProblem problem, int[] starts)
    {
        var (first, second) = (new double[problem.Periods], new double[problem.Periods]);
        foreach (var (m, measure) in problem.Measures.Index())
        {
            if (starts[m] < measure.EarliestStart || starts[m] + measure.Duration > problem.Periods
                || measure.After.Any(o => starts[m] < starts[o] + problem.Measures[o].Duration)
                || measure.With.Any(o => starts[m] < starts[o]))
                return false;
            for (var t = starts[m]; t < starts[m] + measure.Duration; t++)
            {
                first[t] += measure.FirstCost / measure.Duration;
                second[t] += measure.SecondCost / measure.Duration;
            }
        }

        return first.Zip(problem.FirstPerPeriod!).Concat(second.Zip(problem.SecondPerPeriod!)).All(p => p.First <= p.Second);
    }
}
