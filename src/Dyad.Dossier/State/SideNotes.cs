using System.Collections.Immutable;
using Dyad.Dossier.Events;
using Dyad.Dossier.Log;

namespace Dyad.Dossier.State;

/// <summary>A note of a side.</summary>
public sealed record Note(string Id, string? Clause, string Text, string By, string At);

/// <summary>What one side keeps to itself, out of its private chains.</summary>
public sealed record SideNotes(string Side, ImmutableList<Note> Notes)
{
    /// <summary>A side that noted nothing.</summary>
    public static SideNotes Empty(string side) => new(side, []);

    /// <summary>The notes with one more; a note of that id replaces nothing.</summary>
    public SideNotes With(Entry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return entry.Event is NoteWritten note && entry.Side == Side && Notes.All(n => n.Id != note.Note)
            ? this with { Notes = Notes.Add(new Note(note.Note, note.Clause, note.Text, entry.Actor, entry.At)) }
            : this;
    }
}
