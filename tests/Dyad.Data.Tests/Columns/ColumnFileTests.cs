using Dyad.Data.Columns;
using Dyad.Data.Store;
using DuckDB.NET.Data;

namespace Dyad.Data.Tests.Columns;

/// <summary>
/// Columns of a file as arrays: each value in its row, whatever its type, and no other file behind an expression.
/// </summary>
public class ColumnFileTests
{
    /// <summary>More than a row group of Parquet (122,880), so that several threads read.</summary>
    private const int Rows = 300_000;

    [Theory]
    [InlineData("parquet")]
    [InlineData("csv")]
    public void ValuesKeepTheirRows(string format)
    {
        using var folder = new TemporaryFolder();
        var path = Write(folder, format, $"""
            SELECT i AS id, CASE WHEN i % 7 = 3 THEN NULL ELSE i * 0.5 END AS half, i % 2 = 1 AS odd,
                   'c' || (i % 211) AS short, 'a country with a long name ' || (i % 5) AS long,
                   CASE WHEN i % 11 = 0 THEN NULL ELSE i // 1000 - 2 END AS block, DATE '2000-01-01' + (i % 3)::INT AS day,
                   (1986 + i % 4)::DOUBLE AS year
            FROM range({Rows}) r(i)
            """);
        using var file = ColumnFile.Open(path, [new AddedColumn("third", "id / 3.0")], "id >= 10", 2, numbered: true);
        var table = file.Read(
            ["id", "half", "odd", "third", ColumnFile.RowNumber], ["short", "long", "block", "day", "year"], default);
        Assert.Equal(Rows - 10, table.Rows);
        for (var row = 0; row < table.Rows; row++)
        {
            var i = row + 10;
            Assert.Equal(i, table.Numbers["id"][row]);
            Assert.Equal(i + 1, table.Numbers[ColumnFile.RowNumber][row]);
            Assert.Equal(i % 7 == 3 ? double.NaN : i * 0.5, table.Numbers["half"][row]);
            Assert.Equal(i % 2, table.Numbers["odd"][row]);
            Assert.Equal(i / 3.0, table.Numbers["third"][row]);
            Assert.Equal($"c{i % 211}", Label(table.Keys["short"], row));
            Assert.Equal($"a country with a long name {i % 5}", Label(table.Keys["long"], row));
            Assert.Equal(i % 11 == 0 ? null : $"{(i / 1000) - 2}", Label(table.Keys["block"], row));
            Assert.Equal($"2000-01-0{1 + (i % 3)}", Label(table.Keys["day"], row));
            Assert.Equal($"{1986 + (i % 4)}", Label(table.Keys["year"], row));
        }

        Assert.Equal(211, table.Keys["short"].Labels.Count);
    }

    [Fact]
    public void AnAddedColumnMayTakeThePlaceOfAnother()
    {
        using var folder = new TemporaryFolder();
        var path = Write(folder, "csv", "SELECT 'n/a' AS x UNION ALL SELECT '2'");
        using (var plain = ColumnFile.Open(path, [], null, 1))
        {
            var fault = Assert.Throws<FactException>(() => plain.Read(["x"], [], default));
            Assert.Contains("('n/a')", fault.Message, StringComparison.Ordinal);
            Assert.Contains("--with \"x=TRY_CAST(x AS DOUBLE)\"", fault.Message, StringComparison.Ordinal);
        }

        using var mended = ColumnFile.Open(path, [new AddedColumn("x", "TRY_CAST(x AS DOUBLE)")], null, 1);
        Assert.Equal([2, double.NaN], mended.Read(["x"], [], default).Numbers["x"].OrderDescending());
    }

    /// <summary>R writes NA for what is missing; in a column of text it is the code of Namibia.</summary>
    [Fact]
    public void NaIsMissingAmongNumbersAndTextAmongText()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Path("data.csv");
        File.WriteAllLines(path, ["x,who,year", "1,\"NA\",NA", "NA,NA,2001", ",,", "\"NA\",ZA,NA", "2.5,ZA,"]);
        using var file = ColumnFile.Open(path, [], "who IS DISTINCT FROM 'x'", 1);
        var table = file.Read(["x"], ["who", "year"], default);
        Assert.Equal([1, double.NaN, double.NaN, double.NaN, 2.5], table.Numbers["x"]);
        Assert.Equal(["NA", "NA", null, "ZA", "ZA"], Enumerable.Range(0, 5).Select(r => Label(table.Keys["who"], r)));
        Assert.Equal(
            [null, "2001", null, null, null], Enumerable.Range(0, 5).Select(r => Label(table.Keys["year"], r)));
    }

    [Theory]
    [InlineData(",", "who,x,day", "\"a,\"\"b\"\"\",1.5,2001-02-13", "a,\"b\"")]
    [InlineData(";", "who;x;day", "\"a;b\";1.5;13/02/2001", "a;b")]
    [InlineData("\t", "who\tx\tday", "'a\tb'\t1.5\t13/02/2001", "a\tb")]
    [InlineData("|", "it's|x|day", "it's|1.5|2001-02-13", "it's")]
    public void ACsvMayBeWrittenInOtherWays(string delimiter, string header, string row, string who)
    {
        using var folder = new TemporaryFolder();
        var path = folder.Path("data.csv");
        File.WriteAllText(path, $"{header}\r\n{row}\r\n{row}\r\n");
        var key = header.Split(delimiter)[0];
        using var file = ColumnFile.Open(path, [new AddedColumn("twice", "2 * x")], null, 2);
        var table = file.Read(["x", "twice"], [key, "day"], default);
        Assert.Equal((1.5, 3.0), (table.Numbers["x"][1], table.Numbers["twice"][1]));
        Assert.Equal((who, "2001-02-13"), (Label(table.Keys[key], 1), Label(table.Keys["day"], 1)));
    }

    [Fact]
    public void TheLastRowOfACsvTellsItsTypesToo()
    {
        using var folder = new TemporaryFolder();
        var path = Write(folder, "csv", $"SELECT CASE WHEN i < {Rows - 1} THEN i ELSE 0.5 END AS x FROM range({Rows}) r(i)");
        using var file = ColumnFile.Open(path, [], null, 2);
        Assert.Equal(0.5, file.Read(["x"], [], default).Numbers["x"][^1]);
    }

    [Fact]
    public void AHeaderAloneHasNoRows()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Path("data.csv");
        File.WriteAllText(path, "y,x\n");
        using var file = ColumnFile.Open(path, [], null, 1);
        Assert.Equal(0, file.Read(["y", "x"], [], default).Rows);
    }

    [Theory]
    [InlineData("x=1", "id = 1; SELECT 1", "--where", "';'")]
    [InlineData("x=1", "id = ", "--where id = ", "syntax error")]
    [InlineData("x=1", "ids = 1", "--where ids = 1", "ids")]
    [InlineData("x=id +", null, "--with x=id +", "syntax error")]
    [InlineData("x=(SELECT count(*) FROM '/etc/hostname')", null, "--with x=", "hostname")]
    [InlineData("x=(SELECT count(*) FROM read_text('/etc/hostname'))", null, "--with x=", "hostname")]
    [InlineData("x=1) AS y, (2", null, "--with x=", "syntax error")]
    public void AnExpressionAtFaultIsNamed(string with, string? where, params string[] parts)
    {
        using var folder = new TemporaryFolder();
        var path = Write(folder, "parquet", "SELECT 1 AS id");
        var at = with.IndexOf('=', StringComparison.Ordinal);
        var fault = Assert.Throws<FactException>(() =>
            ColumnFile.Open(path, [new AddedColumn(with[..at], with[(at + 1)..])], where, 1));
        Assert.All(parts, p => Assert.Contains(p, fault.Message, StringComparison.Ordinal));
        Assert.DoesNotContain('\n', fault.Message);
    }

    [Theory]
    [InlineData("")]
    [InlineData("PAR1 and then nothing of the kind")]
    public void AFileThatIsNoneIsNamed(string content)
    {
        using var folder = new TemporaryFolder();
        var path = folder.Path("odd.parquet");
        File.WriteAllText(path, content);
        Assert.StartsWith(path, Assert.Throws<FactException>(() =>
            ColumnFile.Open(path, [], null, 1)).Message, StringComparison.Ordinal);
        Assert.StartsWith(
            path + "x", Assert.Throws<FactException>(() =>
                ColumnFile.Open(path + "x", [], null, 1)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ReadingEndsWhenItIsAskedTo()
    {
        using var folder = new TemporaryFolder();
        var path = Write(folder, "parquet", "SELECT i AS id FROM range(10000) r(i)");
        using var file = ColumnFile.Open(path, [], null, 1);
        Assert.ThrowsAny<OperationCanceledException>(() => file.Read(["id"], [], new CancellationToken(canceled: true)));
    }

    private static string? Label(Keys keys, int row) => keys.Levels[row] < 0 ? null : keys.Labels[keys.Levels[row]];

    private static string Write(TemporaryFolder folder, string format, string sql)
    {
        var path = folder.Path("data." + format);
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        connection.Run($"COPY ({sql}) TO {Sql.Text(path)} (FORMAT {format})");
        return path;
    }
}
