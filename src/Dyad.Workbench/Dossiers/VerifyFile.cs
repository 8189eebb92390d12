using System.Globalization;
using Dyad.Dossier.Events;
using Dyad.Dossier.Exchange;
using Dyad.Dossier.Log;
using Dyad.Dossier.Signing;
using Dyad.Dossier.State;

namespace Dyad.Workbench.Dossiers;

/// <summary>A server that wrote to a dossier: its id, the sides that work there, and the fingerprint of its key.</summary>
public sealed record VerifiedSite(string Site, IReadOnlyList<string> Sides, string Fingerprint);

/// <summary>A signature that fits: whose, with which key, when by the clock of the server.</summary>
public sealed record VerifiedSignature(string Side, string Signer, string Fingerprint, string At);

/// <summary>What a dossier's file holds.</summary>
/// <param name="Dossier">Id.</param>
/// <param name="Title">Title in the languages that there are.</param>
/// <param name="Sides">The two sides.</param>
/// <param name="Entries">Entries of the log.</param>
/// <param name="Voids">Entries that count for nothing, since what they did was not allowed.</param>
/// <param name="Sites">Servers that wrote it.</param>
/// <param name="Clauses">Clauses of the text.</param>
/// <param name="Positions">Positions on the wordings that stand, of both sides together.</param>
/// <param name="Closed">Whether the text is closed.</param>
/// <param name="TextDigest">Names the closed text; null for a draft.</param>
/// <param name="Signatures">Signatures on it.</param>
/// <param name="Sha256">Checksum of the file.</param>
public sealed record DossierSummary(
    string Dossier, Texts Title, IReadOnlyList<string> Sides, int Entries, int Voids, IReadOnlyList<VerifiedSite> Sites, int Clauses,
    int Positions, bool Closed, string? TextDigest, IReadOnlyList<VerifiedSignature> Signatures, string Sha256);

/// <summary>Whether all in a file holds, what does not, one line each, and what it holds where all does.</summary>
public sealed record VerifiedFile(bool Holds, IReadOnlyList<string> Faults, DossierSummary? Summary);

/// <summary>Checks a dossier's file without a network, an account or a store.</summary>
public static class VerifyFile
{
    /// <summary>Checks the file.</summary>
    /// <exception cref="UserException">It is not there, or cannot be read.</exception>
    public static VerifiedFile Run(string path)
    {
        var bytes = Read(path, out string? tooLarge);
        return tooLarge is null ? Of(bytes) : new VerifiedFile(Holds: false, [tooLarge], null);
    }

    /// <summary>Checks the bytes of a file.</summary>
    public static VerifiedFile Of(ReadOnlyMemory<byte> bytes)
    {
        var check = FileCheck.Of(bytes);
        // A file of nothing but a form says nothing of two sides.
        string[] faults = check is { Holds: true, State.Sides.Count: 0 }
            ? ["The dossier was never opened."] : [.. check.Faults.Select(DossierFaults.Line)];
        return faults.Length > 0
            ? new VerifiedFile(Holds: false, faults, null)
            : new VerifiedFile(Holds: true, [], Summary(check.File!, check.State!, CanonicalJson.Hash(bytes.Span)));
    }

    /// <summary>The bytes of a file, or what makes it too large to be a dossier.</summary>
    /// <exception cref="UserException">It is not there, or cannot be read.</exception>
    internal static byte[] Read(string path, out string? tooLarge)
    {
        tooLarge = null;
        if (Directory.Exists(path))
            throw new UserException($"'{path}' is a folder");
        if (!File.Exists(path))
            throw new UserException($"no file '{path}'");
        try
        {
            using var stream = File.OpenRead(path);
            if (stream.Length > DossierFile.LargestBytes)
            {
                tooLarge = string.Create(
                    CultureInfo.InvariantCulture,
                    $"The file has {stream.Length >> 20} MB; a dossier has at most {DossierFile.LargestBytes >> 20} MB.");
                return [];
            }

            byte[] bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            return bytes;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UserException($"cannot read '{path}': {DossierFaults.Line(e.Message)}", e);
        }
    }

    private static DossierSummary Summary(DossierFile file, DossierState state, string sha256)
    {
        var keys = file.Seals.DistinctBy(s => Entry.SiteOf(s.Chain), StringComparer.Ordinal);
        return new DossierSummary(
            state.Id, state.Title, state.Sides, state.Entries, state.Voids.Count,
            [
                .. keys.Select(s => (Id: Entry.SiteOf(s.Chain), s.Key)).Select(s => new VerifiedSite(
                    s.Id, [.. state.Sides.Where(side => state.Sites[side] == s.Id)], Ecdsa.Fingerprint(s.Key))),
            ],
            state.Clauses.Count, state.Clauses.Values.Sum(c => state.Sides.Count(side => c.PositionOf(side) is not null)),
            state.Closed is not null, state.Closed?.Digest(),
            [
                .. state.Sides.Select(state.Signatures.GetValueOrDefault).OfType<SideSignature>().Select(s => new VerifiedSignature(
                    s.Side, state.Members.GetValueOrDefault(s.Signer)?.Name ?? s.Signer, Ecdsa.Fingerprint(s.Key), s.At)),
            ],
            sha256);
    }
}
