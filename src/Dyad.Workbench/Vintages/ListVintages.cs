using System.Globalization;
using Dyad.Data.Harmonise;
using Dyad.Data.Vintages;

namespace Dyad.Workbench.Vintages;

/// <summary>A vintage in a list.</summary>
/// <param name="Id">Id.</param>
/// <param name="Source">Source.</param>
/// <param name="Request">What was asked.</param>
/// <param name="FirstFetched">When its content was first answered.</param>
/// <param name="LastFetched">When it was answered last.</param>
/// <param name="Release">What the source says of its release.</param>
/// <param name="Rows">Rows.</param>
/// <param name="Rejected">Rows left out, with why.</param>
/// <param name="Unnamed">Value that names no product or no economy; null where the vintage holds no trade by product.</param>
/// <param name="Bytes">Size on disk.</param>
/// <param name="Licence">Licence.</param>
/// <param name="Pruned">When its rows were removed; null: they are there.</param>
/// <param name="Tables">Its tables with their checksums.</param>
/// <param name="Answers">What it was read from, with checksums.</param>
public sealed record ListedVintage(
    string Id, string Source, string Request, DateTimeOffset FirstFetched, DateTimeOffset LastFetched, string Release, long Rows,
    IReadOnlyList<string> Rejected, ListedUnnamed? Unnamed, long Bytes, string Licence, DateTimeOffset? Pruned, IReadOnlyList<ListedObject> Tables,
    IReadOnlyList<ListedAnswer> Answers);

/// <summary>
/// Value in million US$: all that is stated, without a product by kind of code, with no economy by number of the area (null where the source
/// was not asked for such areas), and what stands in totals alone.
/// </summary>
public sealed record ListedUnnamed(
    double MillionUsd, IReadOnlyDictionary<string, double> Products, IReadOnlyDictionary<string, double>? Areas, double TotalAlone);

/// <summary>A table, or a partition of it.</summary>
public sealed record ListedObject(string Table, string Partition, long Rows, long Bytes, string Sha256);

/// <summary>An answer, or a file.</summary>
public sealed record ListedAnswer(string Address, string Sha256, long Bytes, DateTimeOffset ReceivedAt);

/// <summary>Lists what a store holds.</summary>
public static class ListVintages
{
    /// <summary>All vintages, the first fetched first.</summary>
    public static IReadOnlyList<ListedVintage> Run(string? store)
    {
        var vintages = StoreFacts.ToRead(store);
        return [.. vintages.Vintages().Select(v => Of(vintages, v))];
    }

    /// <summary>A vintage as it is listed.</summary>
    public static ListedVintage Of(VintageStore store, Vintage v)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(v);
        return new ListedVintage(
            v.Id, v.Source, v.Request, v.FirstFetched, v.LastFetched, v.Release, v.Rows,
            v.Rejected == 0 ? [] : [.. store.Faults(v.Id).Select(f => f.ToString())], Of(v.Unnamed), v.Bytes, v.Licence, v.PrunedAt,
            [.. v.Objects.Select(o => new ListedObject(o.Table, o.Partition, o.Rows, o.Bytes, o.Sha256))],
            [.. store.Answers(v.Id).Select(a => new ListedAnswer(a.Address, a.Sha256, a.Bytes, a.ReceivedAt))]);
    }

    private static ListedUnnamed? Of(Unnamed? u) => u is null ? null : new ListedUnnamed(
        u.MillionUsd, u.Products.ToDictionary(p => p.Key.ToString().ToLowerInvariant(), p => p.Value),
        u.Areas?.ToDictionary(a => a.Key.ToString(CultureInfo.InvariantCulture), a => a.Value), u.TotalAlone);
}
