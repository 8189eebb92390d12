using Dyad.Dossier.Events;
using Dyad.Web.Dossiers;

namespace Dyad.Web.Api;

/// <summary>Where a word stands in what a member may read.</summary>
internal static class Search
{
    private const int Most = 100;
    private const int Around = 60;

    public static IReadOnlyList<Found> In(Seat seat, string word)
    {
        if (string.IsNullOrWhiteSpace(word) || word.Length > 200)
            return [];
        return [.. Places(seat).Select(p => Excerpt(p.Text, word) is { } excerpt ? new Found(p.Kind, p.Id, p.Clause, excerpt) : null)
            .OfType<Found>().Take(Most)];
    }

    private static IEnumerable<(string Kind, string Id, string? Clause, string Text)> Places(Seat seat)
    {
        foreach (var (section, clauses) in seat.State.Text())
        {
            foreach (string text in Each(section.Title))
                yield return ("section", section.Id, null, text);
            foreach (var clause in clauses)
            {
                foreach (string text in Each(clause.Current.Texts).Concat(clause.Positions.Values.SelectMany(p => Each(p.Text))))
                    yield return ("clause", clause.Id, clause.Id, text);
                foreach (var comment in clause.Comments)
                    yield return ("comment", comment.Id, clause.Id, comment.Text);
                foreach (var (suggestion, text) in clause.Suggestions.SelectMany(s => Each(s.Texts).Select(t => (s, t))))
                    yield return ("suggestion", suggestion.Id, clause.Id, text);
            }
        }

        foreach (var note in seat.Notes.Notes)
            yield return ("note", note.Id, note.Clause, note.Text);
    }

    private static IEnumerable<string> Each(Texts? texts) => texts is null ? [] : texts.Written().Select(l => texts.In(l)!);

    private static string? Excerpt(string text, string word)
    {
        int at = text.IndexOf(word, StringComparison.OrdinalIgnoreCase);
        if (at < 0)
            return null;
        int from = Math.Max(0, at - Around), to = Math.Min(text.Length, at + word.Length + Around);
        return (from > 0 ? "…" : "") + text[from..to] + (to < text.Length ? "…" : "");
    }
}
