using System.Globalization;
using System.Xml.Linq;
using Dyad.Data.Sources.Reading;

namespace Dyad.Data.Sources.Lists;

/// <summary>Lists in XML: the Security Council's consolidated list, and those of OFAC.</summary>
internal static class XmlLists
{
    private static readonly string[] NameParts = ["FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME"];

    /// <summary>The consolidated list of the United Nations Security Council.</summary>
    public static ScreeningList Un(Stream stream, string file)
    {
        using var memory = new MemoryStream();
        stream.CopyTo(memory);
        var root = XmlAnswer.Load(memory.ToArray(), file);
        if (root.Name.LocalName != "CONSOLIDATED_LIST")
            throw JsonAnswer.Changed(file, $"it begins with '{root.Name.LocalName}', not with CONSOLIDATED_LIST");
        var entries = new List<(ScreeningEntry, long)>();
        var number = 0L;
        foreach (var element in root.Descendants().Where(e => e.Name.LocalName is "INDIVIDUAL" or "ENTITY"))
        {
            number++;
            var individual = element.Name.LocalName == "INDIVIDUAL";
            var entry = new ScreeningEntry(
                Need(element, "REFERENCE_NUMBER", file, number), individual ? "individual" : "entity",
                XmlAnswer.Text(element, "UN_LIST_TYPE") is { } regime ? [regime] : [],
                Date(XmlAnswer.Text(element, "LISTED_ON")?.Split('T')[0], "yyyy-MM-dd", file, number, "LISTED_ON"));
            // Without it an alias would pass for the entry's own name.
            Need(element, "FIRST_NAME", file, number);
            entry.Add(string.Join(' ', NameParts.Select(p => XmlAnswer.Text(element, p)).OfType<string>()));
            foreach (var alias in XmlAnswer.Children(element, individual ? "INDIVIDUAL_ALIAS" : "ENTITY_ALIAS"))
                entry.Add(XmlAnswer.Text(alias, "ALIAS_NAME"), XmlAnswer.Text(alias, "QUALITY") == "Low");
            foreach (var nationality in XmlAnswer.Children(element, "NATIONALITY").SelectMany(n => XmlAnswer.Children(n, "VALUE")))
                entry.AddCountry(nationality.Value);
            foreach (var address in XmlAnswer.Children(element, individual ? "INDIVIDUAL_ADDRESS" : "ENTITY_ADDRESS"))
                entry.AddCountry(XmlAnswer.Text(address, "COUNTRY"));
            entries.Add((entry, number));
        }

        var generated = root.Attribute("dateGenerated")?.Value.Split('T')[0];
        return new ScreeningList(Date(generated, "yyyy-MM-dd", file, 0, "dateGenerated"), entries);
    }

    /// <summary>A list of OFAC (SDN.XML, CONSOLIDATED.XML), which states how many entries it has.</summary>
    public static ScreeningList Ofac(Stream stream, string file)
    {
        var entries = new List<(ScreeningEntry, long)>();
        DateOnly? published = null;
        int? count = null;
        var number = 0L;
        foreach (var (element, _) in XmlAnswer.Elements(stream, file, "publshInformation", "sdnEntry"))
        {
            if (element.Name.LocalName == "publshInformation")
            {
                published = Date(XmlAnswer.Text(element, "Publish_Date"), "MM/dd/yyyy", file, 0, "Publish_Date");
                count = int.TryParse(XmlAnswer.Text(element, "Record_Count"), NumberStyles.None, CultureInfo.InvariantCulture, out var c) ? c : null;
                continue;
            }

            entries.Add((OfacEntry(element, file, ++number), number));
        }

        if (published is null)
            throw JsonAnswer.Changed(file, "it has no publshInformation with a Publish_Date");
        if (count is { } stated && stated != entries.Count)
            throw new FactException(string.Create(CultureInfo.InvariantCulture,
                $"{file}: states {stated} records, and has {entries.Count}"));
        return new ScreeningList(published, entries);
    }

    private static ScreeningEntry OfacEntry(XElement element, string file, long number)
    {
        var kind = Need(element, "sdnType", file, number).ToLowerInvariant();
        var programmes = XmlAnswer.Children(element, "programList").SelectMany(l => XmlAnswer.Children(l, "program")).Select(p => p.Value.Trim());
        var entry = new ScreeningEntry(
            Need(element, "uid", file, number), kind is "individual" or "entity" or "vessel" or "aircraft" ? kind : "unknown", [.. programmes.Distinct()], null);
        Need(element, "lastName", file, number);
        entry.Add(Name(element));
        foreach (var aka in XmlAnswer.Children(element, "akaList").SelectMany(l => XmlAnswer.Children(l, "aka")))
            entry.Add(Name(aka), XmlAnswer.Text(aka, "category") == "weak");
        foreach (var place in element.Elements().Where(e => e.Name.LocalName is "addressList" or "nationalityList" or "citizenshipList").Elements())
            entry.AddCountry(XmlAnswer.Text(place, "country"));
        entry.AddCountry(XmlAnswer.Children(element, "vesselInfo").Select(v => XmlAnswer.Text(v, "vesselFlag")).FirstOrDefault());
        return entry;
    }

    private static string Name(XElement element) =>
        string.Join(' ', new[] { XmlAnswer.Text(element, "firstName"), XmlAnswer.Text(element, "lastName") }.OfType<string>());

    private static string Need(XElement element, string field, string file, long number) => XmlAnswer.Text(element, field)
        ?? throw JsonAnswer.Changed(file, string.Create(CultureInfo.InvariantCulture, $"record {number} has no '{field}'"));

    private static DateOnly? Date(string? text, string format, string file, long number, string field)
    {
        if (text is null)
            return null;
        return DateOnly.TryParseExact(text, format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : throw new FactException(new RowFault(file, number, field, text, $"is not a date ({format})").ToString());
    }
}
