using System.Globalization;
using Dyad.Data.Harmonise;
using Dyad.Data.Provenance;
using Dyad.Data.Schema;
using Dyad.Data.Sources;
using Dyad.Data.Vintages;

namespace Dyad.Data.Import;

/// <summary>A national source without a service: its file is read through a map, and its rows are rows of a fact table.</summary>
/// <param name="map">The map.</param>
/// <param name="codes">Codes of the table that a field refers to.</param>
/// <param name="clock">Tells when the file was read.</param>
public sealed class MappedSource(ImportMap map, Func<string, IReadOnlySet<string>> codes, TimeProvider clock) : ISource
{
    /// <inheritdoc />
    public SourceInfo Info { get; } = new(
        map.Source, map.Title, map.Publisher, map.Licence, map.Citation, new Uri(Path.GetFullPath(map.Path)),
        $"dyad data import FILE --map {map.Path}", [map.Schema]);

    /// <inheritdoc />
    public FetchQuery Complete(FetchQuery query)
    {
        ArgumentNullException.ThrowIfNull(query);
        // Files of one map are answers to one question if they are of the same name: next year's file adds, a revised one replaces.
        return query;
    }

    /// <inheritdoc />
    public Task FetchAsync(FetchQuery query, IFetch fetch, CancellationToken cancel) =>
        throw new FactException($"{map.Source}: no service to ask; dyad data import FILE --map {map.Path}");

    /// <inheritdoc />
    public void ReadFile(string path, FetchQuery query, IFetch fetch, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(fetch);
        var name = Path.GetFileName(path);
        var table = map.Schema;
        var raw = RawRows.Of(path, map.File);
        var fields = table.Fields.Select(f => new FieldReader(path, f, map, raw.Columns, codes)).ToList();
        var check = new RowCheck(table);
        var year = fields.FirstOrDefault(f => f.Field.Name == "year");
        var skip = map.Skip.Select(s => (Column: FieldReader.Position(path, s.Key, raw.Columns, map), Texts: s.Value)).ToList();
        var rows = new List<object?[]>();
        var numbers = new List<long>();
        RowFault? first = null;
        var keys = new Dictionary<string, long>(StringComparer.Ordinal);
        var keyFields = table.Fields.Index().Where(f => f.Item.Key).Select(f => f.Index).ToList();
        foreach (var (number, cells) in raw.Rows)
        {
            cancel.ThrowIfCancellationRequested();
            if (raw.Fault(cells) is { } unread)
            {
                Reject(new RowFault(name, number, "", "", unread));
                continue;
            }

            if (skip.Any(s => s.Texts.Contains(Convert.ToString(cells[s.Column], CultureInfo.InvariantCulture)!.Trim())))
                continue;
            if (Row(number, cells) is not { } row)
                continue;
            var key = string.Join(", ", keyFields.Select(k => Convert.ToString(row[k], CultureInfo.InvariantCulture)));
            if (keys.TryAdd(key, number))
            {
                rows.Add(row);
                numbers.Add(number);
            }
            else
            {
                Reject(new RowFault(name, number, string.Join(", ", table.Key), key, $"stands already at row {keys[key]}"));
            }
        }

        if (rows.Count == 0)
            throw new FactException($"{path}: no row of {table.Name} in it{(first is null ? "" : $" is without fault; the first: {first}")}");
        TellBreaks(rows, fetch);
        var now = clock.GetUtcNow();
        fetch.Keep(
            "file", new Answer(name, Manifest.Checksum(path), new FileInfo(path).Length, now, map.Released), [new RowBatch(table, rows, numbers)]);
        fetch.Keep("map", new Answer(Path.GetFileName(map.Path), map.Sha256, new FileInfo(map.Path).Length, now), []);

        void Reject(RowFault fault)
        {
            first ??= fault;
            fetch.Reject(fault);
        }

        object?[]? Row(long number, object?[] cells)
        {
            var inYear = year?.Read(cells, null).Value as int?;
            var row = new object?[fields.Count];
            for (var f = 0; f < row.Length; f++)
            {
                var (value, reason) = fields[f].Read(cells, inYear);
                if (reason is not null)
                {
                    Reject(new RowFault(name, number, fields[f].Place, fields[f].Shown(cells), reason));
                    return null;
                }

                row[f] = value;
            }

            if (check.Fault(row, name, number) is not { } fault)
                return row;
            // Faults name columns as the file does.
            var field = fields.First(f => f.Field.Name == fault.Column);
            Reject(fault with { Column = field.Place, Value = field.Shown(cells) });
            return null;
        }
    }

    /// <summary>Tells of economies whose area changed within the years of the file.</summary>
    private void TellBreaks(IReadOnlyList<object?[]> rows, IFetch fetch)
    {
        var year = map.Schema.Fields.Index().Where(f => f.Item.Name == "year").Select(f => f.Index).FirstOrDefault(-1);
        if (year < 0)
            return;
        var economies = map.Schema.Fields.Index().Where(f => f.Item.Allowed == "@economies").Select(f => f.Index).ToList();
        foreach (var of in economies.SelectMany(c => rows.Select(r => (Code: (string)r[c]!, Year: (int)r[year]!)))
            .GroupBy(r => r.Code, r => r.Year).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            if (FormerEconomies.BreakTold(of.Key, of.Min(), of.Max()) is { } told)
                fetch.Report(told, 0);
        }
    }
}
