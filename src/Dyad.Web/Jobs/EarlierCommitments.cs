using Dyad.Dossier.Events;
using Dyad.Dossier.Log;
using Dyad.Dossier.State;
using Dyad.Web.Wording;

namespace Dyad.Web.Jobs;

/// <summary>The next report opens with what became of what the two sides promised each other: a section of clauses, first of all.</summary>
public static class EarlierCommitments
{
    /// <summary>Section of the clauses, and its place before those that the report drafts.</summary>
    private const string Section = "commitments";

    private const int Order = 50, Step = 100;

    /// <summary>Characters of what one language says of a commitment; what is beyond is cut.</summary>
    private const int Longest = 4_000;

    /// <summary>The section with a clause for each commitment that the text does not have yet; nothing where there are none.</summary>
    /// <param name="state">The dossier that is drafted.</param>
    /// <param name="earlier">Dossiers of the same two sides, in the order of their clauses.</param>
    public static IReadOnlyList<DossierEvent> Events(DossierState state, IEnumerable<DossierState> earlier)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(earlier);
        var clauses = earlier
            .SelectMany(d => d.Commitments.Values.OrderBy(c => c.Due, StringComparer.Ordinal).Select(c => (Dossier: d, Commitment: c)))
            .Select((c, i) => new ClauseWritten(
                Id(c.Dossier, c.Commitment), Section, Step * (i + 1), Texts.Each(language => Said(c.Dossier, c.Commitment, language))))
            .Where(c => !state.Used.Contains(c.Clause)).ToList();
        if (clauses.Count == 0)
            return [];
        int first = state.Sections.Values.Select(s => s.Order - Step).Append(Order).Min();
        return state.Sections.ContainsKey(Section) ? clauses
            : [new SectionWritten(Section, Texts.Each(language => Words.In(language)["commitment.became"]), first), .. clauses];
    }

    private static string Id(DossierState dossier, Commitment commitment) =>
        $"{Section}-{CanonicalJson.HashOf((string[])[dossier.Id, commitment.Id])[..16]}";

    /// <summary>What stands in a language; null where the commitment was not written in it: that is for a translator to see.</summary>
    private static string? Said(DossierState dossier, Commitment commitment, string language)
    {
        if (string.IsNullOrWhiteSpace(commitment.Text.In(language)))
            return null;
        var words = Words.In(language);
        string text = FigureMarks.Read(commitment.Text.In(language)!, language, dossier.Figures).TrimEnd();
        if (text.Length > 0 && !char.IsPunctuation(text[^1]))
            text += language == "zh" ? "。" : ".";
        var sides = commitment.Owners.Select(o =>
        {
            var report = commitment.Reports.FindLast(r => r.Side == o.Key);
            return words.Say(
                "commitment.said", ("side", o.Key), ("owner", o.Value),
                ("status", report is null ? words["commitment.silent"] : words.Named("status", report.Status.ToString())),
                ("text", report?.Text is { Length: > 0 } said ? $" ({said})" : ""));
        });
        string whole = words.Say(
            "commitment.whole", ("text", text), ("indicator", commitment.Indicator), ("due", commitment.Due), ("sides", string.Join(' ', sides)));
        // References are to figures of another dossier.
        whole = whole.Replace("[[", "[", StringComparison.Ordinal).Replace("]]", "]", StringComparison.Ordinal);
        return whole.Length <= Longest ? whole : whole[..(char.IsHighSurrogate(whole[Longest - 1]) ? Longest - 1 : Longest)] + "…";
    }
}
