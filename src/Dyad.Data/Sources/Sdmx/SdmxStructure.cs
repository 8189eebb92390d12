namespace Dyad.Data.Sources.Sdmx;

/// <summary>A dimension of a structure, but time.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Codes">Its codes with their names; null where it has none, or the service did not send all of them.</param>
internal sealed record SdmxDimension(string Id, IReadOnlyDictionary<string, string?>? Codes);

/// <summary>What a data structure definition says of the figures.</summary>
/// <param name="Dimensions">Dimensions in the order of the key, without time.</param>
/// <param name="Time">Name of the dimension of time; null where there is none.</param>
/// <param name="Measure">Name of the measure.</param>
/// <param name="Attributes">Names of the attributes.</param>
internal sealed record SdmxStructure(
    IReadOnlyList<SdmxDimension> Dimensions, string? Time, string Measure, IReadOnlySet<string> Attributes);

/// <summary>Gathers a structure from its pieces, whichever format they came in.</summary>
internal sealed class SdmxStructureBuilder
{
    private readonly List<(int Position, string Id, string? Codelist, string? Concept)> dimensions = [];
    private readonly Dictionary<string, Dictionary<string, string?>> codelists = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> concepts = new(StringComparer.Ordinal);
    private readonly HashSet<string> attributes = new(StringComparer.Ordinal);
    private readonly List<string> measures = [];
    private string? time;

    /// <summary>Takes a dimension.</summary>
    /// <param name="position">Place in the key.</param>
    /// <param name="id">Name.</param>
    /// <param name="codelist">Codelist of its own, as <see cref="Name"/> writes it; null: that of its concept.</param>
    /// <param name="concept">Concept.</param>
    public void Dimension(int position, string id, string? codelist, string? concept) => dimensions.Add((position, id, codelist, concept));

    /// <summary>Takes the dimension of time.</summary>
    public void Time(string id) => time = id;

    /// <summary>Takes a measure.</summary>
    public void Measure(string id) => measures.Add(id);

    /// <summary>Takes an attribute.</summary>
    public void Attribute(string id) => attributes.Add(id);

    /// <summary>Takes the codelist of a concept.</summary>
    public void Concept(string name, string codelist) => concepts[name] = codelist;

    /// <summary>Takes a codelist that was sent whole.</summary>
    public Dictionary<string, string?> Codelist(string name) => codelists[name] = new(StringComparer.Ordinal);

    /// <summary>The structure.</summary>
    /// <exception cref="FactException">The answer has no dimensions.</exception>
    public SdmxStructure Build(string file)
    {
        if (dimensions.Count == 0)
            throw Reading.JsonAnswer.Changed(file, "no data structure with dimensions is in it");
        return new SdmxStructure(
            [.. dimensions.OrderBy(d => d.Position).Select(d => new SdmxDimension(d.Id, Codes(d.Codelist ?? concepts.GetValueOrDefault(d.Concept ?? ""))))],
            time,
            measures.Contains("OBS_VALUE") || measures.Count == 0 ? "OBS_VALUE" : measures[0],
            attributes);
    }

    /// <summary>A reference without its version: <c>AGENCY:ID</c>. Versions of references are often wildcards.</summary>
    public static string Name(string? agency, string? id) => $"{agency}:{id}";

    /// <summary>The same from a URN: <c>urn:sdmx:org.sdmx.infomodel.codelist.Codelist=IMF:CL_AREA(1.0+.0)</c>; with a concept behind it, <c>AGENCY:SCHEME.CONCEPT</c>.</summary>
    public static string? NameOfUrn(string? urn)
    {
        if (urn is null || urn.IndexOf('=', StringComparison.Ordinal) is not (> 0 and var at))
            return null;
        var reference = urn[(at + 1)..];
        var (open, close) = (reference.IndexOf('(', StringComparison.Ordinal), reference.IndexOf(')', StringComparison.Ordinal));
        return open < 0 || close < open ? reference : reference[..open] + reference[(close + 1)..];
    }

    private Dictionary<string, string?>? Codes(string? codelist) =>
        codelist is not null && codelists.TryGetValue(codelist, out var codes) && codes.Count > 0 ? codes : null;
}
