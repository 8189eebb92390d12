namespace Dyad.Data.Sources.Lists;

/// <summary>An entry of a list.</summary>
/// <param name="Entry">Its number or reference.</param>
/// <param name="Kind">individual, entity, vessel, aircraft, or unknown.</param>
/// <param name="Programmes">Programmes that it is listed under.</param>
/// <param name="ListedOn">Day of listing.</param>
internal sealed record ScreeningEntry(string Entry, string Kind, IReadOnlyCollection<string> Programmes, DateOnly? ListedOn)
{
    private readonly List<(string Name, bool Weak)> names = [];

    /// <summary>Countries as the list writes them.</summary>
    public SortedSet<string> Countries { get; } = new(StringComparer.Ordinal);

    /// <summary>Takes a name; the first is the entry's own. A name that is there already is not taken again.</summary>
    public void Add(string? name, bool weak = false)
    {
        var text = string.Join(' ', (name ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        if (text.Length > 0 && !names.Any(n => n.Name == text))
            names.Add((text, weak));
    }

    /// <summary>Takes a country.</summary>
    public void AddCountry(string? country)
    {
        if (!string.IsNullOrWhiteSpace(country))
            Countries.Add(country.Trim());
    }

    /// <summary>Rows of the table: one a name.</summary>
    public IEnumerable<object?[]> Rows(string list) => names.Select((n, i) => new object?[]
    {
        list, Entry, n.Name, i > 0, n.Weak, Kind, Join(Programmes), ListedOn, Join(Countries),
    });

    /// <summary>Whether it has a name.</summary>
    public bool IsNamed => names.Count > 0;

    private static string? Join(IReadOnlyCollection<string> values) => values.Count > 0 ? string.Join("; ", values) : null;
}

/// <summary>A list as it was read.</summary>
/// <param name="Released">Day of its publication.</param>
/// <param name="Entries">Entries with the row or record of each.</param>
internal sealed record ScreeningList(DateOnly? Released, IReadOnlyList<(ScreeningEntry Entry, long Row)> Entries);
