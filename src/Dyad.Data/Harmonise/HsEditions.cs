namespace Dyad.Data.Harmonise;

/// <summary>Editions of the Harmonized System, by the year from which each holds; Comtrade names them H0 to H6.</summary>
public static class HsEditions
{
    /// <summary>All, in their order.</summary>
    public static IReadOnlyList<string> All { get; } = ["HS1992", "HS1996", "HS2002", "HS2007", "HS2012", "HS2017", "HS2022"];

    /// <summary>Position of an edition by its name (<c>HS2017</c>) or Comtrade's code (<c>H5</c>).</summary>
    /// <exception cref="FactException">There is no such edition.</exception>
    public static int Position(string edition)
    {
        ArgumentNullException.ThrowIfNull(edition);
        for (var at = 0; at < All.Count; at++)
        {
            if (edition == All[at] || (edition.Length == 2 && edition[0] == 'H' && edition[1] - '0' == at))
                return at;
        }

        throw new FactException($"'{edition}' is no edition of the Harmonized System; there are {string.Join(", ", All)} (H0 to H6)");
    }
}
