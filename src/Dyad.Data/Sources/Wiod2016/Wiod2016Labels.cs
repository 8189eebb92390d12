using System.Collections.Frozen;
using System.Globalization;
using System.Text.RegularExpressions;
using Dyad.Data.Sources.InputOutput;

namespace Dyad.Data.Sources.Wiod2016;

/// <summary>
/// Labels of WIOD 2016 in the long form of its R and Stata files: rows by <c>IndustryCode, IndustryDescription, Country, RNr, Year</c>, columns
/// <c>AUS1</c> to <c>AUS56</c> (industries), <c>AUS57</c> to <c>AUS61</c> (final demand), <c>TOT</c>.
/// </summary>
internal sealed partial class Wiod2016Labels : IWorldLabels
{
    private const int Industries = 56;

    private static readonly FrozenDictionary<string, int> Groups = SectorPanel.Industries("sources.Wiod2016.industries.csv");

    private static readonly FrozenDictionary<string, string> Numbers = Resources.Rows(
        "sources.Wiod2016.industries.csv",
        csv => KeyValuePair.Create(csv.GetString(csv.GetOrdinal("isic_rev4")), csv.GetString(csv.GetOrdinal("industry")))).ToFrozenDictionary();

    /// <summary>Codes of final demand in the workbooks, in the order of the numbers 57 to 61.</summary>
    private static readonly string[] Finals = ["CONS_h", "CONS_np", "CONS_g", "GFCF", "INVEN"];

    /// <summary>The label of a column as the long form writes it, out of the two rows of a workbook that name it.</summary>
    /// <param name="code">Industry, category of final demand, or <c>GO</c>.</param>
    /// <param name="economy">Economy, or <c>TOT</c>.</param>
    public static string Long(string code, string economy) =>
        economy == "TOT" ? economy
        : Numbers.TryGetValue(code, out var number) ? economy + number
        : Array.IndexOf(Finals, code) is >= 0 and var at ? string.Create(CultureInfo.InvariantCulture, $"{economy}{Industries + 1 + at}")
        : $"{economy} {code}";

    /// <inheritdoc />
    public WorldLabel Column(string text)
    {
        if (text == "TOT")
            return new WorldLabel(WorldPart.Output);
        if (Pattern().Match(text) is not { Success: true } m)
            throw new FactException("is no economy and number (AUS1 to AUS61)");
        var (code, number) = (m.Groups[1].Value, int.Parse(m.Groups[2].Value, CultureInfo.InvariantCulture));
        var place = Place(code);
        return number switch
        {
            >= 1 and <= Industries => new WorldLabel(WorldPart.Industry, code, place, Groups[m.Groups[2].Value]),
            // 57 to 61 are households, non-profit organisations, government, fixed capital, inventories: the order of the facts.
            > Industries and <= Industries + 5 => new WorldLabel(WorldPart.Final, code, place, number - Industries - 1),
            _ => throw new FactException("has a number beyond 61"),
        };
    }

    /// <inheritdoc />
    public WorldLabel Row(IReadOnlyList<string> fields) => fields[0] switch
    {
        "GO" => new WorldLabel(WorldPart.Output),
        // The subtotal of intermediate inputs, which are added up themselves.
        "II_fob" => new WorldLabel(WorldPart.Beside),
        "TXSP" or "EXP_adj" or "PURR" or "PURNR" or "VA" or "IntTTM" => new WorldLabel(WorldPart.Primary),
        var code => Numbers.TryGetValue(code, out var number)
            ? new WorldLabel(WorldPart.Industry, fields[2], Place(fields[2]), Groups[number])
            : throw new FactException($"names '{code}', which is no industry (docs/sources/wiod2016.md)"),
    };

    /// <inheritdoc />
    public string Name(IReadOnlyList<string> fields) => fields[2] + Numbers[fields[0]];

    private static int Place(string code) => SectorPanel.Place(code) ?? throw new FactException($"names '{code}', which is no economy");

    [GeneratedRegex(@"^([A-Z]{3})([1-9]\d?)$", RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
