using Dyad.Reports.Document;

namespace Dyad.Reports.Rendering.Html;

/// <summary>One address: its number and its card in each language.</summary>
internal sealed record AddressEntry(int Number, IReadOnlyList<ProvenanceCard> Cards)
{
    /// <summary>Label of a row of the card, in each language.</summary>
    public IReadOnlyList<string> Labels(int row) => [.. Cards.Select(c => c.Rows[row].Label)];

    /// <summary>Value of a row of the card, in each language.</summary>
    public IReadOnlyList<string> Values(int row) => [.. Cards.Select(c => c.Rows[row].Value)];
}

/// <summary>
/// Addresses with the same title, labels and inputs. What they share is said once for all of them; what differs (a year, a
/// sector, the command) is a column of a table.
/// </summary>
internal sealed class AddressGroup
{
    /// <summary>
    /// Longer values (checksums, names of sources) are no columns: addresses that differ in one are groups of their own.
    /// </summary>
    private const int LongestInColumn = 24;

    private AddressGroup(IReadOnlyList<AddressEntry> entries)
    {
        Entries = entries;
        var first = entries[0];
        var rows = Enumerable.Range(0, first.Cards[0].Rows.Count).ToLookup(
            row => entries.All(e => e.Values(row).SequenceEqual(first.Values(row), StringComparer.Ordinal)));
        Shared = [.. rows[true]];
        Own = [.. rows[false]];
        SharesCommand = entries.All(e => e.Cards[0].Command == first.Cards[0].Command);
    }

    /// <summary>The addresses, by number.</summary>
    public IReadOnlyList<AddressEntry> Entries { get; }

    /// <summary>Rows of the cards with the same value in all.</summary>
    public IReadOnlyList<int> Shared { get; }

    /// <summary>Rows of the cards that differ.</summary>
    public IReadOnlyList<int> Own { get; }

    /// <summary>Whether one command computes them all.</summary>
    public bool SharesCommand { get; }

    /// <summary>The title of the cards, in each language.</summary>
    public IReadOnlyList<string> Titles => [.. Entries[0].Cards.Select(c => c.Title)];

    /// <summary>Groups the addresses that the chapters refer to, in the order of the smallest number of each.</summary>
    /// <exception cref="ArgumentException">The documents number their addresses differently.</exception>
    public static IReadOnlyList<AddressGroup> Of(IReadOnlyList<ReportDocument> languages)
    {
        var ids = languages[0].Provenance.Select(c => c.Id).ToList();
        if (languages.Any(d => !d.Provenance.Select(c => c.Id).SequenceEqual(ids, StringComparer.Ordinal)))
            throw new ArgumentException("The documents have different addresses, or in a different order.", nameof(languages));
        var cited = Citations.Of(languages.SelectMany(d => d.Chapters)).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. ids.Index().Where(a => cited.Contains(a.Item))
                .Select(a => new AddressEntry(a.Index + 1, [.. languages.Select(d => d.Provenance[a.Index])]))
                .GroupBy(Key, StringComparer.Ordinal)
                .Select(g => new AddressGroup([.. g])),
        ];
    }

    private static string Key(AddressEntry entry) => string.Join('\n', entry.Cards.SelectMany(card => card.Rows
        .SelectMany(row => new[] { row.Label, row.Value.Length > LongestInColumn ? row.Value : "" }).Prepend(card.Title)));
}
