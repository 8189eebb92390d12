using Dyad.Dossier.Events;
using Dyad.Dossier.Rounds;
using Dyad.Dossier.Signing;
using Dyad.Dossier.State;
using Dyad.Web.Dossiers;

namespace Dyad.Web.Api;

/// <summary>A dossier in a list.</summary>
public sealed record DossierSummary(string Id, Texts Title, IReadOnlyList<string> Sides, string Side, Role Role, int Clauses, int Settled, bool Closed);

/// <summary>A clause as the API shows it.</summary>
public sealed record ClauseView(
    string Id, string Section, int Order, string Version, int Number, Texts Texts, IReadOnlyList<string> Outdated, bool Settled,
    IReadOnlyDictionary<string, SidePosition> Positions, IReadOnlyList<ClauseVersion> Versions, IReadOnlyList<ClauseVersion> Conflicts,
    IReadOnlyList<StaleFigure> Stale, IReadOnlyList<Comment> Comments, IReadOnlyList<Suggestion> Suggestions);

/// <summary>An answer of a closed iteration; without its side where that side gave too few to hide among.</summary>
public sealed record ShownAnswer(string? Side, double Value, string Reason);

/// <summary>An iteration of a round: answers and distributions once it is closed, their number before.</summary>
public sealed record IterationView(
    int Number, bool Open, int Count, IReadOnlyList<ShownAnswer>? Answers, Distribution? All, IReadOnlyDictionary<string, Distribution?>? Sides);

/// <summary>A round as the API shows it; the own answer in the last iteration stands apart.</summary>
public sealed record RoundView(
    string Id, Texts Question, string Unit, double Minimum, double Maximum, string? Parameter, IReadOnlyList<IterationView> Iterations,
    IReadOnlyList<Convergence> Convergence, IReadOnlyList<string> Accepted, bool Agreed, Answer? Own);

/// <summary>All that a member sees of a dossier, notes of the own side apart.</summary>
public sealed record DossierView(
    string Id, Texts Title, IReadOnlyList<string> Sides, Member You, IReadOnlyList<Member> Members, IReadOnlyList<Section> Sections,
    IReadOnlyList<ClauseView> Clauses, IReadOnlyList<Figure> Figures, IReadOnlyList<RoundView> Rounds, IReadOnlyList<Group> Groups,
    IReadOnlyList<Session> Sessions, IReadOnlyList<Commitment> Commitments, IReadOnlyList<Issue> Issues, bool Closed, string Wording,
    IReadOnlyDictionary<string, SideSignature> Signatures, IReadOnlyList<VoidEntry> Voids, int Entries, string LogDigest)
{
    /// <summary>The dossier from a seat.</summary>
    public static DossierView Of(Seat seat)
    {
        ArgumentNullException.ThrowIfNull(seat);
        var state = seat.State;
        return new DossierView(
            state.Id, state.Title, state.Sides, seat.Member, [.. state.Members.Values], [.. state.Text().Select(t => t.Section)],
            [.. state.Text().SelectMany(t => t.Clauses).Select(c => Of(c, state))], [.. state.Figures.Values],
            [.. state.Rounds.Values.Select(r => Of(r, seat))], [.. state.Groups.Values], [.. state.Sessions.Values],
            [.. state.Commitments.Values], [.. state.Issues.Values], state.Closed is not null,
            (state.Closed ?? FinalText.Of(state)).WordingDigest(), state.Signatures, state.Voids, state.Entries, state.LogDigest);
    }

    /// <summary>A line of a list.</summary>
    public static DossierSummary Summary(DossierState state, Member member)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(member);
        return new DossierSummary(
            state.Id, state.Title, state.Sides, member.Side, member.Role, state.Clauses.Count,
            state.Clauses.Values.Count(c => c.Settled(state.Sides)), state.Closed is not null);
    }

    private static ClauseView Of(Clause clause, DossierState state) => new(
        clause.Id, clause.Section, clause.Order, clause.Current.Id, clause.Current.Number, clause.Current.Texts, [.. clause.Outdated()],
        clause.Settled(state.Sides), clause.Positions, clause.Versions, clause.Conflicts, [.. clause.Stale(state.Figures)], clause.Comments,
        clause.Suggestions);

    private static RoundView Of(DelphiRound round, Seat seat) => new(
        round.Id, round.Question, round.Unit, round.Minimum, round.Maximum, round.Parameter,
        [.. round.Iterations.Select(i => Of(i, seat.State.Sides))], Convergence: Dyad.Dossier.Rounds.Convergence.Of(round, seat.State.Sides),
        [.. round.Accepted], round.Agreed(seat.State.Sides), seat.OwnAnswer(round));

    /// <summary>The only expert of a side would be known by it: an answer has its side where that side gave enough of them.</summary>
    private static ShownAnswer Shown(Answer answer, Iteration iteration) =>
        new(Distribution.Of(iteration, answer.Side) is null ? null : answer.Side, answer.Value, answer.Reason);

    /// <summary>While an iteration is open its answers are nobody's to see: who sees one come sees whose it is.</summary>
    private static IterationView Of(Iteration iteration, IReadOnlyList<string> sides) => iteration.Open
        ? new IterationView(iteration.Number, true, iteration.Answers.Count, null, null, null)
        : new IterationView(
            iteration.Number, false, iteration.Answers.Count,
            iteration.Answers.Count < Distribution.FewestShown ? [] : [.. iteration.Answers.Values.OrderBy(a => a.Value).Select(a => Shown(a, iteration))],
            Distribution.Of(iteration), sides.ToDictionary(s => s, s => Distribution.Of(iteration, s)));
}
