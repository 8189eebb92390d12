using Dyad.Dossier.Events;
using Dyad.Dossier.State;
using Dyad.Reports.Document;
using Dyad.Reports.Model;
using Dyad.Reports.Texts;
using Figure = Dyad.Dossier.State.Figure;

namespace Dyad.Workbench.Dossiers;

/// <summary>
/// Texts of a dossier in one language, with their numbers. It notes which addresses the texts name in any language, so that all
/// languages of a
/// dossier list the same in one order.
/// </summary>
internal sealed class DossierReading(DossierState state, Language language)
{
    private readonly string _code = TextCatalog.Code(language);
    private readonly List<string> _cited = [];

    /// <summary>A text with numbers as they stand in <paramref name="figures"/>.</summary>
    public EditionText Of(Texts texts, IReadOnlyDictionary<string, Figure> figures)
    {
        foreach (string id in FigureMarks.In(texts))
        {
            if (figures.TryGetValue(id, out var cited))
                Cite(cited);
        }

        string written = Written(texts);
        return new EditionText(
            [
                .. FigureMarks.Pieces(texts.In(written) ?? "").Select(piece => !piece.IsFigure ? new TextRun(piece.Text)
                    : figures.TryGetValue(piece.Text, out var figure) ? Of(figure) : new TextRun($"[[{piece.Text}]]")),
            ],
            TextCatalog.Of(written));
    }

    /// <summary>A text with numbers as they were stated last; null where nothing is written.</summary>
    public EditionText? Maybe(Texts? texts) => texts is null || texts.IsEmpty() ? null : Of(texts, state.Figures);

    /// <summary>A number; one whose address was never stated is text.</summary>
    public Inline Of(Figure figure)
    {
        Cite(figure);
        string text = figure.Text.Best(_code);
        return state.Addresses.ContainsKey(figure.Address) ? new FigureRun(text, figure.Address) : new TextRun(text);
    }

    /// <summary>A text without numbers, such as a title.</summary>
    public EditionText Plain(Texts texts)
    {
        string written = Written(texts);
        return new EditionText([new TextRun(texts.In(written) ?? "")], TextCatalog.Of(written));
    }

    /// <summary>Cards of the addresses that the texts named so far, in the order in which they did.</summary>
    public IReadOnlyList<ProvenanceCard> Cards() =>
    [
        .. _cited.Select(id => state.Addresses[id]).Select(a => new ProvenanceCard(
            a.Address, a.Title.Best(_code), [.. a.Rows.Select(r => (r.Label.Best(_code), r.Value.Best(_code)))], a.Command)),
    ];

    /// <summary>A moment of the log as people read it: 2026-11-29 09:30:00.</summary>
    public static string Moment(string at) => at.Replace('T', ' ').TrimEnd('Z');

    private void Cite(Figure figure)
    {
        if (state.Addresses.ContainsKey(figure.Address) && !_cited.Contains(figure.Address))
            _cited.Add(figure.Address);
    }

    /// <summary>The reader's language, or else the first in which something is written.</summary>
    private string Written(Texts texts) => string.IsNullOrWhiteSpace(texts.In(_code)) ? texts.Written().FirstOrDefault() ?? _code : _code;
}
