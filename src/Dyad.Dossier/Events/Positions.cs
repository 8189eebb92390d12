namespace Dyad.Dossier.Events;

/// <summary>What a side says of a clause.</summary>
public enum Position
{
    /// <summary>It agrees.</summary>
    Agree,

    /// <summary>It agrees with a reservation, which stands in the text.</summary>
    Reserve,

    /// <summary>It does not agree, and says why in the text.</summary>
    Dissent,
}

/// <summary>The side of the actor takes a position on a version of a clause; a head's counts, an editor's is provisional.</summary>
public sealed record PositionStated(string Clause, string Version, Position Position, Texts? Text = null) : DossierEvent;

/// <summary>A remark on a clause, or an answer to one.</summary>
public sealed record CommentMade(string Comment, string Clause, string Text, string? ReplyTo = null) : DossierEvent;

/// <summary>Another wording of a clause, for the other side to accept or decline.</summary>
public sealed record SuggestionMade(string Suggestion, string Clause, string Base, Texts Texts, string Reason) : DossierEvent;

/// <summary>An editor or head of the other side answers a suggestion; the proposer's side may decline its own, which withdraws it.</summary>
public sealed record SuggestionAnswered(string Suggestion, bool Accepted, string Text) : DossierEvent;

/// <summary>A note that the side of the actor keeps to itself. Stands in chains of that side alone.</summary>
public sealed record NoteWritten(string Note, string Text, string? Clause = null) : DossierEvent;
