using System.Collections.Frozen;
using Dyad.Data.Harmonise;

namespace Dyad.Data.Sources.InputOutput;

/// <summary>
/// What world tables are added up to: the economies, sector groups and categories of final demand of the sector tables. An economy that
/// these do not have is part of <see cref="Rest"/>, so that markets clear.
/// </summary>
internal static class SectorPanel
{
    /// <summary>Code of the rest of the world.</summary>
    public const string Rest = "ROW";

    /// <summary>Categories of final demand, as <c>final_demand</c> names them.</summary>
    public static IReadOnlyList<string> Categories { get; } = ["households", "non_profit", "government", "capital_formation", "inventories"];

    /// <summary>Codes of the economies.</summary>
    public static IReadOnlyList<string> Economies { get; } = [.. Rows("economies.csv").Where(r => r[^1] == "true").Select(r => r[0])];

    /// <summary>Codes of the sector groups.</summary>
    public static IReadOnlyList<string> Groups { get; } = [.. Rows("sectors.csv").Select(r => r[0])];

    /// <summary>Codes of all economies of the facts.</summary>
    public static IReadOnlyList<string> AllEconomies { get; } = [.. Rows("economies.csv").Select(r => r[0])];

    private static FrozenDictionary<string, int> Places { get; } = Index(Economies);

    private static FrozenSet<string> Known { get; } = M49.All.Where(a => a.Kind == AreaKind.Economy).Select(a => a.Code).ToFrozenSet();

    /// <summary>
    /// Place of an economy among <see cref="Economies"/>: its own, or that of the rest of the world; null where the code is none of
    /// an economy at all.
    /// </summary>
    public static int? Place(string code) =>
        Places.TryGetValue(code, out var own) ? own : Known.Contains(code) ? Places[Rest] : null;

    /// <summary>Whether an economy has a place of its own.</summary>
    public static bool Has(string code) => Places.ContainsKey(code);

    /// <summary>Places of the sector groups by industry, from a table with the columns <c>industry</c> and <c>sector</c>.</summary>
    /// <param name="resource">Name of the table in the assembly.</param>
    public static FrozenDictionary<string, int> Industries(string resource)
    {
        var groups = Index(Groups);
        return Resources.Rows(resource, csv => KeyValuePair.Create(
            csv.GetString(csv.GetOrdinal("industry")), groups[csv.GetString(csv.GetOrdinal("sector"))])).ToFrozenDictionary();
    }

    private static FrozenDictionary<string, int> Index(IReadOnlyList<string> names) => names.Index().ToFrozenDictionary(n => n.Item, n => n.Index);

    private static List<string[]> Rows(string resource) =>
        [.. Resources.Rows(resource, csv => Enumerable.Range(0, csv.FieldCount).Select(csv.GetString).ToArray())];
}
