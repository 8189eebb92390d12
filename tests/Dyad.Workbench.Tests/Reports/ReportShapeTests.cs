using System.Text.Json;
using Dyad.Workbench.Tests.Fixtures;

namespace Dyad.Workbench.Tests.Reports;

/// <summary>
/// The fields of <c>report.json</c> that programs rely on, with their kinds; <c>?</c> may be null, <c>[]</c> is a list.
/// </summary>
public class ReportShapeTests(ComputedReport computed)
{
    public static TheoryData<string, string> Records => new()
    {
        { "trade", "year:number exporter:string importer:string sector:string? million_usd:number provenance:string" },
        {
            "bottlenecks",
            "id:string kind:string exporter:string importer:string sector:string? million_usd:number low:number high:number " +
            "rank:number rank_low:number rank_high:number acts:string[] provenance:string"
        },
        {
            "stances",
            "from:number to:number issue:string? roll_calls:number equal_share:number low:number high:number provenance:string"
        },
        {
            "environment",
            "party:string indicator:string year:number estimate:number std_error:number low:number high:number provenance:string"
        },
        { "sources", "table:string source:string release:string licence:string citation:string rows:number sha256:string" },
        { "provenance", "id:string inputs:object[] method:string citation:string options:object version:string command:string" },
    };

    [Theory]
    [MemberData(nameof(Records))]
    public void EveryRecordHasItsFields(string name, string fields)
    {
        using var json = JsonDocument.Parse(computed.Result.Json);
        var records = json.RootElement.GetProperty(name).EnumerateArray().ToList();
        Assert.NotEmpty(records);
        foreach (var field in fields.Split(' ').Select(f => f.Split(':')))
        {
            Assert.All(records, record =>
                Assert.True(Is(record.GetProperty(field[0]), field[1]), $"{name}.{field[0]}: {record}"));
        }
    }

    [Fact]
    public void TheReportNamesItsPartiesAndItsYear()
    {
        using var json = JsonDocument.Parse(computed.Result.Json);
        Assert.Equal(["CHN", "RUS"], json.RootElement.GetProperty("parties").EnumerateArray().Select(p => p.GetString()));
        Assert.Equal(2011, json.RootElement.GetProperty("year").GetInt32());
    }

    [Fact]
    public void TradeHoldsTheTotalAndEverySectorOfBothDirectionsInEveryYear()
    {
        var report = computed.Report;
        string?[] sectors = [null, .. report.Sectors.Select(s => s.Code)];
        var expected =
            from year in Enumerable.Range(1995, 17)
            from exporter in report.Parties
            from sector in sectors
            select (year, exporter, sector);
        Assert.Equal(expected.ToHashSet(), report.Trade.Select(t => (t.Year, t.Exporter, t.Sector)).ToHashSet());
        Assert.Equal(17 * 2 * sectors.Length, report.Trade.Count);
    }

    private static bool Is(JsonElement value, string kind) => kind switch
    {
        [.. var inner, '?'] => value.ValueKind == JsonValueKind.Null || Is(value, inner),
        [.. var inner, '[', ']'] => value.ValueKind == JsonValueKind.Array && value.EnumerateArray().All(v => Is(v, inner)),
        "number" => value.ValueKind == JsonValueKind.Number && double.IsFinite(value.GetDouble()),
        "string" => value.ValueKind == JsonValueKind.String && value.GetString()!.Length > 0,
        "object" => value.ValueKind == JsonValueKind.Object,
        _ => throw new ArgumentException(kind),
    };
}
