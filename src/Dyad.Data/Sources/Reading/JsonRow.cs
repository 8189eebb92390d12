using System.Globalization;
using System.Text.Json;

namespace Dyad.Data.Sources.Reading;

/// <summary>A record of an answer in JSON, whose fields are read one by one: a field that is missing or of another type is named.</summary>
internal readonly struct JsonRow : IRecordFields
{
    private readonly JsonElement element;
    private readonly string file;
    private readonly long number;

    /// <summary>Takes a record.</summary>
    /// <exception cref="FactException">It is no object.</exception>
    public JsonRow(JsonElement element, string file, long number)
    {
        (this.element, this.file, this.number) = (element, file, number);
        if (element.ValueKind != JsonValueKind.Object)
            throw JsonAnswer.Changed(file, $"record {Number} is {Kind(element)}, not an object");
    }

    private string Number => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>A text that is there.</summary>
    public string Text(string field) => TextOrNull(field) ?? throw Fault(field, "", "is missing");

    /// <summary>A text; null where it is null or empty.</summary>
    public string? TextOrNull(string field)
    {
        var value = Field(field);
        return value.ValueKind switch
        {
            JsonValueKind.Null => null,
            JsonValueKind.String => value.GetString() is { Length: > 0 } text ? text : null,
            _ => throw Fault(field, value, "is not a text"),
        };
    }

    /// <summary>A number that is there.</summary>
    public double Real(string field) => RealOrNull(field) ?? throw Fault(field, "", "is missing");

    /// <summary>A number; null where it is null.</summary>
    public double? RealOrNull(string field)
    {
        var value = Field(field);
        return value.ValueKind switch
        {
            JsonValueKind.Null => null,
            JsonValueKind.Number when value.TryGetDouble(out var number) && double.IsFinite(number) => number,
            _ => throw Fault(field, value, "is not a number"),
        };
    }

    /// <summary>A whole number; null where it is null.</summary>
    public int? WholeOrNull(string field)
    {
        var value = Field(field);
        return value.ValueKind switch
        {
            JsonValueKind.Null => null,
            JsonValueKind.Number when value.TryGetInt32(out var number) => number,
            _ => throw Fault(field, value, "is not a whole number"),
        };
    }

    /// <summary>A whole number that is there.</summary>
    public int Whole(string field) => WholeOrNull(field) ?? throw Fault(field, "", "is missing");

    /// <summary>A whole number that may be written as a text.</summary>
    public int WholeOrText(string field) => Field(field) is { ValueKind: JsonValueKind.String } value
        ? int.TryParse(value.GetString(), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw Fault(field, value, "is not a whole number")
        : Whole(field);

    /// <summary>True or false; null where it is null.</summary>
    public bool? TruthOrNull(string field)
    {
        var value = Field(field);
        return value.ValueKind switch
        {
            JsonValueKind.Null => null,
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            _ => throw Fault(field, value, "is not true or false"),
        };
    }

    /// <summary>A record within.</summary>
    public JsonRow Row(string field) => new(Field(field), $"{file}, {field}", number);

    /// <summary>Whether there is such a field, whatever it holds.</summary>
    public bool Has(string field) => element.TryGetProperty(field, out _);

    /// <summary>A field as it is.</summary>
    /// <exception cref="FactException">There is none: the answers are built in another way now.</exception>
    public JsonElement Field(string field) => element.TryGetProperty(field, out var value)
        ? value
        : throw JsonAnswer.Changed(
            file, $"record {Number} has no field '{field}' (it has {string.Join(", ", element.EnumerateObject().Take(40).Select(p => p.Name))})");

    /// <summary>The fault of a field.</summary>
    public RowFaultException Fault(string field, string value, string reason) => new(new RowFault(file, number, field, value, reason));

    private RowFaultException Fault(string field, JsonElement value, string reason) =>
        Fault(field, Http.SourceClient.Shorten(value.GetRawText()), reason);

    private static string Kind(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Array => "a list",
        JsonValueKind.Null => "null",
        JsonValueKind.String => "a text",
        _ => "a number or a truth value",
    };
}
