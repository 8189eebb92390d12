using System.Globalization;
using System.Text.Json;
using Dyad.Dossier.Events;

namespace Dyad.Dossier.Log;

/// <summary>
/// A line of the log: what somebody did. Each site (a server of an institute) writes its own chain, in which every entry carries the hash of
/// the one before; the chains of all sites, ordered by <see cref="Clock"/> (Lamport 1978), then chain, then number, are the history.
/// </summary>
/// <param name="Dossier">Id of the dossier.</param>
/// <param name="Chain">Id of the site, or <c>site/SIDE</c> for what a side keeps to itself.</param>
/// <param name="Number">Place in the chain, from 1 without gaps.</param>
/// <param name="Clock">Larger than that of everything the writer had seen.</param>
/// <param name="At">When, UTC, by the clock of the site; orders nothing.</param>
/// <param name="Actor">Member who acts; a pseudonym for an answer in a round.</param>
/// <param name="Event">What was done.</param>
/// <param name="Previous">Hash of the entry before; 64 zeros for the first.</param>
/// <param name="Side">Side of the actor; null for the secretary who opens a dossier.</param>
public sealed record Entry(
    string Dossier, string Chain, long Number, long Clock, string At, string Actor, DossierEvent Event, string Previous, string? Side = null)
{
    /// <summary>What stands before the first entry of a chain.</summary>
    public static readonly string NoPrevious = new('0', 64);

    /// <summary>Site that wrote the entry.</summary>
    public string Site() => SiteOf(Chain);

    /// <summary>Whether the entry belongs to one side alone.</summary>
    public bool IsPrivate() => Chain.Contains('/', StringComparison.Ordinal);

    /// <summary>Site of a chain.</summary>
    public static string SiteOf(string chain) => chain.Split('/', 2)[0];

    /// <summary>Side that a chain is of alone; null where both sides see it.</summary>
    public static string? SideOf(string chain) => chain.Split('/', 2) is [_, var side] ? side : null;

    /// <summary>The order of the history, which is the same wherever the same entries are.</summary>
    public static int Compare(Entry a, Entry b)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        int order = a.Clock.CompareTo(b.Clock);
        if (order == 0)
            order = string.CompareOrdinal(a.Chain, b.Chain);
        return order == 0 ? a.Number.CompareTo(b.Number) : order;
    }

    /// <summary>How entries write a moment: UTC to the second.</summary>
    public const string MomentForm = "yyyy-MM-dd'T'HH:mm:ss'Z'";

    /// <summary>A moment as entries write it.</summary>
    public static string Moment(DateTimeOffset at) => at.UtcDateTime.ToString(MomentForm, CultureInfo.InvariantCulture);
}

/// <summary>An entry with the bytes that are hashed and stored.</summary>
public sealed record LoggedEntry
{
    private LoggedEntry(Entry entry, byte[] content)
    {
        Entry = entry;
        Content = content;
        Hash = CanonicalJson.Hash(content);
    }

    /// <summary>What it says.</summary>
    public Entry Entry { get; }

    /// <summary>Its canonical bytes.</summary>
    public byte[] Content { get; }

    /// <summary>SHA-256 of <see cref="Content"/>.</summary>
    public string Hash { get; }

    /// <summary>The entry with its bytes and hash.</summary>
    public static LoggedEntry Of(Entry entry) => new(entry, CanonicalJson.Bytes(entry));

    /// <summary>Reads stored bytes.</summary>
    /// <exception cref="DossierException">They are no entry, or not in canonical form.</exception>
    public static LoggedEntry Read(byte[] content)
    {
        ArgumentNullException.ThrowIfNull(content);
        Entry? entry;
        try
        {
            entry = JsonSerializer.Deserialize<Entry>(content, DossierJson.Options);
        }
        catch (Exception e) when (e is JsonException or NotSupportedException)
        {
            throw new DossierException($"An entry of the log cannot be read: {e.Message.Split(" Path:")[0]}", e);
        }

        if (entry is null)
            throw new DossierException("An entry of the log is empty.");
        if (!CanonicalJson.Bytes(entry).AsSpan().SequenceEqual(content))
            throw new DossierException($"Entry {entry.Number} of chain {entry.Chain} is not in canonical form.");
        return new LoggedEntry(entry, content);
    }
}
