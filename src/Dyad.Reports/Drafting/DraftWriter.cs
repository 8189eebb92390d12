using Dyad.Reports.Document;
using Dyad.Reports.Texts;

namespace Dyad.Reports.Drafting;

/// <summary>
/// Writes clauses in the three languages at once and collects their figures. A figure is known by the place of the sentence that it fills:
/// places have the same names in every language, in whatever order its grammar puts them.
/// </summary>
internal sealed class DraftWriter
{
    private readonly Localizer _en;
    private readonly Localizer _zh;
    private readonly Localizer _ru;
    private readonly HashSet<string> _clauses = new(StringComparer.Ordinal);
    private readonly List<DraftFigure> _figures = [];

    /// <param name="texts">Texts of a language.</param>
    public DraftWriter(Func<Language, Localizer> texts)
        => (_en, _zh, _ru) = (texts(Language.En), texts(Language.Zh), texts(Language.Ru));

    /// <summary>The figures of the clauses written so far.</summary>
    public IReadOnlyList<DraftFigure> Figures => _figures;

    /// <summary>Something in each language.</summary>
    public (T En, T Zh, T Ru) Each<T>(Func<Localizer, T> of) => (of(_en), of(_zh), of(_ru));

    /// <summary>A text without figures.</summary>
    public DraftText Text(Func<Localizer, string> of) => new(of(_en), of(_zh), of(_ru));

    /// <summary>A clause: the same sentence in each language.</summary>
    /// <param name="id">Its id; a second clause of the id gets a number behind it.</param>
    /// <param name="sentence">The sentence in a language.</param>
    /// <exception cref="InvalidOperationException">The languages do not state the same figures.</exception>
    public DraftClause Clause(string id, Func<Localizer, IReadOnlyList<Inline>> sentence)
    {
        id = DraftIds.Unique(id, _clauses);
        var (en, zh, ru) = Each(text => Referring(id, sentence(text)));
        foreach (var (figure, run) in en.Figures)
        {
            if (zh.Figures.Count != en.Figures.Count || ru.Figures.Count != en.Figures.Count
                || !zh.Figures.TryGetValue(figure, out var zhRun) || !ru.Figures.TryGetValue(figure, out var ruRun))
                throw new InvalidOperationException($"The languages of the clause \"{id}\" do not state the same figures.");
            _figures.Add(new(figure, new(run.Text, zhRun.Text, ruRun.Text), run.ProvenanceId));
        }

        return new(id, new(en.Text, zh.Text, ru.Text));
    }

    /// <summary>The sentence with references in place of its figures, and the figures by id in their order.</summary>
    private static (string Text, OrderedDictionary<string, FigureRun> Figures) Referring(string clause, IReadOnlyList<Inline> sentence)
    {
        var figures = new OrderedDictionary<string, FigureRun>(StringComparer.Ordinal);
        var taken = new HashSet<string>(StringComparer.Ordinal);
        var referring = sentence.Select(inline =>
        {
            if (inline is not FigureRun figure)
                return inline;
            string id = DraftIds.Unique(DraftIds.Of(clause, figure.Place ?? "figure"), taken);
            figures.Add(id, figure);
            return new TextRun($"[[{id}]]");
        });
        return (Inlines.PlainText(referring), figures);
    }
}
