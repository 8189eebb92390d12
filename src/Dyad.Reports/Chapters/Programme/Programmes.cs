using Dyad.Reports.Model;
using Dyad.Reports.Texts;

namespace Dyad.Reports.Chapters.Programme;

/// <summary>What every part asks of a programme.</summary>
internal static class Programmes
{
    /// <summary>The same with the sides in the order in which a report names them.</summary>
    public static ProgrammeOutcome InOrder(this ProgrammeOutcome programme, IReadOnlyList<string> parties)
        => programme.Parties.Reverse().SequenceEqual(parties) ? programme.Swap() : programme;

    /// <summary>Name of a measure.</summary>
    public static string Measure(this ProgrammeOutcome programme, string code, Localizer text)
        => programme.Measures.FirstOrDefault(m => m.Code == code) is { } measure ? text.Name(measure.Title) : code;

    /// <summary>Names of the measures of a set, in the order of the programme.</summary>
    public static string Set(this ProgrammeOutcome programme, IReadOnlyList<string> codes, Localizer text) => string.Join(
        text.Text("format.list_separator"), programme.Measures.Where(m => codes.Contains(m.Code)).Select(m => text.Name(m.Title)));

    private static ProgrammeOutcome Swap(this ProgrammeOutcome programme) => programme with
    {
        Parties = [.. programme.Parties.Reverse()],
        Measures = [.. programme.Measures.Select(m => m with { Cost = m.Cost.Swap(), Alone = m.Alone?.Swap() })],
        Budgets = programme.Budgets.Swap(),
        Frontier = [.. programme.Frontier.Select(p => p with
        {
            Gain = p.Gain.Swap(), Cost = p.Cost.Swap(), Probability = Swap(p.Probability),
        }).Reverse()],
        Nash = Swap(programme.Nash),
        WithTransfer = Swap(programme.WithTransfer),
        Interactions = [.. programme.Interactions.Select(i => i with { Value = i.Value.Swap() })],
    };

    private static GainProbability? Swap(GainProbability? probability)
        => probability is null ? null : probability with { Each = probability.Each.Swap() };

    private static ProgrammeChoice? Swap(ProgrammeChoice? choice) => choice is null ? null : choice with
    {
        Gain = choice.Gain.Swap(),
        BeforeTransfer = choice.BeforeTransfer.Swap(),
        Cost = choice.Cost.Swap(),
        Transfer = -choice.Transfer,
        ProbabilityBefore = Swap(choice.ProbabilityBefore),
        ProbabilityAfter = Swap(choice.ProbabilityAfter),
        Values = [.. choice.Values.Select(v => v with { Value = v.Value.Swap() })],
    };
}
