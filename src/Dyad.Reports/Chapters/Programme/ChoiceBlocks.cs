using Dyad.Reports.Chapters.Shared;
using Dyad.Reports.Document;
using Dyad.Reports.Model;
using Dyad.Reports.Texts;

namespace Dyad.Reports.Chapters.Programme;

/// <summary>What is chosen, in words: the Nash point and the transfer, or why there is none.</summary>
internal static class ChoiceBlocks
{
    /// <summary>The programme of the report: the Nash point, else the largest total with its transfer.</summary>
    public static ProgrammeChoice? Chosen(ProgrammeOutcome programme) => programme.Nash ?? programme.WithTransfer;

    public static IEnumerable<Block> Compose(ProgrammeOutcome programme, Localizer text)
    {
        if (programme.Obstacle is { } obstacle)
            yield return new Callout(text.Text("programme.obstacle_title"), Cells.Of(text.Text("programme.obstacle_" + obstacle)));
        if (programme.Nash is { } nash)
        {
            yield return new Paragraph(Nash(nash, programme, text));
            yield return new ListBlock([.. Gains(nash, programme, text)]);
        }

        if (programme.WithTransfer is { } transfer)
        {
            yield return new Paragraph(Transfer(transfer, programme, text));
            yield return new ListBlock([.. Gains(transfer, programme, text)]);
        }

        if (programme.Way == "second-order")
            yield return text.Paragraph("programme.second_order");
    }

    /// <summary>Which measures the Nash point holds.</summary>
    public static IReadOnlyList<Inline> Nash(ProgrammeChoice nash, ProgrammeOutcome programme, Localizer text) => text.Sentence(
        "programme.nash", ("count", text.Number(nash.Measures.Count, 0, nash.Provenance)),
        ("all", text.Number(programme.Measures.Count, 0, nash.Provenance)),
        ("measures", Cells.Run(programme.Set(nash.Measures, text))));

    /// <summary>A sentence for each side: gain, interval, cost, and how often it gains.</summary>
    public static IEnumerable<IReadOnlyList<Inline>> SideGains(ProgrammeChoice choice, ProgrammeOutcome programme, Localizer text)
    {
        var amounts = new Amounts(text, Ends(choice.Gain.First).Concat(Ends(choice.Gain.Second)));
        var probability = choice.ProbabilityAfter;
        foreach (var (party, gain, cost, share) in new[]
        {
            (programme.Parties[0], choice.Gain.First, choice.Cost.First, probability?.Each.First),
            (programme.Parties[1], choice.Gain.Second, choice.Cost.Second, probability?.Each.Second),
        })
        {
            List<(string, Inline)> values =
            [
                ("party", Cells.Run(text.Economy(party))), ("gain", amounts.Said(gain.Value, choice.Provenance)),
                ("cost", text.Money(cost, choice.Provenance)),
            ];
            if (gain is not { Low: { } low, High: { } high } || share is not { } above)
            {
                yield return text.Sentence("programme.gain_point", values);
                continue;
            }

            values.Add(("interval", text.WithLevel(amounts.Said(low, high, choice.Provenance))));
            values.AddRange(Of(probability!, above, choice, text));
            // A central value that its own draws contradict is neither a gain nor a loss.
            yield return !GainProbability.BearsOut(gain, above) ? text.Sentence("programme.gain_contradicted", values) :
            [
                .. text.Sentence("programme.gain", values),
                .. low <= 0 && high >= 0 ? Cells.Of(text.Text("programme.gain_open")) : [],
            ];
        }
    }

    private static IEnumerable<IReadOnlyList<Inline>> Gains(ProgrammeChoice choice, ProgrammeOutcome programme, Localizer text)
    {
        foreach (var sentence in SideGains(choice, programme, text))
            yield return sentence;
        var probability = choice.ProbabilityAfter;
        if (probability is not null)
            yield return text.Sentence("programme.both_gain", Of(probability, probability.Both, choice, text));
        if (choice.Transfer == 0)
            yield break;
        foreach (var (party, gain, share) in new[]
        {
            (programme.Parties[0], choice.BeforeTransfer.First, choice.ProbabilityBefore?.Each.First),
            (programme.Parties[1], choice.BeforeTransfer.Second, choice.ProbabilityBefore?.Each.Second),
        })
        {
            List<(string, Inline)> values =
                [("party", Cells.Run(text.Economy(party))), ("gain", text.Money(gain, choice.Provenance))];
            yield return share is { } above
                ? text.Sentence("programme.before", [.. values, .. Of(choice.ProbabilityBefore!, above, choice, text)])
                : text.Sentence("programme.before_point", values);
        }

        if (choice.ProbabilityBefore is { } before)
            yield return text.Sentence("programme.both_before", Of(before, before.Both, choice, text));
    }

    /// <summary>So many draws of how many.</summary>
    private static (string, Inline)[] Of(GainProbability probability, double share, ProgrammeChoice choice, Localizer text) =>
    [
        ("count", text.Number(probability.Count(share), 0, choice.Provenance)),
        ("draws", text.Number(probability.Draws, 0, choice.Provenance)),
    ];

    /// <summary>Which measures bring the largest total, and who would pay whom for an equal split.</summary>
    public static IReadOnlyList<Inline> Transfer(ProgrammeChoice choice, ProgrammeOutcome programme, Localizer text)
    {
        var (payer, receiver) = choice.Transfer >= 0 ? (0, 1) : (1, 0);
        return text.Sentence(
            "programme.transfer", ("measures", Cells.Run(programme.Set(choice.Measures, text))),
            ("payer", Cells.Run(text.Economy(programme.Parties[payer]))),
            ("receiver", Cells.Run(text.Economy(programme.Parties[receiver]))),
            ("amount", text.Money(Math.Abs(choice.Transfer), choice.Provenance)));
    }

    private static IEnumerable<double> Ends(Estimated e) => [e.Value, e.Low ?? 0, e.High ?? 0];
}
