using System.Globalization;
using System.Xml;
using System.Xml.Linq;

namespace Dyad.Data.Sources.Sdmx;

/// <summary>
/// Structures in SDMX-ML 2.1 and 3.0. Elements are told by their local names: the namespaces differ by version and are the same in
/// meaning.
/// </summary>
internal static class SdmxStructureXml
{
    /// <summary>Reads a structure message.</summary>
    /// <exception cref="FactException">It is no XML, states an error, or has no data structure.</exception>
    public static SdmxStructure Read(ReadOnlyMemory<byte> body, string file)
    {
        var root = Open(body, file);
        if (root.Name.LocalName == "Error")
            throw new FactException($"{file}: the service answers with an error: {ErrorText(root)}");
        var builder = new SdmxStructureBuilder();
        foreach (var codelist in root.Descendants().Where(e => e.Name.LocalName == "Codelist" && IsWhole(e)))
        {
            var codes = builder.Codelist(SdmxStructureBuilder.Name(Attribute(codelist, "agencyID"), Attribute(codelist, "id")));
            foreach (var code in Children(codelist, "Code"))
                codes[Attribute(code, "id") ?? ""] = NameOf(code);
        }

        foreach (var concept in root.Descendants().Where(e => e.Name.LocalName == "Concept" && e.Parent?.Name.LocalName == "ConceptScheme"))
        {
            if (Enumeration(Children(concept, "CoreRepresentation").FirstOrDefault()) is { } codelist)
                builder.Concept($"{SdmxStructureBuilder.Name(Attribute(concept.Parent!, "agencyID"), Attribute(concept.Parent!, "id"))}.{Attribute(concept, "id")}", codelist);
        }

        var structure = root.Descendants().FirstOrDefault(e => e.Name.LocalName == "DataStructureComponents");
        foreach (var (element, position) in (structure?.Descendants() ?? []).Select((e, i) => (e, i)))
        {
            switch (element.Name.LocalName)
            {
                case "Dimension" when element.Parent?.Name.LocalName == "DimensionList":
                    var place = int.TryParse(Attribute(element, "position"), NumberStyles.None, CultureInfo.InvariantCulture, out var p) ? p : position;
                    builder.Dimension(place, Id(element), Enumeration(Children(element, "LocalRepresentation").FirstOrDefault()), Concept(element));
                    break;
                case "TimeDimension":
                    builder.Time(Id(element));
                    break;
                case "PrimaryMeasure" or "Measure" when element.Parent?.Name.LocalName == "MeasureList":
                    builder.Measure(Id(element));
                    break;
                case "Attribute" when element.Parent?.Name.LocalName == "AttributeList":
                    builder.Attribute(Id(element));
                    break;
            }
        }

        return builder.Build(file);
    }

    /// <summary>What an error message says; empty where it is none.</summary>
    public static string ErrorText(ReadOnlyMemory<byte> body)
    {
        try
        {
            return ErrorText(Load(body));
        }
        catch (XmlException)
        {
            return "";
        }
    }

    private static string ErrorText(XElement root) => Http.SourceClient.Shorten(string.Join(
        "; ", root.Descendants().Where(e => e.Name.LocalName is "Text" or "faultstring").Select(e => e.Value).Where(t => t.Length > 0)));

    private static XElement Open(ReadOnlyMemory<byte> body, string file)
    {
        try
        {
            return Load(body);
        }
        catch (XmlException e)
        {
            throw new FactException(string.Create(
                CultureInfo.InvariantCulture,
                    $"{file}: row {e.LineNumber}: cannot be read as XML: {Http.SourceClient.Shorten(e.Message)}"));
        }
    }

    private static XElement Load(ReadOnlyMemory<byte> body)
    {
        // No document type: what it could define grows without bound, or reads files.
        var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null };
        using var reader = XmlReader.Create(new MemoryStream(body.ToArray()), settings);
        return XElement.Load(reader, LoadOptions.None);
    }

    private static bool IsWhole(XElement codelist) =>
        Attribute(codelist, "isPartial") != "true" && Attribute(codelist, "isExternalReference") != "true";

    private static string Id(XElement element) =>
        Attribute(element, "id") ?? Concept(element)?.Split('.')[^1] ?? (element.Name.LocalName == "TimeDimension" ? "TIME_PERIOD" : "OBS_VALUE");

    private static string? Concept(XElement element)
    {
        if (Children(element, "ConceptIdentity").FirstOrDefault() is not { } identity)
            return null;
        if (Children(identity, "Ref").FirstOrDefault() is { } reference)
            return $"{SdmxStructureBuilder.Name(Attribute(reference, "agencyID"), Attribute(reference, "maintainableParentID"))}.{Attribute(reference, "id")}";
        return SdmxStructureBuilder.NameOfUrn((Children(identity, "URN").FirstOrDefault() ?? identity).Value.Trim());
    }

    private static string? Enumeration(XElement? representation)
    {
        if (representation is null || Children(representation, "Enumeration").FirstOrDefault() is not { } enumeration)
            return null;
        return Children(enumeration, "Ref").FirstOrDefault() is { } reference
            ? SdmxStructureBuilder.Name(Attribute(reference, "agencyID"), Attribute(reference, "id"))
            : SdmxStructureBuilder.NameOfUrn((Children(enumeration, "URN").FirstOrDefault() ?? enumeration).Value.Trim());
    }

    private static string? NameOf(XElement code)
    {
        var names = Children(code, "Name").ToList();
        return (names.FirstOrDefault(n => n.Attribute(XNamespace.Xml + "lang")?.Value == "en") ?? names.FirstOrDefault())?.Value.Trim();
    }

    private static IEnumerable<XElement> Children(XElement element, string name) => element.Elements().Where(e => e.Name.LocalName == name);

    private static string? Attribute(XElement element, string name) => element.Attribute(name)?.Value;
}
