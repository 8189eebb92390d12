using System.Globalization;

namespace Dyad.Data.Sources;

/// <summary>What is asked of a source. What is left empty, the source fills with its own defaults.</summary>
public sealed record FetchQuery
{
    /// <summary>ISO 3166 alpha-3 codes of the economies asked for; empty: all.</summary>
    public IReadOnlyList<string> Parties { get; init; } = [];

    /// <summary>First and last year; null: all that there are.</summary>
    public (int First, int Last)? Years { get; init; }

    /// <summary>The day of the source whose figures are wanted, where it can tell; null: the latest.</summary>
    public DateOnly? AsOf { get; init; }

    /// <summary>Parts of the source, in its own words: indicators, dataflows, levels of a classification.</summary>
    public IReadOnlyList<string> Datasets { get; init; } = [];

    /// <summary>Name of the file that was brought by hand; null: the service is asked. Another file is another question.</summary>
    public string? File { get; init; }

    /// <summary>One line that is the same for the same question: the identity of a request in the catalogue.</summary>
    public string Canonical => string.Join(
        "; ",
        new[]
        {
            Datasets.Count > 0 ? "datasets=" + string.Join(",", Datasets.Order(StringComparer.Ordinal)) : null,
            Parties.Count > 0 ? "parties=" + string.Join(",", Parties.Order(StringComparer.Ordinal)) : null,
            Years is { } y ? string.Create(CultureInfo.InvariantCulture, $"years={y.First}-{y.Last}") : null,
            File is { } file ? "file=" + file : null,
            AsOf is { } day ? day.ToString("'as-of='yyyy-MM-dd", CultureInfo.InvariantCulture) : null,
        }.Where(p => p is not null));
}
