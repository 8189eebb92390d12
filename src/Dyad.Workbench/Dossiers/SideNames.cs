using Dyad.Data.Facts;
using Dyad.Reports.Model;
using Dyad.Workbench.Vintages;

namespace Dyad.Workbench.Dossiers;

/// <summary>Names of the sides of a dossier, out of the built-in facts.</summary>
public static class SideNames
{
    /// <summary>Names of those codes that the facts know.</summary>
    /// <exception cref="Data.FactException">The table of economies is at fault.</exception>
    public static IReadOnlyList<NamedCode> Of(IReadOnlyList<string> sides)
    {
        ArgumentNullException.ThrowIfNull(sides);
        using var facts = new StoreFacts().Open(TimeProvider.System);
        return [.. facts.Economies().Where(e => sides.Contains(e.Code)).Select(e => new NamedCode(e.Code, e.En, e.Zh, e.Ru))];
    }
}
