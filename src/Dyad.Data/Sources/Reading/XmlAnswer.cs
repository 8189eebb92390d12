using System.Globalization;
using System.Xml;
using System.Xml.Linq;

namespace Dyad.Data.Sources.Reading;

/// <summary>Reads answers in XML. Elements are told by their local names; document types are refused.</summary>
internal static class XmlAnswer
{
    /// <summary>Reads an answer as a whole.</summary>
    /// <exception cref="FactException">It is no XML; the message says where.</exception>
    public static XElement Load(ReadOnlyMemory<byte> body, string file)
    {
        using var stream = new MemoryStream(body.ToArray());
        using var reader = XmlReader.Create(stream, Settings());
        try
        {
            return XElement.Load(reader, LoadOptions.None);
        }
        catch (XmlException e)
        {
            throw Fault(file, e);
        }
    }

    /// <summary>Reads the elements of some names one by one, so that a large file never is in memory as a whole.</summary>
    /// <exception cref="FactException">It is no XML.</exception>
    public static IEnumerable<(XElement Element, long Line)> Elements(Stream stream, string file, params string[] names)
    {
        using var reader = XmlReader.Create(stream, Settings());
        var more = Try(() => reader.Read(), file);
        while (more)
        {
            if (reader.NodeType == XmlNodeType.Element && names.Contains(reader.LocalName))
            {
                var line = (reader as IXmlLineInfo)?.LineNumber ?? 0;
                // It leaves the reader behind the element.
                yield return (Try(() => (XElement)XNode.ReadFrom(reader), file), line);
                more = !reader.EOF;
            }
            else
            {
                more = Try(() => reader.Read(), file);
            }
        }
    }

    /// <summary>Elements within, of a name.</summary>
    public static IEnumerable<XElement> Children(XElement element, string name) => element.Elements().Where(e => e.Name.LocalName == name);

    /// <summary>Text of the element of a name within; null where it is missing or empty.</summary>
    public static string? Text(XElement element, string name) =>
        Children(element, name).FirstOrDefault()?.Value.Trim() is { Length: > 0 } text ? text : null;

    private static XmlReaderSettings Settings() => new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null };

    private static T Try<T>(Func<T> read, string file)
    {
        try
        {
            return read();
        }
        catch (XmlException e)
        {
            throw Fault(file, e);
        }
    }

    private static FactException Fault(string file, XmlException e) => new(string.Create(
        CultureInfo.InvariantCulture,
            $"{file}: row {e.LineNumber}: cannot be read as XML: {Http.SourceClient.Shorten(e.Message)}"));
}
