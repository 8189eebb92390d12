using System.Globalization;

namespace Dyad.Reports.Drafting;

/// <summary>Ids of clauses and figures: parts of letters, digits, <c>_</c> and <c>-</c>, joined by points.</summary>
internal static class DraftIds
{
    /// <summary>An id of some parts; those that are not there are left out.</summary>
    public static string Of(params IReadOnlyList<string?> parts) => string.Join('.', parts.OfType<string>().Select(Safe));

    /// <summary>The id, or the id with the first number from 2 that makes it new.</summary>
    public static string Unique(string id, ISet<string> taken)
    {
        string unique = id;
        for (int count = 2; !taken.Add(unique); count++)
            unique = string.Create(CultureInfo.InvariantCulture, $"{id}-{count}");
        return unique;
    }

    /// <summary>
    /// Names of files and measures may hold anything: punctuation becomes a hyphen, and a letter of another script its number, since two
    /// names in one such script must not become one id.
    /// </summary>
    private static string Safe(string part) => string.Concat(part.Select(c => c switch
    {
        _ when char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-' => c.ToString(),
        _ when char.IsAscii(c) => "-",
        _ => "u" + ((int)c).ToString("x4", CultureInfo.InvariantCulture),
    }));
}
