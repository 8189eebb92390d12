using Dyad.Data.Schema;
using Dyad.Data.Sources.Http;

namespace Dyad.Data.Sources;

/// <summary>An answer of a service, or a file, as the catalogue keeps it.</summary>
/// <param name="Address">What was asked, without key; or the name of the file.</param>
/// <param name="Sha256">SHA-256 of the bytes as received (after content encoding), 64 lower-case hexadecimal digits.</param>
/// <param name="Bytes">Their number.</param>
/// <param name="ReceivedAt">When.</param>
/// <param name="Released">What the source says of its release: a date, a version; empty where it says nothing.</param>
public sealed record Answer(string Address, string Sha256, long Bytes, DateTimeOffset ReceivedAt, string Released = "");

/// <summary>A value that failed its check.</summary>
/// <param name="File">File or address that it stands in.</param>
/// <param name="Row">Row, as a reader of the file counts (the header of a CSV is 1; records of JSON from 1); 0: the file as a whole.</param>
/// <param name="Column">Column or field; empty: the row as a whole.</param>
/// <param name="Value">The value, shortened where it is long.</param>
/// <param name="Reason">What is wrong with it, as the end of a sentence: <c>is not a number</c>.</param>
public sealed record RowFault(string File, long Row, string Column, string Value, string Reason)
{
    /// <summary>Faults that a message tells at the most.</summary>
    private const int MostTold = 10;

    /// <summary>Faults in one line: the first ones, and how many there are besides.</summary>
    internal static string Told(IReadOnlyList<RowFault> faults) =>
        string.Join("; ", faults.Take(MostTold)) + (faults.Count > MostTold ? $"; and {faults.Count - MostTold} more" : "");

    /// <summary>The fault as a line.</summary>
    public override string ToString() =>
        (Row, Column) switch
        {
            (0, "") => $"{File}: {Shown}{Reason}",
            (_, "") => $"{File}: row {Row}: {Shown}{Reason}",
            (0, _) => $"{File}: column {Column}: {Shown}{Reason}",
            _ => $"{File}: row {Row}, column {Column}: {Shown}{Reason}",
        };

    private string Shown => Value.Length == 0 ? "" : $"'{Value}' ";
}

/// <summary>Rows of a table, in memory: one array a row in the order of the schema's fields; null for what is missing.</summary>
/// <param name="Table">The table; values are <see cref="string"/>, <see cref="int"/>, <see cref="double"/>, <see cref="bool"/> or
/// <see cref="DateOnly"/> as its fields say.</param>
/// <param name="Rows">The rows.</param>
/// <param name="Numbers">The row of the file that each was read from, for faults; null: counted from 1.</param>
public sealed record RowBatch(FactTableSchema Table, IReadOnlyList<object?[]> Rows, IReadOnlyList<long>? Numbers = null);

/// <summary>
/// A fetch under way. A part is what is asked for at once: a page, a year, a file. What was kept of a part outlives the process;
/// the vintage comes into being when all parts are there, and not before.
/// </summary>
public interface IFetch
{
    /// <summary>HTTP with the rules of the house: retries, limits by host, resume, no key in any message.</summary>
    SourceClient Http { get; }

    /// <summary>A folder that outlives the process until the fetch has ended: for downloads that are resumed.</summary>
    string Scratch { get; }

    /// <summary>Whether a part was kept, by this process or by one before it.</summary>
    bool Has(string part);

    /// <summary>What was noted with a part when it was kept; null where it was not kept or nothing was noted.</summary>
    string? Note(string part);

    /// <summary>
    /// Keeps a part: all of its rows or none. Rows are checked against the table's schema (types, ranges, sets, codes); a fault
    /// ends the fetch, unless good rows are wanted, in which case the row is left out and the fault goes to the catalogue.
    /// </summary>
    /// <param name="part">Name of the part, the same in every run of the same query: <c>page 3</c>.</param>
    /// <param name="answer">What the rows were read from.</param>
    /// <param name="batches">The rows, at most one batch a table.</param>
    /// <param name="note">What a later run has to know of the part: the number of pages, a cursor.</param>
    /// <exception cref="FactException">A row is at fault and good rows alone are not wanted.</exception>
    void Keep(string part, Answer answer, IReadOnlyList<RowBatch> batches, string? note = null);

    /// <summary>
    /// Keeps a part whose rows stand in a Parquet file already, checked by the source (for bulk files): it becomes an object of its
    /// own, a partition of its table. The file is moved.
    /// </summary>
    /// <param name="part">Name of the part.</param>
    /// <param name="answer">What the rows were read from.</param>
    /// <param name="table">The table; the file has its fields and is sorted by its key.</param>
    /// <param name="partition">What sets the partition apart: a year.</param>
    /// <param name="parquet">The file.</param>
    void KeepFile(string part, Answer answer, FactTableSchema table, string partition, string parquet);

    /// <summary>
    /// Tells of a value that cannot be read. Throws, unless good rows are wanted; then the fault goes to the catalogue and the caller
    /// leaves the row out.
    /// </summary>
    /// <exception cref="FactException">Good rows alone are not wanted.</exception>
    void Reject(RowFault fault);

    /// <summary>Forgets all parts: the source was revised between them.</summary>
    void Restart();

    /// <summary>Tells how far it is.</summary>
    void Report(string what, double fraction);
}
