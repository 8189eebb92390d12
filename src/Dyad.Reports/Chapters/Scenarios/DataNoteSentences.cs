using Dyad.Reports.Document;
using Dyad.Reports.Model;
using Dyad.Reports.Texts;

namespace Dyad.Reports.Chapters.Scenarios;

/// <summary>What was mended in the accounts, a sentence for each kind: how often, by which rule, the largest and where it is.</summary>
public static class DataNoteSentences
{
    /// <summary>The sentences in a language.</summary>
    public static IReadOnlyList<string> Of(ScenarioResult result, Language language)
    {
        ArgumentNullException.ThrowIfNull(result);
        return Of(result, new Localizer(result.Economies, result.Sectors, language, onUse: null));
    }

    internal static IReadOnlyList<string> Of(ScenarioResult result, Localizer text) => [.. result.DataNotes.Select(n => Sentence(n, text))];

    private static string Sentence(DataNote note, Localizer text) => text.Text(
        "scenario.note.sentence",
        ("what", text.Text($"scenario.note.{note.Check}", TableOf(note, text))), ("rule", note.Rule), ("count", text.Numbers.Number(note.Count)),
        ("largest", note.Amount is { } amount ? Amount(note.Check, amount, note.Unit, text) : text.Text("scenario.note.no_value")),
        ("place", Place(note, text)));

    private static (string Place, string Value)[] TableOf(DataNote note, Localizer text) =>
        note.Check is "negative" or "missing" ? [("table", text.Text($"scenario.note.table.{note.Table}"))] : [];

    /// <summary>Gaps are shares, the rest are amounts in the unit of the data.</summary>
    private static string Amount(string check, double amount, string? unit, Localizer text) => check switch
    {
        "output-against-sales" or "purchases-against-uses" or "deficit-against-trade" or "deficit-sum" => text.Numbers.Percent(Math.Abs(amount)),
        _ when unit == DataNote.MillionUsd => text.Numbers.Money(amount),
        _ => text.Numbers.Number(amount, Math.Abs(amount) < 1 ? 4 : 0),
    };

    private static string Place(DataNote note, Localizer text)
    {
        var sector = text.SectorInSentence(note.Sector);
        if (note is { Economy: { } importer, Exporter: { } exporter } && importer != exporter)
        {
            return text.Text(
                "scenario.note.flow", ("sector", sector), ("exporter", text.Exporter(exporter)), ("importer", text.Importer(importer)));
        }

        var economy = note.Economy is { } code ? text.EconomyInSentence(code) : text.Text("scenario.note.world");
        return note switch
        {
            { Sector: null } => economy,
            { Input: { } input } => text.Text(
                "scenario.note.input", ("input", text.SectorInSentence(input)), ("sector", sector), ("economy", economy)),
            _ => text.Text("scenario.note.cell", ("sector", sector), ("economy", economy)),
        };
    }
}
