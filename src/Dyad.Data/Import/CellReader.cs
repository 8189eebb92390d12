using System.Globalization;
using Dyad.Data.Schema;

namespace Dyad.Data.Import;

/// <summary>Cells of a file as values of a field; what cannot be read is said, never guessed.</summary>
internal static class CellReader
{
    /// <summary>The value, or why there is none: (null, null) is a cell that is empty.</summary>
    public static (object? Value, string? Reason) Read(object? cell, FactField field, FileForm form)
    {
        if (cell is null || (cell is string raw && (raw.Trim().Length == 0 || form.Missing.Contains(raw.Trim()))))
            return (null, null);
        return field.Type switch
        {
            FieldType.Text => (Convert.ToString(cell, CultureInfo.InvariantCulture)!.Trim(), null),
            FieldType.Whole => Whole(cell, form),
            FieldType.Real => Number(cell, form) is { } d ? (d, null) : (null, NoNumber(form)),
            FieldType.Bool => Truth(cell),
            _ => Day(cell),
        };
    }

    private static (object?, string?) Whole(object cell, FileForm form) => Number(cell, form) switch
    {
        null => (null, NoNumber(form)),
        { } d when d != Math.Truncate(d) || Math.Abs(d) > int.MaxValue => (null, "is not a whole number"),
        { } d => ((int)d, null),
    };

    private static (object?, string?) Truth(object cell) => cell switch
    {
        bool b => (b, null),
        string s when bool.TryParse(s.Trim(), out var b) => (b, null),
        _ => (null, "is not true or false"),
    };

    private static (object?, string?) Day(object cell) => cell switch
    {
        DateTime at => (DateOnly.FromDateTime(at), null),
        DateOnly day => (day, null),
        string s when DateOnly.TryParseExact(s.Trim(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) => (day, null),
        _ => (null, "is not a date (YYYY-MM-DD)"),
    };

    private static double? Number(object cell, FileForm form)
    {
        if (cell is not string text)
            return cell is IConvertible and not (bool or DateTime) ? Convert.ToDouble(cell, CultureInfo.InvariantCulture) : null;
        text = text.Trim().Replace('\u2212', '-');
        if (form.Thousands is { Length: > 0 } thousands)
        {
            if (!GroupsOfThree(text, thousands, form.Point))
                return null;
            text = text.Replace(thousands, "", StringComparison.Ordinal);
            // Programs write one blank or another between thousands.
            if (thousands == " ")
                text = text.Replace("\u00A0", "", StringComparison.Ordinal).Replace("\u202F", "", StringComparison.Ordinal);
        }

        if (form.Point != '.')
        {
            if (text.Contains('.', StringComparison.Ordinal))
                return null;
            text = text.Replace(form.Point, '.');
        }

        const NumberStyles Style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        return double.TryParse(text, Style, CultureInfo.InvariantCulture, out var d) ? d : null;
    }

    /// <summary>Whether what stands between thousands stands between thousands: 1,5 is not fifteen.</summary>
    private static bool GroupsOfThree(string text, string thousands, char point)
    {
        var whole = text.Split(point)[0].TrimStart('-', '+').Replace('\u00A0', ' ').Replace('\u202F', ' ');
        var groups = whole.Split(thousands);
        return groups.Length == 1 || (groups[0].Length is >= 1 and <= 3 && groups.Skip(1).All(g => g.Length == 3));
    }

    private static string NoNumber(FileForm form) =>
        $"is not a number (decimals after '{form.Point}', thousands {(form.Thousands is { Length: > 0 } t ? $"by '{t}'" : "not parted")})";
}
