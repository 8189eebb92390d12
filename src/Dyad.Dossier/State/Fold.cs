using System.Collections.Immutable;
using Dyad.Dossier.Events;
using Dyad.Dossier.Log;
using Dyad.Dossier.Rounds;
using Dyad.Dossier.Signing;

namespace Dyad.Dossier.State;

/// <summary>The state after an entry, out of the state before. The same entries in the same order give the same state everywhere.</summary>
public static class Fold
{
    /// <summary>The state after entries of public chains, in the order of the history.</summary>
    public static DossierState All(string dossier, IEnumerable<LoggedEntry> entries)
    {
        ArgumentNullException.ThrowIfNull(entries);
        return entries.Aggregate(DossierState.Empty(dossier), (state, entry) => Next(state, entry));
    }

    /// <summary>The state after one more entry; an entry that breaks a rule is counted as void.</summary>
    public static DossierState Next(DossierState state, LoggedEntry logged)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(logged);
        var entry = logged.Entry;
        var refusal = Rules.Check(state, entry);
        var next = refusal is null ? Apply(state, entry, logged.Hash)
            : state with { Voids = state.Voids.Add(new VoidEntry(entry.Chain, entry.Number, refusal)) };
        return next with
        {
            Clock = Math.Max(next.Clock, entry.Clock),
            Entries = next.Entries + 1,
            LogDigest = CanonicalJson.Hash(System.Text.Encoding.ASCII.GetBytes(state.LogDigest + logged.Hash)),
        };
    }

    private static DossierState Apply(DossierState state, Entry entry, string hash) => entry.Event switch
    {
        DossierOpened e => state with
        {
            Title = e.Title,
            Sides = [.. e.Sides],
            Sites = e.Sides.ToImmutableSortedDictionary(s => s, _ => entry.Site(), StringComparer.Ordinal),
        },
        MemberAdded e => state with { Members = state.Members.SetItem(e.Member, new Member(e.Member, e.Name, e.Side, e.Role, Active: true)) },
        MemberRemoved e => state with { Members = state.Members.SetItem(e.Member, state.Members[e.Member] with { Active = false }) },
        SideMoved e => state with { Sites = state.Sites.SetItem(entry.Side!, e.Site) },
        SectionWritten e => state with
        {
            Sections = state.Sections.SetItem(
                e.Section, new Section(e.Section, (state.Sections.GetValueOrDefault(e.Section)?.Title ?? new Texts()).With(e.Title), e.Order)),
        },
        FiguresStated e => state with
        {
            Figures = state.Figures.SetItems(e.Figures.Select(f =>
                KeyValuePair.Create(f.Figure, new Figure(f.Figure, f.Text, f.Address, e.Origin)))),
            Addresses = state.Addresses.SetItems(e.Addresses.Select(a => KeyValuePair.Create(a.Address, a))),
        },
        ClauseWritten or ClauseRemoved or PositionStated or CommentMade or SuggestionMade or SuggestionAnswered =>
            ClauseFold.Apply(state, entry, hash),
        RoundOpened e => WithRound(state, new DelphiRound(
            e.Round, e.Question, e.Unit, e.Minimum, e.Maximum, e.Parameter, [NewIteration(1)],
            ImmutableSortedSet.Create<string>(StringComparer.Ordinal))),
        AnswerGiven e => Answer(state, e, entry),
        RoundClosed e => WithRound(state, Last(state.Rounds[e.Round], i => i with { Open = false })),
        RoundContinued e => WithRound(state, state.Rounds[e.Round] with
        {
            Iterations = state.Rounds[e.Round].Iterations.Add(NewIteration(e.Iteration)),
            Accepted = state.Rounds[e.Round].Accepted.Clear(),
        }),
        ParameterAccepted e => WithRound(state, state.Rounds[e.Round] with { Accepted = state.Rounds[e.Round].Accepted.Add(entry.Side!) }),
        GroupFormed e => state with { Groups = state.Groups.SetItem(e.Group, new Group(e.Group, e.Name, e.Members)) },
        SessionPlanned e => state with
        {
            Sessions = state.Sessions.SetItem(e.Session, new Session(
                e.Session, e.Title, e.Date, e.Place, e.Programme, e.Group, state.Sessions.GetValueOrDefault(e.Session)?.Minutes)),
        },
        MinutesRecorded e => state with { Sessions = state.Sessions.SetItem(e.Session, state.Sessions[e.Session] with { Minutes = e.Text }) },
        CommitmentMade e => WithCommitment(state, new Commitment(
            e.Commitment, e.Text, e.Owners.ToImmutableSortedDictionary(StringComparer.Ordinal), e.Indicator, e.Due, e.Session, [])),
        CommitmentReported e => WithCommitment(state, state.Commitments[e.Commitment] with
        {
            Reports = state.Commitments[e.Commitment].Reports.Add(
                new CommitmentReport(entry.Side!, e.Status, e.Text, entry.Actor, entry.At)),
        }),
        StanceRecorded e => WithIssue(state, e, entry.Side!),
        TextClosed => state with { Closed = FinalText.Of(state) },
        TextReopened => state with { Closed = null, Signatures = state.Signatures.Clear() },
        TextSigned e => state with
        {
            Signatures = state.Signatures.SetItem(
                entry.Side!, new SideSignature(entry.Side!, entry.Actor, e.Digest, e.Key, e.Signature, entry.At)),
        },
        _ => state,
    };

    private static DossierState WithRound(DossierState state, DelphiRound round) =>
        state with { Rounds = state.Rounds.SetItem(round.Id, round) };

    private static DossierState WithCommitment(DossierState state, Commitment commitment) =>
        state with { Commitments = state.Commitments.SetItem(commitment.Id, commitment) };

    private static DossierState WithIssue(DossierState state, StanceRecorded e, string side)
    {
        var known = state.Issues.GetValueOrDefault(e.Issue)
            ?? new Issue(e.Issue, e.Title, ImmutableSortedDictionary.Create<string, Texts>(StringComparer.Ordinal));
        var stance = (known.Stances.GetValueOrDefault(side) ?? new Texts()).With(e.Text);
        return state with
        {
            Issues = state.Issues.SetItem(e.Issue, known with { Title = known.Title.With(e.Title), Stances = known.Stances.SetItem(side, stance) }),
        };
    }

    private static DossierState Answer(DossierState state, AnswerGiven e, Entry entry) => WithRound(state, Last(
        state.Rounds[e.Round],
        i => i with { Answers = i.Answers.SetItem(entry.Actor, new Answer(entry.Side!, e.Value, e.Reason)) }));

    private static Iteration NewIteration(int number) =>
        new(number, Open: true, ImmutableSortedDictionary.Create<string, Answer>(StringComparer.Ordinal));

    private static DelphiRound Last(DelphiRound round, Func<Iteration, Iteration> change) =>
        round with { Iterations = round.Iterations.SetItem(round.Iterations.Count - 1, change(round.Current)) };
}
