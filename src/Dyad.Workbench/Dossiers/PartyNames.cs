using Dyad.Data;
using Dyad.Data.Facts;
using Dyad.Data.Store;
using Dyad.Reports.Model;
using Dyad.Workbench.Vintages;

namespace Dyad.Workbench.Dossiers;

/// <summary>Names of economies by code, from the facts, read once.</summary>
public static class PartyNames
{
    private static readonly Lazy<Dictionary<string, NamedCode>> All = new(() =>
    {
        try
        {
            using var store = new StoreFacts(null, null, null).Open(TimeProvider.System);
            return store.Economies().ToDictionary(e => e.Code, e => new NamedCode(e.Code, e.En, e.Zh, e.Ru));
        }
        catch (Exception e) when (e is FactException or UserException)
        {
            // A dossier can be read where no facts are: sides stand by their codes then.
            return [];
        }
    });

    /// <summary>The name of an economy; null where the facts have none.</summary>
    public static NamedCode? Of(string code) => All.Value.GetValueOrDefault(code);

    /// <summary>Names of those codes that the facts know.</summary>
    public static IReadOnlyList<NamedCode> Of(IReadOnlyList<string> codes)
    {
        ArgumentNullException.ThrowIfNull(codes);
        return [.. codes.Select(Of).OfType<NamedCode>()];
    }
}
