using Dyad.Reports.Model;

namespace Dyad.Workbench.Dossiers;

/// <summary>Names of the sides of a dossier, out of the built-in facts.</summary>
public static class SideNames
{
    /// <summary>Names of those codes that the facts know.</summary>
    public static IReadOnlyList<NamedCode> Of(IReadOnlyList<string> sides)
    {
        ArgumentNullException.ThrowIfNull(sides);
        return [.. sides.Select(PartyNames.Of).OfType<NamedCode>()];
    }
}
