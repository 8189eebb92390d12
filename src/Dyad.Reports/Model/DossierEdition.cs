using Dyad.Reports.Document;

namespace Dyad.Reports.Model;

/// <summary>How far a joint text is.</summary>
public enum EditionStage
{
    /// <summary>It is negotiated.</summary>
    Draft,

    /// <summary>Nothing of it changes any more; not both sides have signed.</summary>
    Closed,

    /// <summary>Both sides have signed.</summary>
    Concluded,
}

/// <summary>What a side says of a clause.</summary>
public enum EditionStance
{
    /// <summary>It has not spoken.</summary>
    Silent,

    /// <summary>It agrees.</summary>
    Agree,

    /// <summary>It agrees with a reservation.</summary>
    Reserve,

    /// <summary>It does not agree.</summary>
    Dissent,
}

/// <summary>What a side says became of a commitment.</summary>
public enum EditionProgress
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

/// <summary>A text as a reader meets it: in the reader's language or, where it is not translated, in the one it is written in.</summary>
public sealed record EditionText(IReadOnlyList<Inline> Content, Language Written);

/// <summary>What a side says of a clause, with the text of its reservation or dissent; provisional until its head has said it.</summary>
public sealed record EditionPosition(string Side, EditionStance Stance, EditionText? Text, bool Provisional);

/// <summary>Another wording of a clause, written at the same time on another server.</summary>
public sealed record EditionConflict(string? Side, EditionText Text);

/// <summary>A number that was stated anew since the clause was written.</summary>
public sealed record EditionStale(Inline Was, Inline Is);

/// <summary>
/// A clause with what each side says of it (both sides, in the order of their codes) and what keeps it from being settled.
/// </summary>
public sealed record EditionClause(
    string Id, EditionText Text, IReadOnlyList<EditionPosition> Positions, IReadOnlyList<EditionConflict> Conflicts,
    IReadOnlyList<EditionStale> Stale, IReadOnlyList<Language> Outdated);

/// <summary>A section of the text.</summary>
public sealed record EditionSection(string Id, EditionText Title, IReadOnlyList<EditionClause> Clauses);

/// <summary>
/// Who answers for a commitment on a side, and the last that the side said became of it (with its moment), if anything.
/// </summary>
public sealed record EditionShare(string Side, string Owner, EditionProgress Progress, string? Text, string? At);

/// <summary>A decision that both sides carry; the day as yyyy-MM-dd.</summary>
public sealed record EditionCommitment(string Id, EditionText Text, string Indicator, string Due, IReadOnlyList<EditionShare> Shares);

/// <summary>A multilateral issue with the stance of each side, null where it stated none.</summary>
public sealed record EditionIssue(string Id, EditionText Title, IReadOnlyList<(string Side, EditionText? Stance)> Stances);

/// <summary>A side's signature; the moment is that of the server, and the fingerprint is compared over another way.</summary>
public sealed record EditionSignature(string Side, string Signer, string Fingerprint, string At);

/// <summary>
/// A joint text and all that was said of it, in one language: what <see cref="Chapters.Dossier.DossierPage"/> writes as a document.
/// Both sides
/// stand in the order of their codes, whoever reads.
/// </summary>
/// <param name="Language">The reader's language.</param>
/// <param name="Dossier">Id of the dossier.</param>
/// <param name="Title">Title of the joint text.</param>
/// <param name="Sides">Codes of the two sides.</param>
/// <param name="Names">Names of the sides; one without a name is shown by its code.</param>
/// <param name="Stage">How far the text is.</param>
/// <param name="Sections">The text.</param>
/// <param name="Commitments">What both sides took on.</param>
/// <param name="Issues">Stances on multilateral issues.</param>
/// <param name="Signatures">Signatures that there are.</param>
/// <param name="Digest">Names the closed text; null for a draft.</param>
/// <param name="Entries">Entries of the log that led to the text.</param>
/// <param name="LogDigest">Names the log.</param>
/// <param name="Addresses">Addresses of the figures, in the same order in every language.</param>
public sealed record DossierEdition(
    Language Language, string Dossier, EditionText Title, IReadOnlyList<string> Sides, IReadOnlyList<NamedCode> Names, EditionStage Stage,
    IReadOnlyList<EditionSection> Sections, IReadOnlyList<EditionCommitment> Commitments, IReadOnlyList<EditionIssue> Issues,
    IReadOnlyList<EditionSignature> Signatures, string? Digest, int Entries, string LogDigest, IReadOnlyList<ProvenanceCard> Addresses);
