using System.Text.RegularExpressions;
using Dyad.Data.Provenance;
using Dyad.Data.Schema;
using YamlDotNet.Core;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace Dyad.Data.Import;

/// <summary>How the file of a national source is written.</summary>
public sealed record FileForm
{
    /// <summary>Encoding of a CSV: <c>utf-8</c>, <c>utf-16</c>, <c>windows-1251</c>, <c>gb18030</c>.</summary>
    public string Encoding { get; init; } = "utf-8";

    /// <summary>What stands between the fields of a CSV.</summary>
    public char Delimiter { get; init; } = ',';

    /// <summary>Sheet of a workbook; null: the first.</summary>
    public string? Sheet { get; init; }

    /// <summary>Row that holds the names of the columns, from 1.</summary>
    public int Header { get; init; } = 1;

    /// <summary>What stands before decimals.</summary>
    [YamlMember(Alias = "decimal", ApplyNamingConventions = false)]
    public char Point { get; init; } = '.';

    /// <summary>What stands between thousands; null: nothing.</summary>
    public string? Thousands { get; init; }

    /// <summary>Texts that mean that there is no figure; an empty cell always does.</summary>
    public List<string> Missing { get; init; } = [];
}

/// <summary>Where the values of a field come from: a column of the file, or one value for all rows.</summary>
public sealed record FieldMap
{
    /// <summary>Name of the column, as the file writes it.</summary>
    public string? Column { get; init; }

    /// <summary>The value of all rows, in place of a column.</summary>
    public string? Value { get; init; }

    /// <summary>What a text of the column stands for; a text that is not here stands for itself.</summary>
    public Dictionary<string, string> Codes { get; init; } = [];

    /// <summary>What a number is multiplied by to come to the unit of the field: 0.001 from thousands to millions.</summary>
    public double Times { get; init; } = 1;

    /// <summary>Unit of the numbers, in place of <see cref="Times"/>: <c>tonnes</c>, <c>thousand EUR</c> (<see cref="Harmonise.Units.Parse"/>).</summary>
    public string? Unit { get; init; }

    /// <summary>Units of the file's currency a unit of the field's, by year: a number is divided by that of its row's year.</summary>
    public Dictionary<int, double>? Rate { get; init; }

    /// <summary>Currency of the rates where it is one that took the place of the file's: RUB of numbers in RUR; null: the file's.</summary>
    public string? RateCurrency { get; init; }
}

/// <summary>
/// The map of a file to a table: what the source is, how the file is written, and which column is which field
/// (docs/how-to/import-a-national-source.md).
/// </summary>
public sealed partial record ImportMap
{
    /// <summary>Name under which the vintages stand: letters, digits and hyphens.</summary>
    public string Source { get; init; } = "";

    /// <summary>Name of the data set.</summary>
    public string Title { get; init; } = "";

    /// <summary>Who publishes it.</summary>
    public string Publisher { get; init; } = "";

    /// <summary>Licence or terms of use.</summary>
    public string Licence { get; init; } = "not stated by the source";

    /// <summary>How it is cited.</summary>
    public string Citation { get; init; } = "";

    /// <summary>Day or name of the release.</summary>
    public string Released { get; init; } = "";

    /// <summary>Table that the rows are for (dyad data list).</summary>
    public string Table { get; init; } = "";

    /// <summary>How the file is written.</summary>
    public FileForm File { get; init; } = new();

    /// <summary>Rows that are left out: by column, texts of which one makes a row no figure of the table (totals, notes).</summary>
    public Dictionary<string, List<string>> Skip { get; init; } = [];

    /// <summary>Fields of the table; one that is left out is a column of its own name.</summary>
    public Dictionary<string, FieldMap> Columns { get; init; } = [];

    /// <summary>The map's own file.</summary>
    [YamlIgnore]
    public string Path { get; init; } = "";

    /// <summary>SHA-256 of the map's file.</summary>
    [YamlIgnore]
    public string Sha256 { get; init; } = "";

    /// <summary>The schema of the table.</summary>
    [YamlIgnore]
    public FactTableSchema Schema => FactSchema.Table(Table);

    /// <summary>Reads a map.</summary>
    /// <exception cref="FactException">It is not there, not YAML, or lacks something; line and column are named.</exception>
    public static ImportMap Read(string path)
    {
        try
        {
            var reader = new DeserializerBuilder().WithNamingConvention(UnderscoredNamingConvention.Instance)
                .WithDuplicateKeyChecking().Build();
            using var text = System.IO.File.OpenText(path);
            var map = reader.Deserialize<ImportMap?>(text) ?? throw new FactException($"{path}: the file is empty");
            map = map with { Path = path, Sha256 = Manifest.Checksum(path) };
            map.Check();
            return map;
        }
        catch (YamlException e)
        {
            throw new FactException($"{path}: line {e.Start.Line}, column {e.Start.Column}: {Reason(e)}", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new FactException($"{path}: {e.Message}", e);
        }
    }

    private void Check()
    {
        if (!SourceName().IsMatch(Source))
            throw new FactException($"{Path}: source '{Source}': a name of small letters, digits and hyphens is wanted");
        foreach (var (key, value) in new[] { ("title", Title), ("publisher", Publisher), ("citation", Citation), ("table", Table) })
        {
            if (string.IsNullOrWhiteSpace(value))
                throw new FactException($"{Path}: key '{key}' is missing");
        }

        if (FactSchema.Tables.All(t => t.Name != Table))
            throw new FactException($"{Path}: table '{Table}': there are {string.Join(", ", FactSchema.Tables.Select(t => t.Name))}");
        var fields = Schema.Fields.Select(f => f.Name).ToList();
        foreach (var (name, field) in Columns)
        {
            if (!fields.Contains(name))
                throw new FactException($"{Path}: columns: '{name}' is no field of {Table} ({string.Join(", ", fields)})");
            if ((field.Column is null) == (field.Value is null))
                throw new FactException($"{Path}: columns: {name}: one of column and value is wanted");
            if (field.Rate is { } rate && rate.Any(r => !(r.Value > 0)))
                throw new FactException($"{Path}: columns: {name}: a rate is above zero");
            try
            {
                UnitChange.Of(Schema.Fields.Single(f => f.Name == name), field);
            }
            catch (FactException e)
            {
                throw new FactException($"{Path}: columns: {name}: {e.Message}", e);
            }
        }
    }

    /// <summary>What is wrong and what is wanted, in words of the map and not of the parser.</summary>
    private static string Reason(YamlException e)
    {
        var message = (e.InnerException ?? e).Message.ReplaceLineEndings(" ");
        if (UnknownKey().Match(message) is { Success: true } unknown)
            return $"unknown key '{unknown.Groups[1].Value}'";
        if (Twice().Match(message) is { Success: true } twice)
            return $"key '{twice.Groups[1].Value}' stands twice";
        return e is SyntaxErrorException or SemanticErrorException
            ? "not YAML: a line is 'key: value', keys below a key are set in by blanks (no tabs), a text with ': ' or ' #' stands in quotes"
            : "the value is not of the kind that its key wants (a text, a number, one character, a list, keys with values)";
    }

    [GeneratedRegex("^[a-z][a-z0-9-]{0,40}$")]
    private static partial Regex SourceName();

    [GeneratedRegex("[Dd]uplicate key:? '?([^' ]*)'?")]
    private static partial Regex Twice();

    [GeneratedRegex("Property '([^']*)' not found")]
    private static partial Regex UnknownKey();
}
