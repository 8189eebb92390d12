using System.Collections.Frozen;
using Dyad.Data.Sources.InputOutput;

namespace Dyad.Data.Sources.Icio;

/// <summary>Labels of ICIO: <c>AUS_A01_02</c>, <c>AUS_HFCE</c>, <c>TLS</c>, <c>VA</c>, <c>OUT</c>; older editions <c>AUS_01T02</c>, <c>AUS_TAXSUB</c>, <c>VALU</c>, <c>OUTPUT</c>, <c>TOTAL</c>.</summary>
internal sealed class IcioLabels : IWorldLabels
{
    private static readonly FrozenDictionary<string, int> Industries = SectorPanel.Industries("sources.Icio.industries.csv");

    /// <summary>
    /// Categories of final demand. Direct purchases abroad by residents (DPABR, P33 in the edition of 2018) are consumption of the
    /// households of the column's economy, bought where the row's economy sells.
    /// </summary>
    private static readonly FrozenDictionary<string, int> Finals = new Dictionary<string, int>
    {
        ["HFCE"] = 0, ["DPABR"] = 0, ["P33"] = 0, ["NPISH"] = 1, ["GGFC"] = 2, ["GFCF"] = 3, ["INVNT"] = 4,
    }.ToFrozenDictionary();

    /// <inheritdoc />
    public WorldLabel Column(string text)
    {
        if (text is "OUT" or "TOTAL" or "OUTPUT")
            return new WorldLabel(WorldPart.Output);
        var (code, place, item) = Split(text);
        return Finals.TryGetValue(item, out var category) ? new WorldLabel(WorldPart.Final, code, place, category) : Industry(code, place, item);
    }

    /// <inheritdoc />
    public WorldLabel Row(IReadOnlyList<string> fields)
    {
        var text = fields[0];
        if (text is "OUT" or "OUTPUT" or "TOTAL")
            return new WorldLabel(WorldPart.Output);
        if (text is "TLS" or "VA" or "VALU")
            return new WorldLabel(WorldPart.Primary);
        var (code, place, item) = Split(text);
        return item == "TAXSUB" ? new WorldLabel(WorldPart.Primary) : Industry(code, place, item);
    }

    /// <inheritdoc />
    public string Name(IReadOnlyList<string> fields) => fields[0];

    private static WorldLabel Industry(string code, int place, string item) => Industries.TryGetValue(item, out var sector)
        ? new WorldLabel(WorldPart.Industry, code, place, sector)
        : throw new FactException($"names '{item}', which is neither an industry nor a category of final demand (docs/sources/icio.md)");

    private static (string Code, int Place, string Item) Split(string text)
    {
        if (text.Length < 5 || text[3] != '_')
            throw new FactException("is no economy and industry (AUS_A01_02)");
        // China and Mexico are split by kind of producer in the extended tables; their parts add up to the whole.
        var code = text[..3] switch
        {
            "CN1" or "CN2" or "CN3" or "CN4" => "CHN",
            "MX1" or "MX2" or "MX3" => "MEX",
            var other => other,
        };
        return (code, SectorPanel.Place(code) ?? throw new FactException($"names '{code}', which is no economy"), text[4..]);
    }
}
