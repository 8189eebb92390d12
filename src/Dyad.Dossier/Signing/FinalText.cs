using System.Collections.Immutable;
using Dyad.Dossier.Events;
using Dyad.Dossier.Log;
using Dyad.Dossier.State;

namespace Dyad.Dossier.Signing;

/// <summary>What a side said of a clause, as the final text shows it.</summary>
public sealed record FinalPosition(Position Position, string By, Texts? Text = null);

/// <summary>A clause of the final text: wording, the numbers in it as they read, what each side said (by side).</summary>
public sealed record FinalClause(
    string Id, Texts Texts, ImmutableSortedDictionary<string, Texts> Figures, ImmutableSortedDictionary<string, FinalPosition> Positions);

/// <summary>A section of the final text.</summary>
public sealed record FinalSection(string Id, Texts Title, IReadOnlyList<FinalClause> Clauses);

/// <summary>
/// The joint text as it stands: what both sides sign, once it is closed. <paramref name="Log"/> is the digest of the entries that led to it
/// and <paramref name="Entries"/> their number, so that a signature is on the text and on its history.
/// </summary>
public sealed record FinalText(
    string Dossier, Texts Title, IReadOnlyList<string> Sides, IReadOnlyList<FinalSection> Sections, string Log, int Entries)
{
    /// <summary>Names the text: SHA-256 of its canonical form.</summary>
    public string Digest() => CanonicalJson.HashOf(this);

    /// <summary>Names wording, numbers and positions alone: what a reader has before their eyes, whatever else was said meanwhile.</summary>
    public string WordingDigest() => (this with { Log = "", Entries = 0 }).Digest();

    /// <summary>The text as it stands in a state.</summary>
    public static FinalText Of(DossierState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        return new FinalText(
            state.Id, state.Title, state.Sides,
            [.. state.Text().Select(s => new FinalSection(s.Section.Id, s.Section.Title, [.. s.Clauses.Select(c => Of(c, state))]))],
            state.LogDigest, state.Entries);
    }

    private static FinalClause Of(Clause clause, DossierState state) => new(
        clause.Id, clause.Current.Texts,
        clause.Current.Bound.ToImmutableSortedDictionary(b => b.Key, b => b.Value.Text, StringComparer.Ordinal),
        state.Sides.Select(side => (Side: side, Position: clause.PositionOf(side))).Where(p => p.Position is not null)
            .ToImmutableSortedDictionary(
                p => p.Side, p => new FinalPosition(p.Position!.Position, p.Position.By, p.Position.Text), StringComparer.Ordinal));
}
