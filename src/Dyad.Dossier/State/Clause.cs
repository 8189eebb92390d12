using System.Collections.Immutable;
using Dyad.Dossier.Events;

namespace Dyad.Dossier.State;

/// <summary>A section of the joint text.</summary>
public sealed record Section(string Id, Texts Title, int Order);

/// <summary>A wording of a clause.</summary>
/// <param name="Id">Hash of the entry that wrote it.</param>
/// <param name="Number">From 1, in the order in which they became current; 0 for one that lost to another.</param>
/// <param name="Texts">The whole wording.</param>
/// <param name="Fresh">Languages that stand at this version; others are older than these.</param>
/// <param name="Bound">Figures in the texts, by id, as they were when it was written.</param>
/// <param name="By">Who wrote it.</param>
/// <param name="Side">For which side.</param>
/// <param name="At">When.</param>
/// <param name="Base">Version that it changed.</param>
public sealed record ClauseVersion(
    string Id, int Number, Texts Texts, IReadOnlyList<string> Fresh, ImmutableSortedDictionary<string, Figure> Bound,
    string By, string? Side, string At, string? Base);

/// <summary>What a side said of a version of a clause.</summary>
public sealed record SidePosition(Position Position, Texts? Text, string By, bool ByHead, string Version, string At);

/// <summary>A remark.</summary>
public sealed record Comment(string Id, string Text, string? ReplyTo, string By, string Side, string At);

/// <summary>Another wording that was put forward.</summary>
public sealed record Suggestion(
    string Id, string Base, Texts Texts, string Reason, string By, string Side, string At,
    bool? Accepted = null, string? Answer = null, string? AnsweredBy = null);

/// <summary>A number that a text reads, and the address of how it was come by.</summary>
public sealed record Figure(string Id, Texts Text, string Address, string Origin)
{
    /// <summary>Whether both read the same in every language.</summary>
    public bool Reads(Figure other) => other is not null && Text == other.Text;
}

/// <summary>A figure of a clause that was stated anew since the clause was written.</summary>
public sealed record StaleFigure(string Id, Figure Was, Figure Is);

/// <summary>A clause of the joint text, with all that was said of it.</summary>
public sealed record Clause(
    string Id, string Section, int Order,
    ImmutableList<ClauseVersion> Versions, ImmutableList<ClauseVersion> Conflicts,
    ImmutableSortedDictionary<string, SidePosition> Positions,
    ImmutableList<Comment> Comments, ImmutableList<Suggestion> Suggestions)
{
    /// <summary>The wording that stands.</summary>
    public ClauseVersion Current => Versions[^1];

    /// <summary>What a side says of the current wording; null where it has not spoken on it.</summary>
    public SidePosition? PositionOf(string side) =>
        Positions.GetValueOrDefault(side) is { } position && position.Version == Current.Id ? position : null;

    /// <summary>Whether both heads have spoken on the current wording and no other wording is waiting.</summary>
    public bool Settled(IReadOnlyList<string> sides)
    {
        ArgumentNullException.ThrowIfNull(sides);
        return Conflicts.IsEmpty && sides.All(side => PositionOf(side) is { ByHead: true });
    }

    /// <summary>Languages that are written and older than the newest wording.</summary>
    public IEnumerable<string> Outdated() => Current.Texts.Written().Except(Current.Fresh);

    /// <summary>Figures in the wording that were stated anew and read otherwise now.</summary>
    public IEnumerable<StaleFigure> Stale(ImmutableSortedDictionary<string, Figure> figures)
    {
        ArgumentNullException.ThrowIfNull(figures);
        foreach (var (id, was) in Current.Bound)
        {
            if (figures.TryGetValue(id, out var now) && !now.Reads(was))
                yield return new StaleFigure(id, was, now);
        }
    }
}
