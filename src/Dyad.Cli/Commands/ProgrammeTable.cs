using System.Globalization;
using Dyad.Cli.Hosting;
using Dyad.Reports.Model;

namespace Dyad.Cli.Commands;

/// <summary>A programme as text: what is chosen, what each measure adds, when, and what else lies on the frontier.</summary>
internal static class ProgrammeTable
{
    /// <summary>Writes it to standard output.</summary>
    public static void Write(ProgrammeReport report, IReadOnlyList<string> files)
    {
        Output.Line($"{report.Title.En}: {report.Parties[0]} and {report.Parties[1]}");
        Output.Line("Gains are million US$ a year, costs as a yearly share taken off; costs are million US$ in all.");
        Output.Line();
        if (report.Nash is { } nash)
            Choice("Nash bargaining point: each side gains by itself", nash, report);
        else
            Output.Line($"No set leaves each side better off by itself ({report.Obstacle}).");
        if (report.WithTransfer is { } transfer && (report.Nash is null || !transfer.Measures.SequenceEqual(report.Nash.Measures)))
            Choice("Largest total, with a transfer that gives each side half", transfer, report);
        else if (report.WithTransfer is { } same)
        {
            Output.Line(Transfer(same, report));
            if (same.ProbabilityAfter is { } after)
                Output.Line("After it " + Chances(after, report));
        }

        Output.Line();
        TextTable.Write(
            ["Frontier", .. report.Parties.Select(p => $"{p} gain"), "both gain"],
            report.Frontier.Select(f => (IReadOnlyList<object?>)
            [
                string.Join(' ', f.Measures), Whole(f.Gain.First.Value), Whole(f.Gain.Second.Value),
                f.Probability is { } p ? Draws(p, p.Both) : null,
            ]));
        Output.Line();
        Output.Line(string.Create(
            CultureInfo.InvariantCulture, $"{report.Evaluated:N0} sets of {report.Measures.Count} measures were simulated ({report.Way})."));
        if (files.Count == 0)
            return;
        Output.Line();
        Output.Line($"Page: {files[0]}");
        Output.Line($"      also {string.Join(", ", files.Skip(1).Select(f => Path.GetFileName(f)))}");
    }

    private static void Choice(string title, ProgrammeChoice choice, ProgrammeReport report)
    {
        Output.Line(title);
        var after = choice.ProbabilityAfter;
        foreach (var (party, gain, cost, above) in new[]
        {
            (report.Parties[0], choice.Gain.First, choice.Cost.First, after?.Each.First),
            (report.Parties[1], choice.Gain.Second, choice.Cost.Second, after?.Each.Second),
        })
        {
            var interval = gain is { Low: { } low, High: { } high }
                ? string.Create(CultureInfo.InvariantCulture, $" (90%: {low:#,0} to {high:#,0})")
                : "";
            var told = above is { } share && !GainProbability.BearsOut(gain, share)
                ? "neither gain nor loss can be told: central value"
                : "gains";
            var chance = above is { } part ? $", above zero in {Draws(after!, part)}" : "";
            Output.Line(string.Create(
                CultureInfo.InvariantCulture, $"  {party} {told} {gain.Value:#,0}{interval}{chance}, cost {cost:#,0}"));
        }

        if (after is not null)
            Output.Line($"  both gain in {Draws(after, after.Both)}");
        if (choice.Transfer != 0)
        {
            Output.Line("  " + Transfer(choice, report));
            if (choice.ProbabilityBefore is { } before)
                Output.Line("  before it " + Chances(before, report));
        }

        Output.Line();
        var values = choice.Values.ToDictionary(v => v.Measure, v => v.Value);
        TextTable.Write(
            ["Measure", .. report.Parties.Select(p => $"adds to {p}"), "start", "complete by"],
            choice.Calendar.Select(c => (IReadOnlyList<object?>)
            [
                report.Measures.First(m => m.Code == c.Measure).Title.En, Whole(values[c.Measure].First), Whole(values[c.Measure].Second),
                report.Periods[c.Start], report.Periods[c.End - 1],
            ]));
        Output.Line();
    }

    private static string Transfer(ProgrammeChoice choice, ProgrammeReport report)
    {
        var (payer, payee) = choice.Transfer >= 0 ? (report.Parties[0], report.Parties[1]) : (report.Parties[1], report.Parties[0]);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"A transfer of {Math.Abs(choice.Transfer):#,0} a year from {payer} to {payee} gives each side half of the total.");
    }

    private static double Whole(double value) => Math.Round(value);

    private static string Chances(GainProbability p, ProgrammeReport report) =>
        $"{report.Parties[0]} gains in {Draws(p, p.Each.First)}, {report.Parties[1]} in {Draws(p, p.Each.Second)}, " +
        $"both in {Draws(p, p.Both)}";

    private static string Draws(GainProbability probability, double share) =>
        string.Create(CultureInfo.InvariantCulture, $"{probability.Count(share)} of {probability.Draws} draws");
}
