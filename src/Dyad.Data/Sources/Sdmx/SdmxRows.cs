using System.Globalization;
using System.Text.Json;
using Dyad.Data.Sources.Reading;

namespace Dyad.Data.Sources.Sdmx;

/// <summary>An observation, before its values are checked against the structure.</summary>
/// <param name="Component">Value of a dimension or attribute by its name; null where it has none.</param>
/// <param name="Value">Value of the measure; null where it is missing.</param>
internal sealed record SdmxObservation(Func<string, string?> Component, double? Value);

/// <summary>Makes rows of observations: each dimension is there and has a code of its list.</summary>
internal sealed class SdmxRows(SdmxDataset dataset, SdmxStructure structure, (int First, int Last)? years, string file, IFetch fetch)
{
    private static readonly string[] StatusNames = ["OBS_STATUS", "OBS_FLAG", "STATUS"];
    // The IMF's SCALE is none of these: its values are whole already, and the scale is how to show them.
    private static readonly string[] MultiplierNames = ["UNIT_MULT", "UNIT_MULTIPLIER"];
    private static readonly string[] UnitNames = ["UNIT_MEASURE", "UNIT", "unit"];

    /// <summary>Rows of the table of figures.</summary>
    public List<object?[]> Rows { get; } = [];

    /// <summary>Where each was read.</summary>
    public List<long> Numbers { get; } = [];

    /// <summary>Takes an observation; one at fault is rejected.</summary>
    /// <param name="observation">The observation; reading it can fail.</param>
    /// <param name="number">Row or record.</param>
    public void Add(Func<SdmxObservation> observation, long number)
    {
        try
        {
            Add(observation(), number);
        }
        catch (RowFaultException e)
        {
            fetch.Reject(e.Fault);
        }
    }

    private void Add(SdmxObservation observation, long number)
    {
        var codes = structure.Dimensions.Select(d => Code(d, observation, number)).ToArray();
        var time = structure.Time ?? "TIME_PERIOD";
        var period = observation.Component(time) ?? throw Fault(number, time, "", "is missing");
        if (period.Length < 4 || !int.TryParse(period.AsSpan(0, 4), NumberStyles.None, CultureInfo.InvariantCulture, out var year))
            throw Fault(number, time, period, "does not begin with a year");
        if (years is { } y && (year < y.First || year > y.Last))
            return;
        Numbers.Add(number);
        Rows.Add(
        [
            dataset.Provider.Name, dataset.FlowName, string.Join('.', codes), period, year, observation.Value,
            First(observation, StatusNames), First(observation, UnitNames), Multiplier(observation, number), Json(codes),
        ]);
    }

    private string Code(SdmxDimension dimension, SdmxObservation observation, long number)
    {
        var code = observation.Component(dimension.Id) ?? throw Fault(number, dimension.Id, "", "is missing");
        return dimension.Codes is null || dimension.Codes.ContainsKey(code)
            ? code
            : throw Fault(number, dimension.Id, code, "is no code of its codelist");
    }

    private int? Multiplier(SdmxObservation observation, long number)
    {
        if (First(observation, MultiplierNames) is not { } text)
            return null;
        // Some providers write codes of a list of their own ("_Z": not applicable).
        if (text.StartsWith('_'))
            return null;
        return int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var power)
            ? power
            : throw Fault(number, "UNIT_MULT", text, "is not a whole number");
    }

    private static string? First(SdmxObservation observation, string[] names) =>
        names.Select(observation.Component).FirstOrDefault(v => v is not null);

    private string Json(string[] codes)
    {
        using var memory = new MemoryStream();
        using (var writer = new Utf8JsonWriter(memory))
        {
            writer.WriteStartObject();
            for (var d = 0; d < codes.Length; d++)
                writer.WriteString(structure.Dimensions[d].Id, codes[d]);
            writer.WriteEndObject();
        }

        return System.Text.Encoding.UTF8.GetString(memory.ToArray());
    }

    private RowFaultException Fault(long number, string column, string value, string reason) =>
        new(new RowFault(file, number, column, value, reason));
}
