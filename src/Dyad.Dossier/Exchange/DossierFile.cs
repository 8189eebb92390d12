using System.Text.Json;
using Dyad.Dossier.Log;
using Dyad.Dossier.Signing;
using Dyad.Dossier.State;

namespace Dyad.Dossier.Exchange;

/// <summary>
/// A dossier as a file: the log, the seals of the sites that wrote it, and the text that follows from it, in canonical JSON. Without a side's
/// notes, unless the side takes them along to its own server.
/// </summary>
/// <param name="Format">What it is: <see cref="CurrentFormat"/>.</param>
/// <param name="Dossier">Id of the dossier.</param>
/// <param name="Entries">Entries by chain, then number.</param>
/// <param name="Seals">A seal for the head of every chain, in the order of the chains.</param>
/// <param name="Text">The text as it stands (the final text, where it is closed).</param>
/// <param name="Digest">Hash of all of the above.</param>
public sealed record DossierFile(
    string Format, string Dossier, IReadOnlyList<Entry> Entries, IReadOnlyList<Seal> Seals, FinalText Text, string Digest)
{
    /// <summary>The format that this library writes and reads.</summary>
    public const string CurrentFormat = "dyad-dossier/1";

    /// <summary>Bytes that a file may have.</summary>
    public const int LargestBytes = 64 << 20;

    /// <summary>The file of a history. <paramref name="withNotesOf"/> takes the private chains of that side along.</summary>
    /// <param name="history">The log.</param>
    /// <param name="state">The state that follows from it.</param>
    /// <param name="seals">The seal of each chain's head.</param>
    /// <param name="withNotesOf">A side, or null.</param>
    public static DossierFile Of(History history, DossierState state, IReadOnlyDictionary<string, Seal> seals, string? withNotesOf = null)
    {
        ArgumentNullException.ThrowIfNull(history);
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(seals);
        var chains = history.Chains.Where(c => !c.Value[0].Entry.IsPrivate()
            || (withNotesOf is not null && c.Key.EndsWith('/' + withNotesOf, StringComparison.Ordinal))).ToList();
        var file = new DossierFile(
            CurrentFormat, history.Dossier, [.. chains.SelectMany(c => c.Value).Select(e => e.Entry)],
            [.. chains.Select(c => seals[c.Key])], state.Closed ?? FinalText.Of(state), "");
        return file with { Digest = CanonicalJson.HashOf(file) };
    }

    /// <summary>The file's bytes.</summary>
    public byte[] Bytes() => CanonicalJson.Bytes(this);

    /// <summary>Reads bytes without checking what they say (<see cref="FileCheck"/> does).</summary>
    /// <exception cref="DossierException">They are too many, compressed, or no dossier file.</exception>
    public static DossierFile Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > LargestBytes)
            throw new DossierException($"The file has {bytes.Length >> 20} MB; a dossier has at most {LargestBytes >> 20} MB.");
        if (bytes.StartsWith("PK"u8) || bytes.StartsWith<byte>([0x1f, 0x8b]))
            throw new DossierException("The file is compressed; a dossier is plain JSON.");
        DossierFile? file;
        try
        {
            file = JsonSerializer.Deserialize<DossierFile>(bytes, DossierJson.Options);
        }
        catch (Exception e) when (e is JsonException or NotSupportedException)
        {
            string place = e is JsonException { Path: { } path } json ? $" at {path} (byte {json.BytePositionInLine})" : "";
            throw new DossierException($"The file is no dossier: it cannot be read{place}.", e);
        }

        return file is { Format: CurrentFormat } ? file
            : throw new DossierException($"The file is no dossier of the format {CurrentFormat}.");
    }
}
