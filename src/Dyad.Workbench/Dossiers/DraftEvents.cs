using Dyad.Dossier.Events;
using Dyad.Dossier.Log;
using Dyad.Dossier.State;
using Dyad.Reports.Drafting;

namespace Dyad.Workbench.Dossiers;

/// <summary>
/// A draft as events of a dossier. What the dossier has stays as it is: a clause keeps its words, and where its numbers are others now
/// it is
/// flagged with both; a clause that was removed does not come back.
/// </summary>
public static class DraftEvents
{
    /// <summary>Characters of an id that a dossier takes, and of the digest that stands for the rest of a longer one.</summary>
    private const int LongestId = 120, Digest = 16;

    /// <summary>Steps between the places of sections and clauses, so that others fit between them.</summary>
    private const int Step = 100;

    /// <summary>The events, in the order in which they are written; none where the dossier has all of the draft.</summary>
    /// <param name="draft">The draft.</param>
    /// <param name="state">The dossier as it is.</param>
    /// <param name="origin">Where the figures come from, e.g. the command; what is beyond the limit of a name is cut.</param>
    public static IReadOnlyList<DossierEvent> Of(Draft draft, DossierState state, string origin)
    {
        ArgumentNullException.ThrowIfNull(draft);
        ArgumentNullException.ThrowIfNull(state);
        ArgumentException.ThrowIfNullOrWhiteSpace(origin);
        var events = new List<DossierEvent>();
        events.AddRange(Figures(draft, state, origin.Length <= Limits.Name ? origin : origin[..Limits.Name]));
        foreach (var (i, section) in draft.Sections.Index())
        {
            string id = Fit(section.Id);
            if (!state.Sections.ContainsKey(id))
                events.Add(new SectionWritten(id, Of(section.Title), Step * (i + 1)));
            events.AddRange(section.Clauses.Index().Where(c => !state.Used.Contains(Fit(c.Item.Id)))
                .Select(c => new ClauseWritten(Fit(c.Item.Id), id, Step * (c.Index + 1), Referring(c.Item.Text))));
        }

        return events;
    }

    /// <summary>
    /// Figures that are new or read otherwise than before, as many at once as a dossier takes, each with the addresses it needs.
    /// </summary>
    private static IEnumerable<DossierEvent> Figures(Draft draft, DossierState state, string origin)
    {
        var addresses = draft.Addresses.ToDictionary(a => a.Id, Address, StringComparer.Ordinal);
        return draft.Figures
            .Select(f => new FigureStated(Fit(f.Id), Of(f.Text), addresses[f.ProvenanceId].Address))
            .Where(f => state.Figures.GetValueOrDefault(f.Figure) is not { } known || known.Text != f.Text || known.Address != f.Address)
            .Chunk(Limits.Figures)
            .Select(figures =>
            {
                var named = figures.Select(f => f.Address).ToHashSet(StringComparer.Ordinal);
                return new FiguresStated(
                    origin, figures,
                    [.. addresses.Values.Where(a => named.Contains(a.Address)).DistinctBy(a => a.Address, StringComparer.Ordinal)]);
            });
    }

    /// <summary>
    /// Ids of addresses are of one report alone, and a later one may use the same for another release: in a dossier an address is
    /// named by what
    /// it says, so that a clause of before still leads to the address of before.
    /// </summary>
    private static AddressStated Address(DraftAddress address)
    {
        var stated = new AddressStated(
            "", Of(address.Title), [.. address.Rows.Select(r => new AddressRow(Of(r.Label), Of(r.Value)))], address.Command);
        return stated with { Address = "a-" + CanonicalJson.HashOf(stated)[..Digest] };
    }

    private static Texts Referring(DraftText text)
    {
        static string Each(string written) => string.Concat(
            FigureMarks.Pieces(written).Select(p => p.IsFigure ? $"[[{Fit(p.Text)}]]" : p.Text));
        return new(Each(text.En), Each(text.Zh), Each(text.Ru));
    }

    private static Texts Of(DraftText text) => new(text.En, text.Zh, text.Ru);

    /// <summary>An id within the limit: of a longer one the beginning, and a digest of the whole.</summary>
    private static string Fit(string id) => id.Length <= LongestId
        ? id : $"{id[..(LongestId - Digest - 1)]}-{CanonicalJson.HashOf(id)[..Digest]}";
}
