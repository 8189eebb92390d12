using Dyad.Reports.Chapters.Shared;
using Dyad.Reports.Document;
using Dyad.Reports.Model;
using Dyad.Reports.Texts;

namespace Dyad.Reports.Chapters.Programme;

/// <summary>The frontier of gains and the calendar as pictures.</summary>
internal static class ProgrammeCharts
{
    /// <summary>The frontier with the Nash point and the transfer marked, or null where there is no point.</summary>
    public static Figure? Frontier(ProgrammeOutcome programme, Localizer text)
    {
        List<(string Name, ProgrammeChoice Choice)> marked = [];
        if (programme.Nash is { } nash)
            marked.Add((text.Text("programme.nash_point"), nash));
        if (programme.WithTransfer is { } transfer)
            marked.Add((text.Text("programme.transfer_point"), transfer));
        if (programme.Frontier.Count == 0 && marked.Count == 0)
            return null;
        var amounts = new Amounts(text, programme.Frontier.Select(p => p.Gain).Concat(marked.Select(m => m.Choice.Gain))
            .SelectMany(g => new[] { g.First.Value, g.Second.Value }));
        var unit = amounts.Scale.Unit;
        string provenance = programme.Frontier.Count > 0 ? programme.Frontier[0].Provenance : marked[0].Choice.Provenance;
        ScatterPoint Point(IReadOnlyList<string> set, Sides<Estimated> gain, string address, string? mark) => new(
            programme.Set(set, text), gain.First.Value / unit.Divisor, gain.Second.Value / unit.Divisor,
            text.Text(
                "programme.point", ("first", text.Economy(programme.Parties[0])), ("first_gain", amounts.Said(gain.First.Value, address).Text),
                ("second", text.Economy(programme.Parties[1])), ("second_gain", amounts.Said(gain.Second.Value, address).Text)),
            address, mark);
        return new Figure(
            new ScatterChart(
                text.Text("programme.frontier_title"),
                string.Join(
                    text.Text("format.sentence_space"),
                    marked.Select(m => m.Name + text.Text("format.defines") + Point(m.Choice.Measures, m.Choice.Gain, m.Choice.Provenance, null).Text
                        + text.Text("format.full_stop"))),
                text.Text("format.unit_per_year", ("unit", unit.Unit)), Axis(0), Axis(1),
                [
                    .. programme.Frontier.Select(p => Point(p.Measures, p.Gain, p.Provenance, null)),
                    .. marked.Select(m => Point(m.Choice.Measures, m.Choice.Gain, m.Choice.Provenance, m.Name)),
                ]),
            text.Text("programme.frontier_caption"), provenance);

        string Axis(int side) => text.Text("programme.gain_of", ("party", text.Exporter(programme.Parties[side])));
    }

    /// <summary>When the chosen measures are carried out, or null where nothing is chosen.</summary>
    public static Figure? Calendar(ProgrammeOutcome programme, Localizer text)
    {
        if (ChoiceBlocks.Chosen(programme) is not { Calendar.Count: > 0 } chosen)
            return null;
        var rows = chosen.Calendar.OrderBy(e => e.Start).ThenBy(e => e.End).Select(e => new CalendarRow(
            programme.Measure(e.Measure, text), e.Start, e.End, chosen.Provenance)).ToList();
        return new Figure(
            new CalendarChart(
                text.Text("programme.calendar_title"), string.Join(text.Text("format.list_separator"), rows.Select(r => r.Label)),
                text.Text("programme.periods"), programme.Periods, rows),
            text.Text("programme.calendar_caption"), chosen.Provenance);
    }
}
