using System.Globalization;
using Dyad.Data.Columns;

namespace Dyad.Data.Accounts;

/// <summary>One index of an array: the column that holds its keys, and the keys in the order of the array.</summary>
internal readonly record struct CellAxis(string Column, IReadOnlyList<string> Keys);

/// <summary>A file whose rows are the cells of arrays: keys in some columns, values in others.</summary>
internal sealed class CellTable
{
    private readonly string path;
    private readonly ColumnTable table;

    private CellTable(string path, IReadOnlyList<string> numeric, ColumnTable table) => (this.path, Numeric, this.table) = (path, numeric, table);

    /// <summary>Columns that hold numbers.</summary>
    public IReadOnlyList<string> Numeric { get; }

    /// <summary>Reads a whole file.</summary>
    /// <exception cref="FactException">It is damaged.</exception>
    public static CellTable Read(string path, CancellationToken cancel)
    {
        using var file = ColumnFile.Open(path, [], where: null, threads: 1);
        List<string> numeric = [.. file.Columns.Where(c => c.IsNumeric).Select(c => c.Name)];
        try
        {
            return new CellTable(path, numeric, file.Read(numeric, [.. file.Columns.Where(c => !c.IsNumeric).Select(c => c.Name)], cancel));
        }
        catch (FactException e) when (!e.Message.StartsWith(path, StringComparison.Ordinal))
        {
            throw new FactException($"{path}: {e.Message}", e);
        }
    }

    /// <summary>Names in the order of a column of numbers.</summary>
    /// <exception cref="FactException">A column is missing, a name stands twice, or there is none.</exception>
    public IReadOnlyList<string> Order(string position, string name)
    {
        var (positions, keys) = (Numbers(position), Keys(name));
        var names = Enumerable.Range(0, table.Rows).OrderBy(r => positions[r]).Select(r => Key(keys, r, name)).ToList();
        var twice = names.GroupBy(n => n).FirstOrDefault(g => g.Count() > 1);
        if (twice is not null)
            throw new FactException($"{path}: column {name} holds '{twice.Key}' twice");
        return names.Count > 0 ? names : throw new FactException($"{path}: no rows");
    }

    /// <summary>The values of a column as an array over its axes, the last of them fastest.</summary>
    /// <exception cref="FactException">A key is unknown, a cell is there twice or not at all, or a value is missing.</exception>
    public double[] Cells(string value, IReadOnlyList<CellAxis> axes) => Cells(value, axes, out _);

    /// <summary>As above, with the rows at which the cells stand.</summary>
    public double[] Cells(string value, IReadOnlyList<CellAxis> axes, out CellPlaces places)
    {
        var values = Numbers(value);
        var positions = axes.Select(Positions).ToArray();
        var cells = new double[axes.Aggregate(1, (length, axis) => length * axis.Keys.Count)];
        var rows = new int[cells.Length];
        places = new CellPlaces(path, value, rows);
        for (var row = 0; row < table.Rows; row++)
        {
            var cell = 0;
            foreach (var (axis, position) in axes.Zip(positions))
                cell = (cell * axis.Keys.Count) + position[row];
            if (rows[cell] > 0)
                throw Fault(row, axes[^1].Column, $"{Name(axes, cell)} is there already, in row {rows[cell]}");
            rows[cell] = row + 1;
            cells[cell] = double.IsNaN(values[row]) ? throw Fault(row, value, $"no value for {Name(axes, cell)}") : values[row];
        }

        var holes = rows.Count(r => r == 0);
        return holes == 0
            ? cells
            : throw new FactException(
                $"{path}: column {value}: {holes} of {cells.Length} cells are missing, the first {Name(axes, Array.IndexOf(rows, 0))}; a flow of zero is written as 0");
    }

    private int[] Positions(CellAxis axis)
    {
        var keys = Keys(axis.Column);
        var known = axis.Keys.Index().ToDictionary(k => k.Item, k => k.Index);
        var positions = new int[table.Rows];
        for (var row = 0; row < table.Rows; row++)
        {
            var key = Key(keys, row, axis.Column);
            positions[row] = known.TryGetValue(key, out var position)
                ? position
                : throw Fault(row, axis.Column, $"'{key}' is not among the {axis.Keys.Count} names of the folder");
        }

        return positions;
    }

    private static string Name(IReadOnlyList<CellAxis> axes, int cell)
    {
        var parts = new string[axes.Count];
        for (var a = axes.Count - 1; a >= 0; a--)
        {
            parts[a] = $"{axes[a].Column} '{axes[a].Keys[cell % axes[a].Keys.Count]}'";
            cell /= axes[a].Keys.Count;
        }

        return string.Join(", ", parts);
    }

    private double[] Numbers(string name) => table.Numbers.TryGetValue(name, out var values) ? values : throw Missing(name, "numbers");

    private Keys Keys(string name) => table.Keys.TryGetValue(name, out var keys) ? keys : throw Missing(name, "names");

    private string Key(Keys keys, int row, string column) =>
        keys.Levels[row] >= 0 ? keys.Labels[keys.Levels[row]] : throw Fault(row, column, "no value");

    private FactException Missing(string name, string what) => new(
        table.Numbers.ContainsKey(name) || table.Keys.ContainsKey(name)
            ? $"{path}: column {name} holds no {what}"
            : $"{path}: no column {name}; there are {string.Join(", ", table.Keys.Keys.Concat(table.Numbers.Keys))}");

    private FactException Fault(int row, string column, string what) =>
        new(string.Create(CultureInfo.InvariantCulture, $"{path}: row {row + 1}, column {column}: {what}"));
}
