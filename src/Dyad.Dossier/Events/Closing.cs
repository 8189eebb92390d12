namespace Dyad.Dossier.Events;

/// <summary>The text is final: every clause is settled, and nothing of it changes any more. <paramref name="Digest"/> names the final text.</summary>
public sealed record TextClosed(string Digest) : DossierEvent;

/// <summary>The text is open again; signatures on it count no longer.</summary>
public sealed record TextReopened(string Reason) : DossierEvent;

/// <summary>
/// The head signs for the side: ECDSA P-256 over the canonical <c>SignedStatement</c>. Key (SubjectPublicKeyInfo) and signature in base 64.
/// </summary>
public sealed record TextSigned(string Digest, string Key, string Signature) : DossierEvent;
