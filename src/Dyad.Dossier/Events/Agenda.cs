namespace Dyad.Dossier.Events;

/// <summary>A joint working group begins or changes.</summary>
public sealed record GroupFormed(string Group, Texts Name, IReadOnlyList<string> Members) : DossierEvent;

/// <summary>A session of the dialogue, planned or replanned; the date as yyyy-MM-dd.</summary>
public sealed record SessionPlanned(string Session, Texts Title, string Date, string Place, string Programme, string? Group = null) : DossierEvent;

/// <summary>Minutes of a session; later ones replace earlier ones in view.</summary>
public sealed record MinutesRecorded(string Session, string Text) : DossierEvent;

/// <summary>
/// A decision that both sides carry: who answers for it on each side (by side), what shows it, until when (yyyy-MM-dd).
/// </summary>
public sealed record CommitmentMade(
    string Commitment, Texts Text, IReadOnlyDictionary<string, string> Owners, string Indicator, string Due, string? Session = null) : DossierEvent;

/// <summary>How far a commitment is.</summary>
public enum CommitmentStatus
{
    /// <summary>Nothing is known yet.</summary>
    Open,

    /// <summary>On its way.</summary>
    OnTrack,

    /// <summary>Late.</summary>
    Late,

    /// <summary>Carried out.</summary>
    Done,

    /// <summary>Given up.</summary>
    Dropped,
}

/// <summary>What the side of the actor says became of a commitment.</summary>
public sealed record CommitmentReported(string Commitment, CommitmentStatus Status, string Text) : DossierEvent;

/// <summary>What the side of the actor says on a multilateral issue; figures in the text are marked as in clauses.</summary>
public sealed record StanceRecorded(string Issue, Texts Title, Texts Text) : DossierEvent;
