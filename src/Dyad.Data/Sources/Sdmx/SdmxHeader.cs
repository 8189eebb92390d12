using System.Text;

namespace Dyad.Data.Sources.Sdmx;

/// <summary>The structure of a file that was downloaded by hand, as far as its header tells.</summary>
internal static class SdmxHeader
{
    private static readonly HashSet<string> Service = new(StringComparer.Ordinal)
    {
        "DATAFLOW", "LAST UPDATE", "STRUCTURE", "STRUCTURE_ID", "STRUCTURE_NAME", "ACTION", "SERIES_KEY", "OBS_KEY",
    };

    /// <summary>
    /// Dimensions are the columns between those that name the flow and time: SDMX-CSV has components in the order of the structure,
    /// dimensions first, and time is the last of them.
    /// </summary>
    /// <exception cref="FactException">There are no such columns.</exception>
    public static SdmxStructure Structure(ReadOnlyMemory<byte> body, string file)
    {
        var row = Reading.CsvAnswer.Rows(body, file, Delimiter(body.Span), h => h.Split(':')[0].Trim()).FirstOrDefault()
            ?? throw new FactException($"{file}: has no rows");
        var columns = row.Names.Where(n => !Service.Contains(n) && !n.StartsWith("STRUCTURE[", StringComparison.Ordinal)).ToList();
        var time = columns.IndexOf("TIME_PERIOD");
        if (time < 1 || !columns.Contains("OBS_VALUE"))
            throw new FactException($"{file}: is no SDMX-CSV with dimensions, TIME_PERIOD and OBS_VALUE (columns {string.Join(", ", row.Names.Take(40))})");
        return new SdmxStructure(
            [.. columns.Take(time).Select(c => new SdmxDimension(c, null))], "TIME_PERIOD", "OBS_VALUE", columns.Skip(time + 2).ToHashSet());
    }

    private static char Delimiter(ReadOnlySpan<byte> body)
    {
        var line = Encoding.UTF8.GetString(body[..Math.Min(body.Length, 200)]);
        return line.IndexOf(';', StringComparison.Ordinal) is >= 0 and var semicolon && (line.IndexOf(',', StringComparison.Ordinal) is var comma && (comma < 0 || semicolon < comma))
            && !line.Contains("[;]", StringComparison.Ordinal) ? ';' : ',';
    }
}
