using System.Collections.Immutable;
using Dyad.Dossier.Events;
using Dyad.Dossier.Rounds;
using Dyad.Dossier.Signing;

namespace Dyad.Dossier.State;

/// <summary>A member of a side; one who left keeps name and side.</summary>
public sealed record Member(string Id, string Name, string Side, Role Role, bool Active);

/// <summary>An entry that counts for nothing, since what it does was not allowed when it came in the order of the history.</summary>
public sealed record VoidEntry(string Chain, long Number, Refusal Reason);

/// <summary>
/// All that both sides see of a dossier, rebuilt out of the entries in their order. Notes of a side are not part of it
/// (<see cref="SideNotes"/>), so that nothing made of it can show them.
/// </summary>
public sealed record DossierState
{
    private static readonly StringComparer Ordinal = StringComparer.Ordinal;

    /// <summary>A dossier before its first entry.</summary>
    public static DossierState Empty(string id) => new() { Id = id };

    /// <summary>Its id.</summary>
    public required string Id { get; init; }

    /// <summary>Title of the joint text.</summary>
    public Texts Title { get; init; } = new();

    /// <summary>The two sides in ordinal order; empty before the dossier is opened.</summary>
    public IReadOnlyList<string> Sides { get; init; } = [];

    /// <summary>Site of each side: entries for a side count from there alone.</summary>
    public ImmutableSortedDictionary<string, string> Sites { get; init; } = ImmutableSortedDictionary.Create<string, string>(Ordinal);

    /// <summary>Members by id.</summary>
    public ImmutableSortedDictionary<string, Member> Members { get; init; } = ImmutableSortedDictionary.Create<string, Member>(Ordinal);

    /// <summary>Sections by id.</summary>
    public ImmutableSortedDictionary<string, Section> Sections { get; init; } = ImmutableSortedDictionary.Create<string, Section>(Ordinal);

    /// <summary>Clauses by id.</summary>
    public ImmutableSortedDictionary<string, Clause> Clauses { get; init; } = ImmutableSortedDictionary.Create<string, Clause>(Ordinal);

    /// <summary>Ids that clauses, comments and suggestions have had: none is given twice.</summary>
    public ImmutableHashSet<string> Used { get; init; } = ImmutableHashSet.Create<string>(Ordinal);

    /// <summary>Figures by id, as they were stated last.</summary>
    public ImmutableSortedDictionary<string, Figure> Figures { get; init; } = ImmutableSortedDictionary.Create<string, Figure>(Ordinal);

    /// <summary>Addresses by id.</summary>
    public ImmutableSortedDictionary<string, AddressStated> Addresses { get; init; } =
        ImmutableSortedDictionary.Create<string, AddressStated>(Ordinal);

    /// <summary>Delphi rounds by id.</summary>
    public ImmutableSortedDictionary<string, DelphiRound> Rounds { get; init; } = ImmutableSortedDictionary.Create<string, DelphiRound>(Ordinal);

    /// <summary>Working groups by id.</summary>
    public ImmutableSortedDictionary<string, Group> Groups { get; init; } = ImmutableSortedDictionary.Create<string, Group>(Ordinal);

    /// <summary>Sessions by id.</summary>
    public ImmutableSortedDictionary<string, Session> Sessions { get; init; } = ImmutableSortedDictionary.Create<string, Session>(Ordinal);

    /// <summary>Commitments by id.</summary>
    public ImmutableSortedDictionary<string, Commitment> Commitments { get; init; } =
        ImmutableSortedDictionary.Create<string, Commitment>(Ordinal);

    /// <summary>Multilateral issues by id.</summary>
    public ImmutableSortedDictionary<string, Issue> Issues { get; init; } = ImmutableSortedDictionary.Create<string, Issue>(Ordinal);

    /// <summary>The final text, where the text is closed.</summary>
    public FinalText? Closed { get; init; }

    /// <summary>Signatures on the final text, by side.</summary>
    public ImmutableSortedDictionary<string, SideSignature> Signatures { get; init; } =
        ImmutableSortedDictionary.Create<string, SideSignature>(Ordinal);

    /// <summary>Entries that count for nothing.</summary>
    public ImmutableList<VoidEntry> Voids { get; init; } = [];

    /// <summary>Largest clock of the entries.</summary>
    public long Clock { get; init; }

    /// <summary>How many entries were taken in.</summary>
    public int Entries { get; init; }

    /// <summary>SHA-256 over the hashes of the entries in their order, each link hashed with the one before.</summary>
    public string LogDigest { get; init; } = new('0', 64);

    /// <summary>The member, if active.</summary>
    public Member? Active(string member) => Members.GetValueOrDefault(member) is { Active: true } found ? found : null;

    /// <summary>The other of the two sides.</summary>
    public string Other(string side) => Sides[0] == side ? Sides[1] : Sides[0];

    /// <summary>Sections in their order, each with its clauses in theirs.</summary>
    public IEnumerable<(Section Section, IReadOnlyList<Clause> Clauses)> Text() =>
        from section in Sections.Values.OrderBy(s => s.Order).ThenBy(s => s.Id, Ordinal)
        let clauses = Clauses.Values.Where(c => c.Section == section.Id).OrderBy(c => c.Order).ThenBy(c => c.Id, Ordinal).ToList()
        select (section, (IReadOnlyList<Clause>)clauses);
}
