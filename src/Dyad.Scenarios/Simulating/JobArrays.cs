namespace Dyad.Scenarios.Simulating;

/// <summary>
/// Texts and numbers of a job. Numbers keep every bit; arrays that are mostly zero (tariffs) are written as what is not.
/// </summary>
internal static class JobArrays
{
    public static void Write(BinaryWriter writer, IReadOnlyList<string> texts)
    {
        writer.Write(texts.Count);
        foreach (var text in texts)
            writer.Write(text);
    }

    public static void Write(BinaryWriter writer, double[] values)
    {
        // A negative zero has a sign bit and is written.
        var filled = values.Count(v => BitConverter.DoubleToInt64Bits(v) != 0);
        var sparse = filled * (sizeof(int) + sizeof(double)) < values.Length * sizeof(double);
        writer.Write(values.Length);
        writer.Write(sparse);
        if (sparse)
            writer.Write(filled);
        for (var i = 0; i < values.Length; i++)
        {
            if (sparse && BitConverter.DoubleToInt64Bits(values[i]) == 0)
                continue;
            if (sparse)
                writer.Write(i);
            writer.Write(values[i]);
        }
    }

    public static IReadOnlyList<string> ReadTexts(BinaryReader reader)
    {
        var texts = new string[Length(reader)];
        for (var i = 0; i < texts.Length; i++)
            texts[i] = reader.ReadString();
        return texts;
    }

    public static double[] ReadNumbers(BinaryReader reader)
    {
        var length = reader.ReadInt32();
        if (!reader.ReadBoolean())
        {
            if (length > Left(reader) / sizeof(double))
                throw new EndOfStreamException();
            var dense = new double[length];
            for (var i = 0; i < length; i++)
                dense[i] = reader.ReadDouble();
            return dense;
        }

        var values = new double[length];
        for (var left = Length(reader); left > 0; left--)
        {
            var position = reader.ReadInt32();
            values[position < length ? position : throw new EndOfStreamException()] = reader.ReadDouble();
        }

        return values;
    }

    /// <summary>A count, which no bytes that are missing can make large.</summary>
    private static int Length(BinaryReader reader)
    {
        var length = reader.ReadInt32();
        return length >= 0 && length <= Left(reader) ? length : throw new EndOfStreamException();
    }

    private static long Left(BinaryReader reader) => reader.BaseStream.Length - reader.BaseStream.Position;
}
