namespace Dyad.Dossier.State;

/// <summary>Why something is not allowed or not taken.</summary>
public enum RefusalKind
{
    /// <summary>The dossier is not open, or was opened before.</summary>
    Opening,

    /// <summary>The actor is no active member of the side.</summary>
    NotAMember,

    /// <summary>The role does not allow it.</summary>
    Role,

    /// <summary>The side works on another server.</summary>
    OtherSite,

    /// <summary>It is for the other side to do.</summary>
    OtherSide,

    /// <summary>There is no such thing.</summary>
    Unknown,

    /// <summary>The id is taken.</summary>
    Taken,

    /// <summary>Somebody changed it since.</summary>
    Changed,

    /// <summary>The other head has spoken on it: only a suggestion that they accept changes it.</summary>
    Spoken,

    /// <summary>The text is closed.</summary>
    Closed,

    /// <summary>The text is not closed.</summary>
    NotClosed,

    /// <summary>Clauses are not settled, or their numbers or translations are old.</summary>
    NotSettled,

    /// <summary>A field is missing, too long or out of range.</summary>
    Invalid,

    /// <summary>The signature does not fit.</summary>
    Signature,
}

/// <summary>That something is not allowed, and what about it: the id of a clause, the name of a field.</summary>
public sealed record Refusal(RefusalKind Kind, string? About = null)
{
    /// <summary>One line in English, for logs and the API.</summary>
    public string Line() => (Kind switch
    {
        RefusalKind.Opening => "the dossier is not open, or was opened before",
        RefusalKind.NotAMember => "you are no member of this side",
        RefusalKind.Role => "your role does not allow it",
        RefusalKind.OtherSite => "the side works on another server",
        RefusalKind.OtherSide => "it is for the other side to do",
        RefusalKind.Unknown => "there is no such thing",
        RefusalKind.Taken => "the id is taken",
        RefusalKind.Changed => "somebody changed it since",
        RefusalKind.Spoken => "the other side's head has spoken on it: suggest the change instead",
        RefusalKind.Closed => "the text is closed",
        RefusalKind.NotClosed => "the text is not closed",
        RefusalKind.NotSettled => "the text is not settled",
        RefusalKind.Invalid => "a field is missing, too long or out of range",
        _ => "the signature does not fit",
    }) + (About is null ? "" : $" ({About})");
}
