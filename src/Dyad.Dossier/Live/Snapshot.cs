using System.Collections.Immutable;
using Dyad.Dossier.Log;
using Dyad.Dossier.State;

namespace Dyad.Dossier.Live;

/// <summary>A dossier at a moment: its log, what both sides see of it, and each side's notes. Never changes.</summary>
public sealed record Snapshot(History History, DossierState State, ImmutableSortedDictionary<string, SideNotes> Notes)
{
    /// <summary>A dossier before its first entry.</summary>
    public static Snapshot Empty(string dossier) => new(
        History.Empty(dossier), DossierState.Empty(dossier), ImmutableSortedDictionary.Create<string, SideNotes>(StringComparer.Ordinal));

    /// <summary>All of a history.</summary>
    public static Snapshot Of(History history)
    {
        ArgumentNullException.ThrowIfNull(history);
        var state = Fold.All(history.Dossier, history.Public());
        return new Snapshot(history, state, state.Sides.ToImmutableSortedDictionary(
            side => side, side => history.Private(side).Aggregate(SideNotes.Empty(side), (notes, e) => notes.With(e.Entry)), StringComparer.Ordinal));
    }

    /// <summary>The snapshot after an entry that its own site has just written, the last in the order of the history.</summary>
    public Snapshot With(LoggedEntry logged)
    {
        ArgumentNullException.ThrowIfNull(logged);
        var next = this with { History = History.With(logged) };
        if (!logged.Entry.IsPrivate())
            return next with { State = Fold.Next(State, logged) };
        string side = logged.Entry.Side!;
        return next with { Notes = Notes.SetItem(side, NotesOf(side).With(logged.Entry)) };
    }

    /// <summary>Notes of a side: for its members alone.</summary>
    public SideNotes NotesOf(string side) => Notes.GetValueOrDefault(side) ?? SideNotes.Empty(side);
}
