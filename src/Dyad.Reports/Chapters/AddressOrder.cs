using Dyad.Reports.Document;
using Dyad.Reports.Model;

namespace Dyad.Reports.Chapters;

/// <summary>
/// The order in which addresses are numbered: those of the text before those that only the data files use, the methods as a reader
/// meets them, the addresses of one method by their options. So an appendix by method runs from 1 upwards.
/// </summary>
internal static class AddressOrder
{
    public static IEnumerable<Provenance> Of(IReadOnlyList<Provenance> addresses, IReadOnlyList<Chapter> chapters)
    {
        var met = Citations.Of(chapters).Select((id, i) => (id, i)).ToDictionary(p => p.id, p => p.i, StringComparer.Ordinal);
        int FirstMet(string id) => met.GetValueOrDefault(id, int.MaxValue);
        var methods = addresses.GroupBy(a => a.Method, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.Min(a => FirstMet(a.Id)), StringComparer.Ordinal);
        return addresses
            .OrderBy(a => met.ContainsKey(a.Id) ? 0 : 1)
            .ThenBy(a => methods[a.Method]).ThenBy(a => a.Method, StringComparer.Ordinal)
            .ThenBy(Inputs, StringComparer.Ordinal).ThenBy(Options, StringComparer.Ordinal)
            .ThenBy(a => a.Command, StringComparer.Ordinal).ThenBy(a => a.Id, StringComparer.Ordinal);
    }

    private static string Inputs(Provenance address) => string.Join('\n', address.Inputs.Select(i => i.Table + i.Sha256));

    /// <summary>In the order of the names, as the cards show them.</summary>
    private static string Options(Provenance address)
        => string.Join('\n', address.Options.OrderBy(o => o.Key, StringComparer.Ordinal).Select(o => $"{o.Key}={o.Value}"));
}
