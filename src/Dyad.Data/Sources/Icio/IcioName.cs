using System.Globalization;
using System.Text.RegularExpressions;

namespace Dyad.Data.Sources.Icio;

/// <summary>Names of ICIO's files and data sets, and where they are.</summary>
internal static partial class IcioName
{
    /// <summary>The edition that is asked for where none is named.</summary>
    public const string DefaultEdition = "2025";

    /// <summary>Years of the zips of an edition.</summary>
    private static readonly Dictionary<string, IReadOnlyList<(int First, int Last)>> Editions = new(StringComparer.Ordinal)
    {
        ["2023"] = [(1995, 2000), (2001, 2005), (2006, 2010), (2011, 2015), (2016, 2020)],
        ["2025"] = [(1995, 2000), (2001, 2005), (2006, 2010), (2011, 2015), (2016, 2022)],
    };

    /// <summary>
    /// Year by the name of a file: <c>2019_SML.csv</c> and <c>2019_EXT.csv</c> (editions 2023, 2025), <c>ICIO2021_2018.csv</c> (2018, 2021).
    /// </summary>
    public static int? Year(string name) => File().Match(name) is { Success: true } m
        ? int.Parse(m.Groups[2].Value, CultureInfo.InvariantCulture)
        : null;

    /// <summary>What a name says of the release: the edition, where it stands there.</summary>
    public static string Release(string name) => Stated().Match(name) is { Success: true } m ? m.Value : "";

    /// <summary>A data set, <c>2025-SML</c>, out of what was typed.</summary>
    /// <exception cref="FactException">It is none.</exception>
    public static string Dataset(string typed)
    {
        var m = Typed().Match(typed);
        if (!m.Success || !Editions.ContainsKey(m.Groups[1].Value))
        {
            throw new FactException(
                $"icio: no data set '{typed}'; name an edition ({string.Join(", ", Editions.Keys)}), with -EXT where China and Mexico are to come " +
                "split (they are added up here); earlier editions by --file");
        }

        return $"{m.Groups[1].Value}-{(m.Groups[2].Success ? m.Groups[2].Value.ToUpperInvariant() : "SML")}";
    }

    /// <summary>Zips of a data set that hold years asked for, relative to the address of the source.</summary>
    public static IReadOnlyList<string> Zips(string dataset, (int First, int Last)? years)
    {
        var (edition, kind) = (dataset[..4], dataset[5..]);
        var zips = Editions[edition].Where(z => years is not { } y || (z.First <= y.Last && y.First <= z.Last)).ToList();
        return zips.Count > 0
            ? [.. zips.Select(z => string.Create(CultureInfo.InvariantCulture, $"{edition}/{z.First}-{z.Last}_{kind}.zip"))]
            : throw new FactException($"icio: edition {edition} has the years {Editions[edition][0].First} to {Editions[edition][^1].Last}");
    }

    [GeneratedRegex(@"^(?:ICIO(\d{4})_|)(\d{4})(?:_SML|_EXT|)\.csv$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex File();

    [GeneratedRegex(@"ICIO\d{4}|SML|EXT", RegexOptions.CultureInvariant)]
    private static partial Regex Stated();

    [GeneratedRegex(@"^(\d{4})(?:-(SML|EXT))?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Typed();
}
