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
        // One that was written on an older wording on another server is kept beside the current one, for both to see.
        return Spoken(clause, state.Other(side))
            ?? (clause.Versions.Concat(clause.Conflicts).Any(v => v.Id == e.Base) ? null : new Refusal(RefusalKind.Changed, e.Clause));
    }

    /// <summary>Whether a side may change the clause by itself, from the wording that it knows.</summary>
    public static Refusal? Changeable(DossierState state, string clause, string version, string side) =>
        Rules.Clause(state, clause) ?? Base(state, clause, version) ?? Spoken(state.Clauses[clause], state.Other(side));

    public static Refusal? Base(DossierState state, string clause, string version) =>
        state.Clauses[clause].Current.Id == version ? null : new Refusal(RefusalKind.Changed, clause);

    public static Refusal? Position(DossierState state, PositionStated e)
    {
        if ((Rules.Clause(state, e.Clause) ?? Base(state, e.Clause, e.Version)) is { } refusal)
            return refusal;
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

    /// <summary>A wording that the other side's head has spoken on is changed by a suggestion that they accept, not over their head.</summary>
    private static Refusal? Spoken(Clause clause, string other) =>
        clause.PositionOf(other) is { ByHead: true } ? new Refusal(RefusalKind.Spoken, clause.Id) : null;
}
