using Dyad.Data.Harmonise;

namespace Dyad.Data.Vintages;

/// <summary>Rows of one table, or of one partition of it, in one file that is named by its checksum.</summary>
/// <param name="Table">Table of the source.</param>
/// <param name="Partition">Year, or empty where the table is one file.</param>
/// <param name="Key">Fields that tell its rows apart, and by which they are sorted.</param>
/// <param name="Sha256">SHA-256 of the file.</param>
/// <param name="Rows">Rows.</param>
/// <param name="Bytes">Size of the file.</param>
public sealed record VintageObject(string Table, string Partition, IReadOnlyList<string> Key, string Sha256, long Rows, long Bytes);

/// <summary>
/// What a source answered to one question, once and for all: named by its content, so that the same answer is the same vintage.
/// </summary>
/// <param name="Id">Source and the first digits of the checksum of question and content.</param>
/// <param name="Source">Name of the source.</param>
/// <param name="Request">What was asked (<see cref="Sources.FetchQuery.Canonical"/>); empty: all of it.</param>
/// <param name="Historic">Whether an earlier state of the source was asked for: then no report takes it for the latest.</param>
/// <param name="FirstFetched">When this content was first answered.</param>
/// <param name="LastFetched">When it was answered last.</param>
/// <param name="Release">What the source says of its release.</param>
/// <param name="Publisher">Who publishes the source.</param>
/// <param name="Title">Name of the data set.</param>
/// <param name="Licence">Its licence.</param>
/// <param name="Citation">How it wants to be cited.</param>
/// <param name="Rows">Rows in all tables.</param>
/// <param name="Rejected">Rows that failed a check and were left out, because good rows alone were asked for.</param>
/// <param name="Version">Version of Dyad that read the answer.</param>
/// <param name="PrunedAt">When its objects were removed; null: they are there.</param>
/// <param name="Objects">Its tables.</param>
public sealed record Vintage(
    string Id, string Source, string Request, bool Historic, DateTimeOffset FirstFetched, DateTimeOffset LastFetched, string Release,
    string Publisher, string Title, string Licence, string Citation, long Rows, long Rejected, string Version, DateTimeOffset? PrunedAt,
    IReadOnlyList<VintageObject> Objects)
{
    /// <summary>Value that names no product or no economy; null where it holds no trade by product.</summary>
    public Unnamed? Unnamed { get; init; }

    /// <summary>Size of its objects.</summary>
    public long Bytes => Objects.Sum(o => o.Bytes);
}
