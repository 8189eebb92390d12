using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using DuckDB.NET.Native;

namespace Dyad.Data.Columns;

/// <summary>Takes a column chunk by chunk into an array.</summary>
internal interface IColumnSink
{
    /// <summary>Makes room for rows that will probably come.</summary>
    void Reserve(int rows);

    /// <summary>Takes values whose first belongs to row <paramref name="first"/>.</summary>
    void Take(Vector vector, int first);
}

/// <summary>Numbers; NaN where one is missing.</summary>
internal sealed class NumberSink : IColumnSink
{
    private double[] values = [];

    /// <summary>The first value that is there and is no finite number, and its row from 0.</summary>
    public (double Value, int Row)? NotFinite { get; private set; }

    public void Reserve(int rows) => values = new double[rows];

    public void Take(Vector vector, int first)
    {
        Room.For(ref values, first + vector.Size);
        var target = values.AsSpan(first, vector.Size);
        vector.Values<double>().CopyTo(target);
        // What lies where a value is missing is anything.
        if (NotFinite is null && (!vector.IsWhole || !AllFinite(target)))
        {
            for (var i = 0; i < target.Length && NotFinite is null; i++)
            {
                if (vector.Has(i) && !double.IsFinite(target[i]))
                    NotFinite = (target[i], first + i);
            }
        }

        for (var i = 0; i < target.Length && !vector.IsWhole; i++)
        {
            if (!vector.Has(i))
                target[i] = double.NaN;
        }
    }

    public double[] Finish(int rows) => Room.Trim(values, rows);

    /// <summary>A finite number less itself is zero, any other is no number.</summary>
    private static bool AllFinite(ReadOnlySpan<double> values)
    {
        double sum = 0;
        foreach (var value in values)
            sum += value - value;
        return sum == 0;
    }
}

/// <summary>Keys, numbered as they come.</summary>
internal abstract class KeySink : IColumnSink
{
    private int[] levels = [];

    public void Reserve(int rows) => levels = new int[rows];

    public void Take(Vector vector, int first)
    {
        Room.For(ref levels, first + vector.Size);
        Number(vector, levels.AsSpan(first, vector.Size));
    }

    public Keys Finish(int rows) => new(Room.Trim(levels, rows), Labels());

    /// <summary>Writes the level of each value, -1 where it is missing.</summary>
    protected abstract void Number(Vector vector, Span<int> target);

    /// <summary>Text of each level.</summary>
    protected abstract IReadOnlyList<string> Labels();
}

/// <summary>Whole numbers as keys: small ones by a table, others looked up.</summary>
internal sealed class WholeKeySink : KeySink
{
    /// <summary>Above it a table would take more room (16 MB) than the look-up takes time.</summary>
    private const long LargestInTable = 1 << 22;

    private readonly List<long> labels = [];
    private readonly Dictionary<long, int> numbers = [];
    private int[] table = [];

    protected override void Number(Vector vector, Span<int> target)
    {
        var values = vector.Values<long>();
        for (var i = 0; i < target.Length; i++)
            target[i] = vector.Has(i) ? LevelOf(values[i]) : -1;
    }

    protected override IReadOnlyList<string> Labels() => [.. labels.Select(l => l.ToString(CultureInfo.InvariantCulture))];

    private int LevelOf(long value)
    {
        if (value is < 0 or >= LargestInTable)
        {
            if (!numbers.TryGetValue(value, out var level))
                level = numbers[value] = Add(value);
            return level;
        }

        Room.For(ref table, (int)value + 1);
        // Numbers from 1 on, as a fresh table holds zeros.
        if (table[value] == 0)
            table[value] = Add(value) + 1;
        return table[value] - 1;
    }

    private int Add(long value)
    {
        labels.Add(value);
        return labels.Count - 1;
    }
}

/// <summary>
/// Texts as keys, without a string a row: what fits into the 16 bytes of a DuckDB string is compared as two numbers, and what
/// does
/// not by its letters.
/// </summary>
internal sealed unsafe class TextKeySink : KeySink
{
    /// <summary>Longest text that lies within the 16 bytes; what is left of them is zero.</summary>
    private const int Inlined = 12;

    private readonly List<string> labels = [];
    private readonly Dictionary<(ulong, ulong), int> inlined = [];
    private readonly Dictionary<string, int> longer = new(StringComparer.Ordinal);
    private char[] letters = [];
    private (ulong, ulong) last;
    private int lastLevel = -1;

    protected override void Number(Vector vector, Span<int> target)
    {
        var values = vector.Values<DuckDBString>();
        var words = MemoryMarshal.Cast<DuckDBString, ulong>(values);
        for (var i = 0; i < target.Length; i++)
            target[i] = vector.Has(i) ? LevelOf(values[i], (words[2 * i], words[(2 * i) + 1])) : -1;
    }

    protected override IReadOnlyList<string> Labels() => labels;

    private int LevelOf(DuckDBString value, (ulong, ulong) words)
    {
        if (value.Length > Inlined)
        {
            if (letters.Length < value.Length)
                letters = new char[2 * value.Length];
            var length = Encoding.UTF8.GetChars(new ReadOnlySpan<byte>(value.Data, value.Length), letters);
            var known = longer.GetAlternateLookup<ReadOnlySpan<char>>();
            if (!known.TryGetValue(letters.AsSpan(0, length), out var level))
                known[letters.AsSpan(0, length)] = level = Add(new string(letters, 0, length));
            return level;
        }

        // Files are sorted more often than not.
        if (lastLevel >= 0 && words == last)
            return lastLevel;
        if (!inlined.TryGetValue(words, out var number))
            number = inlined[words] = Add(Encoding.UTF8.GetString((byte*)value.Data, value.Length));
        (last, lastLevel) = (words, number);
        return number;
    }

    private int Add(string text)
    {
        labels.Add(text);
        return labels.Count - 1;
    }
}

/// <summary>Arrays that grow.</summary>
internal static class Room
{
    private const int Least = 1 << 16;

    /// <summary>Makes an array at least as long as wanted, and half as long again where it has to grow.</summary>
    public static void For<T>(ref T[] values, int length)
    {
        if (length > values.Length)
            Array.Resize(ref values, (int)Math.Min(Array.MaxLength, Math.Max(Math.Max(length, Least), values.Length * 1.5)));
    }

    /// <summary>Cuts off what was not filled.</summary>
    public static T[] Trim<T>(T[] values, int length) => values.Length == length ? values : values[..length];
}
