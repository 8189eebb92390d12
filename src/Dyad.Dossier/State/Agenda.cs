using System.Collections.Immutable;
using Dyad.Dossier.Events;

namespace Dyad.Dossier.State;

/// <summary>A joint working group.</summary>
public sealed record Group(string Id, Texts Name, IReadOnlyList<string> Members);

/// <summary>A session of the dialogue.</summary>
public sealed record Session(string Id, Texts Title, string Date, string Place, string Programme, string? Group, string? Minutes = null);

/// <summary>What a side said became of a commitment.</summary>
public sealed record CommitmentReport(string Side, CommitmentStatus Status, string Text, string By, string At);

/// <summary>A decision that both sides carry, and what became of it, oldest report first.</summary>
public sealed record Commitment(
    string Id, Texts Text, ImmutableSortedDictionary<string, string> Owners, string Indicator, string Due, string? Session,
    ImmutableList<CommitmentReport> Reports)
{
    /// <summary>The last that a side said; open where it said nothing.</summary>
    public CommitmentStatus StatusOf(string side) => Reports.FindLast(r => r.Side == side)?.Status ?? CommitmentStatus.Open;
}

/// <summary>What each side says on a multilateral issue.</summary>
public sealed record Issue(string Id, Texts Title, ImmutableSortedDictionary<string, Texts> Stances);
