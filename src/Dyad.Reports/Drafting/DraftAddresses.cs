using Dyad.Reports.Chapters;
using Dyad.Reports.Document;
using Dyad.Reports.Model;

namespace Dyad.Reports.Drafting;

/// <summary>The addresses of the figures of a draft, in the three languages.</summary>
internal static class DraftAddresses
{
    /// <exception cref="ArgumentException">A figure refers to an address that the report does not have.</exception>
    public static IReadOnlyList<DraftAddress> Of(JointReport report, DraftWriter writer)
    {
        var addresses = report.Provenance.ToDictionary(p => p.Id, StringComparer.Ordinal);
        return
        [
            .. writer.Figures.Select(f => f.ProvenanceId).Distinct(StringComparer.Ordinal).Select(id => Address(
                addresses.GetValueOrDefault(id)
                    ?? throw new ArgumentException($"A figure refers to the unknown address \"{id}\".", nameof(report)),
                writer)),
        ];
    }

    private static DraftAddress Address(Provenance address, DraftWriter writer)
    {
        var (en, zh, ru) = writer.Each(text => ProvenanceCards.Compose(address, text));
        DraftText Of(Func<ProvenanceCard, string> part) => new(part(en), part(zh), part(ru));
        // A card has the same rows in every language.
        return new(
            address.Id, Of(card => card.Title),
            [.. en.Rows.Select((_, i) => new DraftAddressRow(Of(card => card.Rows[i].Label), Of(card => card.Rows[i].Value)))],
            address.Command);
    }
}
