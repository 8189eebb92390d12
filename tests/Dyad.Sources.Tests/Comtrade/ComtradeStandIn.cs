using System.Globalization;
using Dyad.Sources.Tests.StandIn;
using Microsoft.AspNetCore.Http;

namespace Dyad.Sources.Tests.Comtrade;

/// <summary>
/// UN Comtrade as its documentation and public clients describe it: parameters and addresses of the developer portal
/// (https://comtradedeveloper.un.org) as comtradeapicall 1.3 sends them (PreviewGet.py, DataAvailability.py); records with the fields of
/// the answer that comtradr keeps (tests/testthat/data/comtradeapi.un.org/data/v1/get/C/A/HS-60a6ad.json); at most 500 rows in the
/// preview. It holds every product of a small classification for every reporter, partner, year and flow.
/// </summary>
internal sealed class ComtradeStandIn
{
    public List<string> Products { get; } = ["010121", "010129", "020110", "270900", "847130"];

    public Dictionary<(int Reporter, int Year), string> Released { get; } = [];

    /// <summary>What replaces the answer to data; null: none.</summary>
    public Func<HttpContext, Task?>? Instead { get; set; }

    /// <summary>A change to a record as it is sent.</summary>
    public Func<string, string> Change { get; set; } = record => record;

    public int Limit { get; set; } = 500;

    public Task<StandInServer> StartAsync() => StandInServer.StartAsync(Answer);

    public void Release(int reporter, int first, int last, string day = "2025-05-02")
    {
        for (var year = first; year <= last; year++)
            Released[(reporter, year)] = day;
    }

    private Task Answer(HttpContext c)
    {
        var path = c.Request.Path.Value!;
        if (path.EndsWith("/getDa/C/A/HS", StringComparison.Ordinal))
            return Availability(c);
        if (path == "/files/v1/app/reference/HS.json")
        {
            var codes = Products.SelectMany(p => new[] { p[..2], p[..4], p }).Distinct().Prepend("TOTAL").Order(StringComparer.Ordinal);
            return c.Json($"{{\"more\":false,\"classCode\":\"HS\",\"results\":[{string.Join(",", codes.Select(p => $"{{\"id\":\"{p}\",\"text\":\"{p} - x\",\"parent\":\"#\",\"isLeaf\":\"0\",\"aggrLevel\":{p.Length}}}"))}]}}");
        }

        return Instead?.Invoke(c) ?? Data(c);
    }

    private Task Availability(HttpContext c)
    {
        var reporter = int.Parse(c.Request.Query["reporterCode"]!, CultureInfo.InvariantCulture);
        var rows = Released.Where(r => r.Key.Reporter == reporter).Select(r => string.Create(
            CultureInfo.InvariantCulture,
            $"{{\"datasetCode\":20{reporter:000}{r.Key.Year},\"typeCode\":\"C\",\"freqCode\":\"A\",\"period\":{r.Key.Year},\"reporterCode\":{reporter},\"reporterISO\":\"X\",\"reporterDesc\":\"X\",\"classificationCode\":\"H5\",\"classificationSearchCode\":\"HS\",\"isOriginalClassification\":true,\"isExtendedFlowCode\":true,\"isExtendedPartnerCode\":false,\"isExtendedPartner2Code\":false,\"isExtendedCmdCode\":false,\"isExtendedCustomsCode\":false,\"isExtendedMotCode\":false,\"totalRecords\":1000,\"datasetChecksum\":{r.Value.GetDeterministicHash()},\"firstReleased\":\"2024-01-31T00:00:00\",\"lastReleased\":\"{r.Value}T00:00:00\"}}")).ToList();
        return c.Json($"{{\"elapsedTime\":\"0.02 secs\",\"count\":{rows.Count},\"data\":[{string.Join(",", rows)}],\"error\":\"\"}}");
    }

    private Task Data(HttpContext c)
    {
        IEnumerable<string> Asked(string name) => c.Request.Query[name].ToString().Split(',');
        // Without the second partner there is a row for each, and one for all.
        var routes = !c.Request.Query.ContainsKey("partner2Code");
        string[] seconds = routes ? ["0", c.Request.Query["partnerCode"].ToString().Split(',')[0], "344", "899"] : ["0"];
        Assert.Equal((routes ? "" : "0", "0", "C00"), (c.Request.Query["partner2Code"].ToString(), c.Request.Query["motCode"].ToString(), c.Request.Query["customsCode"].ToString()));
        var reporter = int.Parse(c.Request.Query["reporterCode"]!, CultureInfo.InvariantCulture);
        Assert.InRange(Asked("period").Count(), 1, 12);
        var rows = (from year in Asked("period").Select(y => int.Parse(y, CultureInfo.InvariantCulture))
                    where Released.ContainsKey((reporter, year))
                    from partner in Asked("partnerCode")
                    from flow in Asked("flowCode")
                    where flow is "X" or "M"
                    from product in Codes(c.Request.Query["cmdCode"]!)
                    from second in seconds
                    select Change(Record(reporter, int.Parse(partner, CultureInfo.InvariantCulture), flow, year, product).Replace(
                        "\"partner2Code\":0,", $"\"partner2Code\":{second},", StringComparison.Ordinal))).ToList();
        var given = rows.Take(Math.Min(Limit, int.Parse(c.Request.Query["maxRecords"]!, CultureInfo.InvariantCulture))).ToList();
        return c.Json($"{{\"elapsedTime\":\"0.21 secs\",\"count\":{given.Count},\"data\":[{string.Join(",", given)}],\"error\":\"\"}}");
    }

    private IEnumerable<string> Codes(string cmdCode) => cmdCode switch
    {
        "TOTAL" => ["TOTAL"],
        "AG2" => Products.Select(p => p[..2]).Distinct(),
        "AG6" => Products,
        _ => cmdCode.Split(',').Intersect(Products.Concat(Products.Select(p => p[..2]))),
    };

    private static string Record(int reporter, int partner, string flow, int year, string product)
    {
        var value = (product == "TOTAL" ? 1e9 : 1e6) + year + (reporter / 1000.0);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{{\"typeCode\":\"C\",\"freqCode\":\"A\",\"refPeriodId\":{year}0101,\"refYear\":{year},\"refMonth\":52,\"period\":\"{year}\",\"reporterCode\":{reporter},\"reporterISO\":null,\"reporterDesc\":null,\"flowCode\":\"{flow}\",\"flowDesc\":null,\"partnerCode\":{partner},\"partnerISO\":null,\"partnerDesc\":null,\"partner2Code\":0,\"partner2ISO\":null,\"partner2Desc\":null,\"classificationCode\":\"H5\",\"classificationSearchCode\":\"HS\",\"isOriginalClassification\":true,\"cmdCode\":\"{product}\",\"cmdDesc\":null,\"aggrLevel\":{product.Length},\"isLeaf\":false,\"customsCode\":\"C00\",\"customsDesc\":null,\"mosCode\":\"0\",\"motCode\":0,\"motDesc\":null,\"qtyUnitCode\":-1,\"qtyUnitAbbr\":null,\"qty\":null,\"isQtyEstimated\":false,\"altQtyUnitCode\":-1,\"altQtyUnitAbbr\":null,\"altQty\":null,\"isAltQtyEstimated\":false,\"netWgt\":{(product == "TOTAL" ? "null" : "12.5")},\"isNetWgtEstimated\":false,\"grossWgt\":null,\"isGrossWgtEstimated\":false,\"cifvalue\":{(flow == "M" ? value.ToString("R", CultureInfo.InvariantCulture) : "null")},\"fobvalue\":{(flow == "X" ? value.ToString("R", CultureInfo.InvariantCulture) : "null")},\"primaryValue\":{value.ToString("R", CultureInfo.InvariantCulture)},\"legacyEstimationFlag\":0,\"isReported\":true,\"isAggregate\":false}}");
    }
}

internal static class Hashes
{
    /// <summary>The same for the same text in every process.</summary>
    public static long GetDeterministicHash(this string text) => text.Aggregate(17L, (h, c) => ((h * 31) + c) % 1_000_000_007);
}
