namespace Dyad.Evidence;

/// <summary>
/// One claim about one flow, as published: who states it, in which release, under which valuation, and the checksum of the file
/// that it was read from. Validated on construction and never altered afterwards.
/// </summary>
public sealed record Observation
{
    private const int Sha256HexDigits = 64;

    /// <summary>States a claim.</summary>
    /// <param name="source">Publisher and data set.</param>
    /// <param name="vintage">Release of the data set.</param>
    /// <param name="reporter">Code of the economy that states the value.</param>
    /// <param name="partner">Code of the other economy; differs from <paramref name="reporter"/>.</param>
    /// <param name="side">Whether the reporter exports or imports.</param>
    /// <param name="valuation">What the value includes.</param>
    /// <param name="year">Calendar year, four digits.</param>
    /// <param name="sector">Sector group; null for the total.</param>
    /// <param name="millionUsd">Value, million US$ of that year; finite, not negative.</param>
    /// <param name="sha256">SHA-256 of the file that the value was read from, 64 hexadecimal digits.</param>
    /// <param name="product">Product code of the classification that the source uses (HS); null for the total.</param>
    /// <param name="kilograms">Net weight as stated, kg; null: none is stated.</param>
    /// <exception cref="ArgumentException">A value is missing or out of its range; the message names it.</exception>
    public Observation(
        string source, string vintage, string reporter, string partner, ReportedSide side, Valuation valuation, int year,
        string? sector, double millionUsd, string sha256, string? product = null, double? kilograms = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(source);
        ArgumentException.ThrowIfNullOrWhiteSpace(vintage);
        ArgumentException.ThrowIfNullOrWhiteSpace(reporter);
        ArgumentException.ThrowIfNullOrWhiteSpace(partner);
        if (string.Equals(reporter, partner, StringComparison.Ordinal))
            throw new ArgumentException($"'{reporter}' is both reporter and partner.", nameof(partner));
        if (!Enum.IsDefined(side))
            throw new ArgumentOutOfRangeException(nameof(side), side, "Exports or Imports is expected.");
        if (!Enum.IsDefined(valuation))
            throw new ArgumentOutOfRangeException(nameof(valuation), valuation, "Unknown, Fob or Cif is expected.");
        if (year is < 1000 or > 9999)
            throw new ArgumentOutOfRangeException(nameof(year), year, "A year of four digits is expected.");
        if (sector is not null && string.IsNullOrWhiteSpace(sector))
            throw new ArgumentException("A sector is a code, or null for the total; not blank.", nameof(sector));
        if (product is not null && string.IsNullOrWhiteSpace(product))
            throw new ArgumentException("A product is a code, or null for the total; not blank.", nameof(product));
        if (!double.IsFinite(millionUsd) || millionUsd < 0)
            throw new ArgumentOutOfRangeException(nameof(millionUsd), millionUsd, "A finite value of at least 0 is expected.");
        if (kilograms is { } weight && (!double.IsFinite(weight) || weight < 0))
            throw new ArgumentOutOfRangeException(nameof(kilograms), weight, "A finite weight of at least 0 is expected.");
        ArgumentNullException.ThrowIfNull(sha256);
        if (sha256.Length != Sha256HexDigits || !sha256.All(char.IsAsciiHexDigit))
            throw new ArgumentException($"'{sha256}' is not a SHA-256 checksum of 64 hexadecimal digits.", nameof(sha256));

        (Source, Vintage, Reporter, Partner, Side, Valuation) = (source, vintage, reporter, partner, side, valuation);
        (Year, Sector, Product, MillionUsd, Sha256) = (year, sector, product, millionUsd, sha256.ToLowerInvariant());
        Kilograms = kilograms;
    }

    /// <summary>Publisher and data set.</summary>
    public string Source { get; }

    /// <summary>Release of the data set.</summary>
    public string Vintage { get; }

    /// <summary>The economy that states the value.</summary>
    public string Reporter { get; }

    /// <summary>The other economy.</summary>
    public string Partner { get; }

    /// <summary>Whether the reporter exports or imports.</summary>
    public ReportedSide Side { get; }

    /// <summary>What the value includes, as the source says.</summary>
    public Valuation Valuation { get; }

    /// <summary>Calendar year.</summary>
    public int Year { get; }

    /// <summary>Sector group; null for the total.</summary>
    public string? Sector { get; }

    /// <summary>Product code; null for the total.</summary>
    public string? Product { get; }

    /// <summary>Value as published, million US$.</summary>
    public double MillionUsd { get; }

    /// <summary>Net weight as published, kg; null where none is stated.</summary>
    public double? Kilograms { get; }

    /// <summary>SHA-256 of the file, lower case.</summary>
    public string Sha256 { get; }

    /// <summary>The economy that sends the goods.</summary>
    public string Exporter => Side == ReportedSide.Exports ? Reporter : Partner;

    /// <summary>The economy that receives the goods.</summary>
    public string Importer => Side == ReportedSide.Exports ? Partner : Reporter;

    /// <summary>
    /// Whether the value includes cost, insurance and freight; an unknown valuation follows its side's convention.
    /// </summary>
    internal bool IsCif => Valuation == Valuation.Cif || (Valuation == Valuation.Unknown && Side == ReportedSide.Imports);
}
