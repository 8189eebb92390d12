using Dyad.Data.Facts;
using Dyad.Data.Provenance;
using Dyad.Data.Schema;
using Dyad.Data.Sources;

namespace Dyad.Data.Harmonise;

/// <summary>
/// Claims by product in another revision of the Harmonized System, as a source of their own: what both customs stated stays, and what
/// was made of it lies beside it, under the revision that it was converted to.
/// </summary>
/// <param name="from">Revision that is converted: HS1992 to HS2022.</param>
/// <param name="to">Revision that it is converted to.</param>
/// <param name="sheet">Sheet of the correlation table; null: the first.</param>
/// <param name="claims">Claims of six digits in a revision.</param>
/// <param name="clock">Tells when.</param>
public sealed class HarmonisedSource(
    string from, string to, string? sheet, Func<string, IReadOnlyList<ProductClaim>> claims, TimeProvider clock) : ISource
{
    /// <summary>Name of the source, and what the citation of a converted claim begins with: it is not converted again.</summary>
    public const string Name = "harmonised";

    private static readonly FactTableSchema Table = FactSchema.Table("customs_products");

    /// <inheritdoc />
    public SourceInfo Info { get; } = new(
        Name, $"Trade by product stated in {from}, converted to {to}", "Dyad", "that of the figures converted",
        "Converted by weights after Lukaszuk and Torun (2022), Harmonizing the Harmonized System",
        new Uri("https://unstats.un.org/unsd/classifications/Econ"), $"dyad data harmonise TABLE --from {from} --to {to}", [Table]);

    /// <inheritdoc />
    public FetchQuery Complete(FetchQuery query) => query;

    /// <inheritdoc />
    public Task FetchAsync(FetchQuery query, IFetch fetch, CancellationToken cancel) =>
        throw new FactException($"{Name}: no service to ask; {Info.ByHand}");

    /// <inheritdoc />
    public void ReadFile(string path, FetchQuery query, IFetch fetch, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(fetch);
        var stated = claims(from);
        if (stated.Count == 0)
            throw new FactException($"no product of six digits is stated in {from}: dyad data fetch comtrade --datasets HS6, or data import");
        var table = Directed(HsConcordance.Read(path, sheet), path);
        var changed = RevisionChange.Convert(table, stated, claims(to), cancel);
        foreach (var (product, value) in changed.Lost)
        {
            fetch.Reject(new RowFault(
                Path.GetFileName(path), 0, table.From, product, FormattableString.Invariant($"is not in it: {value:0.###} million US$ are lost")));
        }

        if (changed.Claims.Count == 0 && changed.Left > 0)
            throw new FactException($"every flow that is stated in {from} is stated in {to} too: nothing is to be converted");
        var told = FormattableString.Invariant(
            $"{from} to {to}; {Percent(changed.Split)} of the value split, by {changed.Flows} flows")
            + (changed.Plain > 0 ? $"; {Percent(changed.Plain)} by plain shares, as too few tell" : "")
            + (changed.Left > 0 ? FormattableString.Invariant($"; {changed.Left} flows left, stated in {to}") : "");
        fetch.Keep(
            "table", new Answer(Path.GetFileName(path), Manifest.Checksum(path), new FileInfo(path).Length, clock.GetUtcNow(), told),
            [new RowBatch(Table, [.. changed.Claims.Select(Row)])]);

        string Percent(double part) => FormattableString.Invariant($"{100 * part / Math.Max(changed.MillionUsd, double.Epsilon):F1}%");
    }

    private object?[] Row(ProductClaim c) =>
    [
        c.Year, c.Exporter, c.Importer, c.Reporter, to, c.Product, c.MillionUsd, c.Kilograms, c.Valuation,
        $"{Name} from {from}: {c.Citation}", c.Address,
    ];

    /// <summary>The table as it is wanted: the header of UNSD names the years of the revisions.</summary>
    /// <exception cref="FactException">The header names the year of another revision.</exception>
    private HsConcordance Directed(HsConcordance table, string path)
    {
        var (first, second) = (Edition(table.From), Edition(table.To));
        var isReversed = first == to || second == from;
        var (one, other) = isReversed ? (to, from) : (from, to);
        return (first ?? one, second ?? other) == (one, other)
            ? isReversed ? table.Reversed : table
            : throw new FactException($"{path}: its header names '{table.From}' and '{table.To}', asked for were {from} and {to}");
    }

    /// <summary>The revision whose year a heading holds; null: it holds none.</summary>
    private static string? Edition(string heading) =>
        HsEditions.All.FirstOrDefault(edition => heading.Contains(edition[2..], StringComparison.Ordinal));
}
