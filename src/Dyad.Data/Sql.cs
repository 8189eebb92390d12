namespace Dyad.Data;

/// <summary>What has to be written the same way wherever SQL is put together.</summary>
internal static class Sql
{
    /// <summary>A text literal.</summary>
    public static string Text(string value) => $"'{value.Replace("'", "''", StringComparison.Ordinal)}'";

    /// <summary>A quoted identifier.</summary>
    public static string Name(string value) => $"\"{value.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    /// <summary>The line of a DuckDB error that says what is wrong, without its kind and its position.</summary>
    public static string FirstLine(Exception e) => FirstLine(e.Message);

    /// <summary>The same of the message itself.</summary>
    public static string FirstLine(string message)
    {
        var line = message.Split('\n')[0].Trim();
        var colon = line.IndexOf("Error: ", StringComparison.Ordinal);
        return colon >= 0 ? line[(colon + 7)..] : line;
    }
}
