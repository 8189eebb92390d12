using System.Globalization;
using System.Text;
using System.Text.Json;
using CsvHelper;
using Dyad.Reports.Model;
using Dyad.Reports.Rendering.Csv;
using Dyad.Reports.Tests.Fixtures;

namespace Dyad.Reports.Tests.Rendering;

public class DataAnnexTests
{
    /// <summary>Files whose rows are no figures: names, and the addresses themselves.</summary>
    private static readonly string[] WithoutAddress =
    [
        "report.csv", "notes.csv", "economies.csv", "sectors.csv", "products.csv", "sources.csv", "provenance.csv", "provenance_inputs.csv",
        "provenance_options.csv", "files.csv", "columns.csv", "scenarios.csv", "scenario_sources.csv", "scenario_steps.csv",
        // A parameter has a source of its own.
        "scenario_parameters.csv", "programme.csv", "vintages.csv",
    ];

    public static TheoryData<string> Fixtures => [.. Fixture.Names];

    [Fact]
    public void EveryFieldOfTheReportHasAColumn()
    {
        var fields = Fields(typeof(JointReport), "").Select(f => f.Json).Order(StringComparer.Ordinal);
        Assert.Equal(fields, AnnexSchema.Columns.Select(c => c.Json).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void ColumnsHaveTheNamesOfTheReport()
    {
        // Fields of a record within a row carry its name: evidence_actual.
        Assert.All(AnnexSchema.Columns, column =>
        {
            var holder = AnnexSchema.Files.Single(f => f.File == column.File).Json;
            var own = column.Json.StartsWith(holder + '.', StringComparison.Ordinal);
            if (own && !column.Json.Contains("{}", StringComparison.Ordinal))
                Assert.Equal(column.Json[holder.Length..].Trim('.', '[', ']').Replace('.', '_'), column.Column);
        });
    }

    [Fact]
    public void EveryNumberHasAUnitAndEveryColumnADescription()
    {
        var numbers = Fields(typeof(JointReport), "").Where(f => f.Number).Select(f => f.Json).ToHashSet();
        Assert.NotEmpty(numbers);
        Assert.All(AnnexSchema.Columns, column =>
        {
            Assert.NotEqual("", column.Description);
            if (numbers.Contains(column.Json))
                Assert.NotEqual("", column.Unit);
        });
        Assert.All(AnnexSchema.Files, file => Assert.NotEqual("", file.Description));
    }

    [Theory]
    [MemberData(nameof(Fixtures))]
    public void EveryFileIsTheTableThatColumnsCsvDescribes(string fixture)
    {
        var annex = Read(Fixture.Get(fixture));
        Assert.Equal(["files.csv", "columns.csv", .. annex["files.csv"].Rows.Select(r => r[0])], annex.Keys);
        foreach (var (file, table) in annex.Where(f => f.Key is not ("files.csv" or "columns.csv")))
        {
            Assert.Equal(annex["columns.csv"].Rows.Where(r => r[0] == file).Select(r => r[1]), table.Header);
            Assert.All(table.Rows, row => Assert.Equal(table.Header.Length, row.Length));
        }
    }

    [Theory]
    [MemberData(nameof(Fixtures))]
    public void EveryRowOfFiguresHasAnAddressInTheAnnex(string fixture)
    {
        var annex = Read(Fixture.Get(fixture));
        var addresses = annex["provenance.csv"].Column("id").ToHashSet();
        foreach (var (file, table) in annex.Where(f => !WithoutAddress.Contains(f.Key)))
            Assert.Empty(table.Column("provenance").Where(id => !addresses.Contains(id)).Select(id => $"{file}: {id}"));
        Assert.Subset(addresses, annex["scenarios.csv"].Column("difference_provenance").ToHashSet());
    }

    [Fact]
    public void NumbersComeBackBitForBit()
    {
        double[] values = [1.0 / 3, -0.1, 5e-324, double.MaxValue, 123456789.123456789, 1e21, 0];
        var report = Fixture.Get("full");
        report = report with { Trade = [.. values.Select((v, i) => new TradeFigure(1995 + i, "AAA", "BBB", null, v, "trade"))] };
        var read = Read(report)["trade.csv"].Column("million_usd").Select(v => double.Parse(v, CultureInfo.InvariantCulture));
        Assert.Equal(values.Select(BitConverter.DoubleToInt64Bits), read.Select(BitConverter.DoubleToInt64Bits));
    }

    [Fact]
    public void RecordsWithinRecordsBecomeRowsOfTheirOwn()
    {
        var report = Fixture.Get("full");
        var annex = Read(report);
        var (flow, claim) = (report.Mirror[0], report.Mirror[0].Claims[1]);
        Assert.Equal(
            [
                Text(flow.Year), flow.Exporter, flow.Importer, claim.Reporter, claim.Source, claim.Valuation,
                Text(claim.MillionUsd), claim.Provenance,
            ],
            annex["mirror_claims.csv"].Rows[1]);
        Assert.Equal(report.Mirror.Sum(m => m.Claims.Count), annex["mirror_claims.csv"].Rows.Count);
        Assert.Equal(report.Gravity.Sum(g => g.Coefficients.Count), annex["gravity_coefficients.csv"].Rows.Count);
        Assert.Equal(report.Stances.Sum(s => s.WithWorld.Count), annex["stances_with_world.csv"].Rows.Count);
        Assert.Equal(report.Provenance.Sum(p => p.Options.Count), annex["provenance_options.csv"].Rows.Count);
        Assert.Equal(report.Bottlenecks.Select(b => string.Join(' ', b.Acts)), annex["bottlenecks.csv"].Column("acts"));
        Assert.Equal(
            report.Stances[0].WithWorld.Select(w => (w.Key, Text(w.Value))),
            annex["stances_with_world.csv"].Rows.Take(report.Stances[0].WithWorld.Count).Select(r => (r[3], r[4])));
    }

    [Fact]
    public void FiguresBelowNamesAndMissingRecordsFindTheirColumns()
    {
        var report = Fixture.Get("full");
        var annex = Read(report);
        var first = report.Scenarios[0];
        Assert.Equal(
            ["border", "AAA", "real_wage_percent", Text(first.Welfare[0].Intervals!["real_wage_percent"].Value)],
            annex["scenario_welfare_intervals.csv"].Rows[0][..4]);
        Assert.Equal(first.Steps[0].Welfare.Count, annex["scenario_step_welfare.csv"].Rows.Count);
        Assert.Equal(["border", "elasticity", "mining"], annex["scenario_parameters.csv"].Rows[0][..3]);
        report = report with { Scenarios = [first with { Ensemble = null, Difference = null, Welfare = [first.Welfare[0] with { Intervals = null }] }] };
        annex = Read(report);
        Assert.Equal([""], annex["scenarios.csv"].Column("ensemble_draws"));
        Assert.Equal([""], annex["scenarios.csv"].Column("difference_value"));
        Assert.Empty(annex["scenario_parameters.csv"].Rows);
        Assert.Empty(annex["scenario_welfare_intervals.csv"].Rows);
    }

    [Theory]
    [InlineData("plain")]
    [InlineData("a, \"quoted\" name")]
    [InlineData("two\r\nlines")]
    [InlineData("俄罗斯, Россия")]
    [InlineData("=1+1")]
    [InlineData(" spaces ")]
    public void TextComesBackAsItWas(string text)
    {
        var report = Fixture.Get("full");
        report = report with { Economies = [new("AAA", text, text, text)] };
        Assert.Equal(["AAA", text, text, text], Read(report)["economies.csv"].Rows[0]);
    }

    [Fact]
    public void FilesAreUtf8WithoutAMarkAndEndEachRecordWithCrLf()
    {
        foreach (var (name, write) in DataAnnex.Files(Fixture.Get("full")))
        {
            var text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(Bytes(write));
            Assert.NotEqual('\uFEFF', text[0]);
            Assert.EndsWith("\r\n", text, StringComparison.Ordinal);
            Assert.True(text.Replace("\r\n", "", StringComparison.Ordinal).IndexOfAny(['\r', '\n']) < 0, name);
        }
    }

    private sealed record Table(string[] Header, List<string[]> Rows)
    {
        public IEnumerable<string> Column(string name) => Rows.Select(r => r[Array.IndexOf(Header, name)]);
    }

    private static Dictionary<string, Table> Read(JointReport report) =>
        DataAnnex.Files(report).ToDictionary(f => f.Name, f => Parse(Bytes(f.Write)));

    private static Table Parse(byte[] bytes)
    {
        using var csv = CsvReader.Create(bytes, new CsvReaderOptions { Separator = ',', HasHeader = false });
        var rows = new List<string[]>();
        while (csv.Read())
            rows.Add([.. Enumerable.Range(0, csv.FieldCount).Select(csv.GetString)]);
        return new Table(rows[0], rows[1..]);
    }

    private static string Snake(string name) => JsonNamingPolicy.SnakeCaseLower.ConvertName(name);

    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    private static byte[] Bytes(Action<Stream> write)
    {
        using var stream = new MemoryStream();
        write(stream);
        return stream.ToArray();
    }

    /// <summary>The fields that the types of the model have, as paths of <c>report.json</c>.</summary>
    private static IEnumerable<(string Json, bool Number)> Fields(Type type, string path)
    {
        if (Nullable.GetUnderlyingType(type) is { } inner)
            type = inner;
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>))
            return Fields(type.GetGenericArguments()[0], path + "[]");
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyDictionary<,>))
            return [(path + "{}.key", false), .. Fields(type.GetGenericArguments()[1], path + "{}.value")];
        if (type.Namespace != typeof(JointReport).Namespace)
            return [(path, type == typeof(double) || type == typeof(int) || type == typeof(long))];
        return type.GetProperties()
            .Where(p => p.GetMethod!.IsPublic)
            .SelectMany(p => Fields(p.PropertyType, path + (path.Length > 0 ? "." : "") + Snake(p.Name)));
    }
}
