using System.Text.Json;
using Dyad.Dossier.Log;
using Dyad.Dossier.Signing;
using Dyad.Dossier.State;

namespace Dyad.Dossier.Exchange;

/// <summary>
/// What a file says when everything in it is checked: its form byte by byte, every link of the log, the seals, the text and numbers against the
/// log, and the signatures. Needs no network.
/// </summary>
/// <param name="File">The file, where it can be read.</param>
/// <param name="History">Its log, where its links hold.</param>
/// <param name="State">The state that follows from the log.</param>
/// <param name="Faults">What was changed or is forged, one line each; empty where all holds.</param>
public sealed record FileCheck(DossierFile? File, History? History, DossierState? State, IReadOnlyList<string> Faults)
{
    /// <summary>Whether all holds.</summary>
    public bool Holds => Faults.Count == 0;

    /// <summary>Checks the bytes of a file.</summary>
    public static FileCheck Of(ReadOnlyMemory<byte> bytes)
    {
        DossierFile file;
        try
        {
            file = DossierFile.Read(bytes.Span);
        }
        catch (DossierException e)
        {
            return new FileCheck(null, null, null, [e.Message]);
        }

        var faults = new List<string>();
        // Servers make addresses and names of files of it.
        if (!Limits.IsId(file.Dossier))
            return new FileCheck(file, null, null, ["The id of the dossier is none."]);
        var canonical = Canonical(file);
        if (canonical is null || !bytes.Span.SequenceEqual(canonical))
            faults.Add($"The file is not in the form in which it was written{Difference(bytes.Span, canonical)}.");
        var history = Links(file, faults);
        var (state, fault) = history is null ? (null, null) : Belonging.Of(history);
        if (fault is not null)
            faults.Add(fault);
        if (history is not null)
            Seals(file, history, faults);
        if (state is not null)
            TextDifferences(file.Text, state.Closed ?? FinalText.Of(state), faults);
        if (CanonicalHash(file with { Digest = "" }) != file.Digest)
            faults.Add("The digest is not that of the file.");
        return new FileCheck(file, history, state, faults);
    }

    /// <summary>The id of the dossier that bytes say they are of, unchecked and without reading the rest into memory; null where they say none.</summary>
    public static string? DossierOf(ReadOnlySpan<byte> bytes)
    {
        var reader = new Utf8JsonReader(bytes);
        try
        {
            while (reader.Read())
            {
                if (reader.CurrentDepth != 1 || reader.TokenType != JsonTokenType.PropertyName)
                    continue;
                bool here = reader.ValueTextEquals("dossier");
                reader.Skip();
                if (here)
                    return reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // What it is that cannot be read, the check tells.
        }

        return null;
    }

    private static byte[]? Canonical(DossierFile file)
    {
        try
        {
            return file.Bytes();
        }
        catch (Exception e) when (e is JsonException or ArgumentException or NotSupportedException)
        {
            return null;
        }
    }

    private static string? CanonicalHash(DossierFile file) => Canonical(file) is { } bytes ? CanonicalJson.Hash(bytes) : null;

    private static string Difference(ReadOnlySpan<byte> bytes, byte[]? canonical) =>
        canonical is null ? "" : $" (first at byte {bytes.CommonPrefixLength(canonical)})";

    private static History? Links(DossierFile file, List<string> faults)
    {
        var history = Log.History.Empty(file.Dossier);
        Entry? last = null;
        try
        {
            foreach (var entry in file.Entries)
            {
                if (last is not null && string.CompareOrdinal(last.Chain, entry.Chain) > 0)
                    throw new DossierException($"Entry {entry.Number} of chain {entry.Chain} stands out of order.");
                history = history.With(LoggedEntry.Of(entry));
                last = entry;
            }

            return history;
        }
        catch (Exception e) when (e is DossierException or ArgumentException or InvalidOperationException)
        {
            faults.Add(e.Message);
            return null;
        }
    }

    private static void Seals(DossierFile file, History history, List<string> faults)
    {
        if (!file.Seals.Select(s => s.Chain).SequenceEqual(history.Chains.Keys))
            faults.Add("The seals are not those of the chains in the file.");
        foreach (var seal in file.Seals)
        {
            var head = history.Head(seal.Chain);
            if (!seal.Holds(file.Dossier))
                faults.Add($"The seal of chain {seal.Chain} is not that of its site.");
            else if (head is null || head.Hash != seal.Hash || head.Entry.Number != seal.Number)
                faults.Add($"Entry {head?.Entry.Number ?? seal.Number} of chain {seal.Chain} is not the one that its site sealed (entry {seal.Number}): it was changed, left out or added.");
        }
    }

    /// <summary>Where the text of the file is not the one that the log gives, with both.</summary>
    private static void TextDifferences(FinalText said, FinalText logged, List<string> faults)
    {
        int before = faults.Count;
        Compare(
            JsonSerializer.SerializeToElement(said, DossierJson.Options), JsonSerializer.SerializeToElement(logged, DossierJson.Options),
            "text", faults);
        if (faults.Count - before > 10)
        {
            int more = faults.Count - before - 10;
            faults.RemoveRange(before + 10, more);
            faults.Add($"{more} more places of the text differ from the log.");
        }
    }

    private static void Compare(JsonElement said, JsonElement logged, string path, List<string> faults)
    {
        if (said.ValueKind == JsonValueKind.Object && logged.ValueKind == JsonValueKind.Object)
        {
            foreach (string name in said.EnumerateObject().Concat(logged.EnumerateObject()).Select(p => p.Name).Distinct())
            {
                bool a = said.TryGetProperty(name, out var x), b = logged.TryGetProperty(name, out var y);
                if (a && b)
                    Compare(x, y, $"{path}.{name}", faults);
                else
                    faults.Add($"{path}.{name}: {(a ? "not in the log" : "left out of the text")}.");
            }
        }
        else if (said.ValueKind == JsonValueKind.Array && logged.ValueKind == JsonValueKind.Array)
        {
            var (xs, ys) = (said.EnumerateArray().ToList(), logged.EnumerateArray().ToList());
            if (xs.Count != ys.Count)
                faults.Add($"{path}: {xs.Count} in the text, {ys.Count} by the log.");
            foreach (var (i, (x, y)) in xs.Zip(ys).Index())
                Compare(x, y, x.ValueKind == JsonValueKind.Object && x.TryGetProperty("id", out var id) ? $"{path}.{id}" : $"{path}[{i}]", faults);
        }
        else if (said.GetRawText() != logged.GetRawText())
        {
            faults.Add($"{path}: the file says {Short(said)}, the log {Short(logged)}.");
        }
    }

    private static string Short(JsonElement value)
    {
        string text = value.ToString();
        return text.Length <= 120 ? $"\"{text}\"" : $"\"{text[..117]}...\"";
    }
}
