using Dyad.Dossier.Events;

namespace Dyad.Dossier.State;

/// <summary>What may happen to a clause.</summary>
internal static class ClauseRules
{
    public static Refusal? Written(DossierState state, ClauseWritten e, string side)
    {
        if (!state.Sections.ContainsKey(e.Section))
            return new Refusal(RefusalKind.Unknown, e.Section);
        var unknown = FigureMarks.In(e.Texts).FirstOrDefault(id => !state.Figures.ContainsKey(id));
        if (unknown is not null)
            return new Refusal(RefusalKind.Unknown, unknown);
        if (e.Base is null)
            return Rules.Free(state, e.Clause) ?? (e.Texts.IsEmpty() ? new Refusal(RefusalKind.Invalid, "texts") : null);
        if (!state.Clauses.TryGetValue(e.Clause, out var clause))
            return new Refusal(RefusalKind.Unknown, e.Clause);
        // One that was written elsewhere, on an older wording or before the other head's word was known, is kept beside the current one.
        if (clause.Versions.Concat(clause.Conflicts).FirstOrDefault(v => v.Id == e.Base) is not { } from)
            return new Refusal(RefusalKind.Changed, e.Clause);
        if (from.Texts.With(e.Texts).IsEmpty())
            return new Refusal(RefusalKind.Invalid, "texts");
        return state.Sites[side] == state.Sites[state.Other(side)] ? Spoken(state, clause, side, e) : null;
    }

    /// <summary>
    /// A wording that the other side's head has spoken on is changed by a suggestion that they accept, not over their head; but anybody may
    /// take in a number that was computed anew.
    /// </summary>
    public static Refusal? Spoken(DossierState state, Clause clause, string side, ClauseWritten e) =>
        Spoken(clause, state.Other(side)) is { } refusal && !(clause.Stale(state.Figures).Any() && KeepsWords(clause, e)) ? refusal : null;

    /// <summary>Whether the words, and the place, stay as they are.</summary>
    private static bool KeepsWords(Clause clause, ClauseWritten e) => e.Base == clause.Current.Id && e.Section == clause.Section && e.Order == clause.Order
        && Texts.Languages.All(l => e.Texts.In(l) is not { } text || text == clause.Current.Texts.In(l));

    /// <summary>Whether a side may change the clause by itself, from the wording that it knows.</summary>
    public static Refusal? Changeable(DossierState state, string clause, string version, string side) =>
        Rules.Clause(state, clause) ?? Base(state, clause, version) ?? Spoken(state.Clauses[clause], state.Other(side));

    public static Refusal? Base(DossierState state, string clause, string version) =>
        state.Clauses[clause].Current.Id == version ? null : new Refusal(RefusalKind.Changed, clause);

    public static Refusal? Position(DossierState state, PositionStated e, Member actor)
    {
        if ((Rules.Clause(state, e.Clause) ?? Base(state, e.Clause, e.Version)) is { } refusal)
            return refusal;
        // What an editor says is provisional: it does not take back what the head said of the same wording.
        if (actor.Role != Role.Head && state.Clauses[e.Clause].PositionOf(actor.Side) is { ByHead: true })
            return new Refusal(RefusalKind.Role);
        return e.Position != Events.Position.Agree && (e.Text is null || e.Text.IsEmpty()) ? new Refusal(RefusalKind.Invalid, "text") : null;
    }

    public static Refusal? Answered(DossierState state, SuggestionAnswered e, string side)
    {
        var clause = state.Clauses.Values.FirstOrDefault(c => c.Suggestions.Any(s => s.Id == e.Suggestion));
        var suggestion = clause?.Suggestions.Find(s => s.Id == e.Suggestion);
        if (clause is null || suggestion is null)
            return new Refusal(RefusalKind.Unknown, e.Suggestion);
        if (suggestion.Accepted is not null)
            return new Refusal(RefusalKind.Taken, e.Suggestion);
        if (!e.Accepted)
            return null;
        if (suggestion.Side == side)
            return new Refusal(RefusalKind.OtherSide);
        var unknown = FigureMarks.In(suggestion.Texts).FirstOrDefault(id => !state.Figures.ContainsKey(id));
        return unknown is not null ? new Refusal(RefusalKind.Unknown, unknown) : Base(state, clause.Id, suggestion.Base);
    }

    /// <summary>Whether the other side's head has spoken on the wording.</summary>
    public static Refusal? Spoken(Clause clause, string other) =>
        clause.PositionOf(other) is { ByHead: true } ? new Refusal(RefusalKind.Spoken, clause.Id) : null;
}
