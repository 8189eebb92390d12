using static Dyad.Evidence.Tests.SimulatedWorld;

namespace Dyad.Evidence.Tests.Observations;

public class ObservationTests
{
    private static readonly string Sha = new('a', 64);

    [Fact]
    public void SidesTellWhoExports()
    {
        var sends = Claim("CHN", "RUS", ReportedSide.Exports, 2011, 1);
        var receives = Claim("RUS", "CHN", ReportedSide.Imports, 2011, 1);
        Assert.Equal(("CHN", "RUS"), (sends.Exporter, sends.Importer));
        Assert.Equal(("CHN", "RUS"), (receives.Exporter, receives.Importer));
    }

    [Theory]
    [InlineData("", "v", "A", "B", 2011, null, 1.0)]
    [InlineData("s", " ", "A", "B", 2011, null, 1.0)]
    [InlineData("s", "v", "A", "A", 2011, null, 1.0)]
    [InlineData("s", "v", "A", "B", 11, null, 1.0)]
    [InlineData("s", "v", "A", "B", 2011, " ", 1.0)]
    [InlineData("s", "v", "A", "B", 2011, null, -1.0)]
    [InlineData("s", "v", "A", "B", 2011, null, double.NaN)]
    [InlineData("s", "v", "A", "B", 2011, null, double.PositiveInfinity)]
    public void BadValuesAreRefused(
        string source, string vintage, string reporter, string partner, int year, string? sector, double value) =>
        Assert.ThrowsAny<ArgumentException>(() => new Observation(
            source, vintage, reporter, partner, ReportedSide.Exports, Valuation.Fob, year, sector, value, Sha));

    [Theory]
    [InlineData("")]
    [InlineData("abc")]
    [InlineData("zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz")]
    public void ChecksumsAreChecked(string checksum) => Assert.Throws<ArgumentException>(() => new Observation(
        "s", "v", "A", "B", ReportedSide.Exports, Valuation.Fob, 2011, null, 1, checksum));

    [Fact]
    public void ClaimsAreComparedByValueAndChecksumIgnoresCase() => Assert.Equal(
        new Observation("s", "v", "A", "B", ReportedSide.Exports, Valuation.Fob, 2011, null, 1, Sha),
        new Observation("s", "v", "A", "B", ReportedSide.Exports, Valuation.Fob, 2011, null, 1, Sha.ToUpperInvariant()));
}
