using Dyad.Dossier.Events;
using Dyad.Dossier.Log;
using Dyad.Dossier.Rounds;
using Dyad.Dossier.Signing;

namespace Dyad.Dossier.State;

/// <summary>
/// Who may do what, one place for servers, merging and verification: a server asks before it writes, and an entry of elsewhere that
/// breaks a rule counts for nothing (<see cref="DossierState.Voids"/>).
/// </summary>
public static class Rules
{
    /// <summary>Least role for each kind of event; those that are missing have rules of their own.</summary>
    private static Role Needed(DossierEvent what) => what switch
    {
        CommentMade or SuggestionMade or NoteWritten or AnswerGiven => Role.Delegate,
        MemberAdded or MemberRemoved or SideMoved or CommitmentMade or ParameterAccepted or TextClosed or TextReopened or TextSigned => Role.Head,
        _ => Role.Editor,
    };

    /// <summary>Why the entry is not allowed in the state before it; null where it is.</summary>
    public static Refusal? Check(DossierState state, Entry entry)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(entry);
        if (Limits.Check(entry.Event) is { } field)
            return new Refusal(RefusalKind.Invalid, field);
        if (entry.Event is DossierOpened opened)
            return state.Sides.Count == 0 ? Opened(opened) : new Refusal(RefusalKind.Opening);
        if (state.Sides.Count == 0)
            return new Refusal(RefusalKind.Opening);
        if (entry.Side is null)
            return FirstHead(state, entry);
        if (Actor(state, entry) is { } refusal)
            return refusal;
        if (state.Closed is not null && Changes(entry.Event))
            return new Refusal(RefusalKind.Closed);
        return What(state, entry, entry.Side);
    }

    private static Refusal? Opened(DossierOpened opened)
    {
        if (opened.Format is < 1 or > DossierOpened.CurrentFormat)
            return new Refusal(RefusalKind.Invalid, "format");
        return opened.Sides.Count == 2 && string.CompareOrdinal(opened.Sides[0], opened.Sides[1]) < 0 ? null
            : new Refusal(RefusalKind.Invalid, "sides");
    }

    /// <summary>The secretary, who belongs to no side, names a head for a side that has had none, and nothing else.</summary>
    private static Refusal? FirstHead(DossierState state, Entry entry)
    {
        if (entry.Event is not MemberAdded { Role: Role.Head } added)
            return new Refusal(RefusalKind.NotAMember);
        if (!state.Sides.Contains(added.Side))
            return new Refusal(RefusalKind.Invalid, "side");
        if (state.Members.ContainsKey(added.Member))
            return new Refusal(RefusalKind.Taken, added.Member);
        return state.Members.Values.Any(m => m.Side == added.Side) ? new Refusal(RefusalKind.Role)
            : state.Sites[added.Side] != entry.Site() ? new Refusal(RefusalKind.OtherSite) : null;
    }

    private static Refusal? Actor(DossierState state, Entry entry)
    {
        if (!state.Sites.TryGetValue(entry.Side!, out string? site))
            return new Refusal(RefusalKind.Invalid, "side");
        if (site != entry.Site())
            return new Refusal(RefusalKind.OtherSite);
        // Whether a pseudonym is a member's is known to the site alone, which has asked before it wrote.
        if (entry.Event is AnswerGiven)
            return entry.Actor.StartsWith(Pseudonyms.Prefix, StringComparison.Ordinal) ? null : new Refusal(RefusalKind.Invalid, "actor");
        var member = state.Active(entry.Actor);
        if (member is null || member.Side != entry.Side)
            return new Refusal(RefusalKind.NotAMember);
        return member.Role >= Needed(entry.Event) ? null : new Refusal(RefusalKind.Role);
    }

    /// <summary>Whether it changes what is signed.</summary>
    private static bool Changes(DossierEvent what) => what is SectionWritten or ClauseWritten or ClauseRemoved or FiguresStated
        or PositionStated or SuggestionAnswered { Accepted: true } or TextClosed;

    private static Refusal? What(DossierState state, Entry entry, string side) => entry.Event switch
    {
        MemberAdded e => e.Side != side ? new Refusal(RefusalKind.OtherSide, e.Side)
            : state.Members.TryGetValue(e.Member, out var known) && known.Side != side ? new Refusal(RefusalKind.Taken, e.Member)
            : e.Role != Role.Head ? KeepsAHead(state, e.Member, side) : null,
        MemberRemoved e => Known(state.Active(e.Member) is { } m && m.Side == side, e.Member) ?? KeepsAHead(state, e.Member, side),
        SectionWritten e => Titled(state, e, side),
        FiguresStated e => e.Figures.FirstOrDefault(f => !state.Addresses.ContainsKey(f.Address) && e.Addresses.All(a => a.Address != f.Address)) is { } lost
            ? new Refusal(RefusalKind.Unknown, lost.Address) : null,
        ClauseWritten e => ClauseRules.Written(state, e, side),
        ClauseRemoved e => ClauseRules.Changeable(state, e.Clause, e.Base, side),
        PositionStated e => ClauseRules.Position(state, e, state.Members[entry.Actor]),
        CommentMade e => Free(state, e.Comment) ?? Clause(state, e.Clause)
            ?? Known(e.ReplyTo is null || state.Clauses[e.Clause].Comments.Any(c => c.Id == e.ReplyTo), e.ReplyTo ?? ""),
        SuggestionMade e => Free(state, e.Suggestion) ?? Clause(state, e.Clause) ?? ClauseRules.Base(state, e.Clause, e.Base),
        SuggestionAnswered e => ClauseRules.Answered(state, e, side),
        NoteWritten => entry.Chain == $"{entry.Site()}/{side}" ? null : new Refusal(RefusalKind.Invalid, "chain"),
        RoundOpened e => Known(!state.Rounds.ContainsKey(e.Round), e.Round, RefusalKind.Taken),
        AnswerGiven e => RoundRules.Answer(state, e),
        RoundClosed e => RoundRules.Iteration(state, e.Round, e.Iteration, open: true),
        RoundContinued e => RoundRules.Iteration(state, e.Round, e.Iteration - 1, open: false),
        ParameterAccepted e => RoundRules.Accept(state, e),
        GroupFormed e => Known(e.Members.All(state.Members.ContainsKey), e.Group),
        SessionPlanned e => Known(e.Group is null || state.Groups.ContainsKey(e.Group), e.Group ?? ""),
        MinutesRecorded e => Known(state.Sessions.ContainsKey(e.Session), e.Session),
        CommitmentMade e => Known(!state.Commitments.ContainsKey(e.Commitment), e.Commitment, RefusalKind.Taken)
            ?? Known(e.Session is null || state.Sessions.ContainsKey(e.Session), e.Session ?? "")
            ?? (e.Owners.Keys.Order(StringComparer.Ordinal).SequenceEqual(state.Sides) ? null : new Refusal(RefusalKind.Invalid, "owners")),
        CommitmentReported e => Known(state.Commitments.ContainsKey(e.Commitment), e.Commitment),
        TextClosed e => Closing(state, e),
        TextReopened => state.Closed is null ? new Refusal(RefusalKind.NotClosed) : null,
        TextSigned e => Signed(state, e, entry.Actor, side),
        _ => null,
    };

    /// <summary>A side that lost its only head could never speak again.</summary>
    private static Refusal? KeepsAHead(DossierState state, string member, string side) =>
        state.Members.Values.Any(m => m is { Active: true, Role: Role.Head } && m.Side == side && m.Id != member) ? null
            : new Refusal(RefusalKind.Role, "head");

    /// <summary>A title stands in the signed text: it is not changed over the clauses that the other head has spoken on.</summary>
    private static Refusal? Titled(DossierState state, SectionWritten e, string side) =>
        state.Sections.TryGetValue(e.Section, out var section) && section.Title.With(e.Title) != section.Title
            ? state.Clauses.Values.Where(c => c.Section == e.Section).Select(c => ClauseRules.Spoken(c, state.Other(side))).FirstOrDefault(r => r is not null) : null;

    private static Refusal? Closing(DossierState state, TextClosed closed)
    {
        if (state.Clauses.IsEmpty)
            return new Refusal(RefusalKind.NotSettled);
        var open = state.Clauses.Values.FirstOrDefault(
            c => !c.Settled(state.Sides) || c.Stale(state.Figures).Any() || c.Outdated().Any());
        if (open is not null)
            return new Refusal(RefusalKind.NotSettled, open.Id);
        return FinalText.Of(state).Digest() == closed.Digest ? null : new Refusal(RefusalKind.Changed);
    }

    private static Refusal? Signed(DossierState state, TextSigned signed, string actor, string side)
    {
        if (state.Closed is null)
            return new Refusal(RefusalKind.NotClosed);
        if (state.Signatures.ContainsKey(side))
            return new Refusal(RefusalKind.Taken, side);
        return signed.Digest == state.Closed.Digest()
            && Ecdsa.Verify(signed.Key, new SignedStatement(state.Id, signed.Digest, side, actor), signed.Signature)
                ? null : new Refusal(RefusalKind.Signature);
    }

    internal static Refusal? Clause(DossierState state, string clause) => Known(state.Clauses.ContainsKey(clause), clause);

    internal static Refusal? Free(DossierState state, string id) => Known(!state.Used.Contains(id), id, RefusalKind.Taken);

    internal static Refusal? Known(bool known, string about, RefusalKind kind = RefusalKind.Unknown) =>
        known ? null : new Refusal(kind, about);
}
