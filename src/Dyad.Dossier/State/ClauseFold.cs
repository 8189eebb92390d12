using System.Collections.Immutable;
using Dyad.Dossier.Events;
using Dyad.Dossier.Log;

namespace Dyad.Dossier.State;

/// <summary>What entries do to clauses.</summary>
internal static class ClauseFold
{
    public static DossierState Apply(DossierState state, Entry entry, string hash) => entry.Event switch
    {
        ClauseWritten { Base: null } e => Added(state, e, entry, hash),
        ClauseWritten e => Changed(state, e, entry, hash),
        ClauseRemoved e => state with { Clauses = state.Clauses.Remove(e.Clause) },
        PositionStated e => With(state, e.Clause, c => c with
        {
            Positions = c.Positions.SetItem(entry.Side!, new SidePosition(
                e.Position, e.Text, entry.Actor, state.Members[entry.Actor].Role == Role.Head, e.Version, entry.At)),
        }),
        CommentMade e => Use(With(state, e.Clause, c => c with
        {
            Comments = c.Comments.Add(new Comment(e.Comment, e.Text, e.ReplyTo, entry.Actor, entry.Side!, entry.At)),
        }), e.Comment),
        SuggestionMade e => Use(With(state, e.Clause, c => c with
        {
            Suggestions = c.Suggestions.Add(
                new Suggestion(e.Suggestion, e.Base, e.Texts, e.Reason, entry.Actor, entry.Side!, entry.At)),
        }), e.Suggestion),
        SuggestionAnswered e => Answered(state, e, entry, hash),
        _ => state,
    };

    private static DossierState Added(DossierState state, ClauseWritten e, Entry entry, string hash)
    {
        var version = Version(state, null, e.Texts, 1, entry, hash);
        var clause = new Clause(
            e.Clause, e.Section, e.Order, [version], [], ImmutableSortedDictionary.Create<string, SidePosition>(StringComparer.Ordinal), [], []);
        return Use(state with { Clauses = state.Clauses.SetItem(clause.Id, clause) }, clause.Id);
    }

    /// <summary>
    /// A change of the current wording becomes current. One that was written elsewhere at the same time, of an older wording or of one that the
    /// other head had spoken on, stands beside it as a conflict, until somebody who saw both writes again.
    /// </summary>
    private static DossierState Changed(DossierState state, ClauseWritten e, Entry entry, string hash) => With(state, e.Clause, clause =>
    {
        var from = clause.Versions.Concat(clause.Conflicts).First(v => v.Id == e.Base);
        if (from != clause.Current || ClauseRules.Spoken(state, clause, entry.Side!, e) is not null)
            return clause with { Conflicts = clause.Conflicts.Add(Version(state, from, e.Texts, 0, entry, hash)) };
        var version = Version(state, clause.Current, e.Texts, clause.Versions.Count + 1, entry, hash);
        return clause with { Section = e.Section, Order = e.Order, Versions = clause.Versions.Add(version), Conflicts = [] };
    });

    private static DossierState Answered(DossierState state, SuggestionAnswered e, Entry entry, string hash)
    {
        var id = state.Clauses.Values.First(c => c.Suggestions.Any(s => s.Id == e.Suggestion)).Id;
        return With(state, id, clause =>
        {
            var suggestion = clause.Suggestions.Find(s => s.Id == e.Suggestion)!;
            var answered = clause with
            {
                Suggestions = clause.Suggestions.Replace(
                    suggestion, suggestion with { Accepted = e.Accepted, Answer = e.Text, AnsweredBy = entry.Actor }),
            };
            if (!e.Accepted)
                return answered;
            var version = Version(state, clause.Current, suggestion.Texts, clause.Versions.Count + 1, entry, hash);
            return answered with { Versions = clause.Versions.Add(version), Conflicts = [] };
        });
    }

    /// <summary>
    /// Who changes what stood at the newest wording leaves the other languages behind; who writes one that was behind, or missing, catches up.
    /// </summary>
    private static ClauseVersion Version(
        DossierState state, ClauseVersion? was, Texts change, int number, Entry entry, string hash)
    {
        var texts = (was?.Texts ?? new Texts()).With(change);
        bool reworded = was is not null && change.Written().Any(l => was.Fresh.Contains(l) && was.Texts.In(l) != change.In(l));
        IEnumerable<string> kept = reworded ? [] : was?.Fresh ?? [];
        var bound = FigureMarks.In(texts).Where(state.Figures.ContainsKey)
            .ToImmutableSortedDictionary(id => id, id => state.Figures[id], StringComparer.Ordinal);
        return new ClauseVersion(
            hash, number, texts, [.. Texts.Languages.Where(l => change.Written().Contains(l) || kept.Contains(l))], bound,
            entry.Actor, entry.Side, entry.At, was?.Id);
    }

    private static DossierState With(DossierState state, string clause, Func<Clause, Clause> change) =>
        state with { Clauses = state.Clauses.SetItem(clause, change(state.Clauses[clause])) };

    private static DossierState Use(DossierState state, string id) => state with { Used = state.Used.Add(id) };
}
