using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Dyad.Data.Sources.Reading;

/// <summary>Opens answers in JSON.</summary>
internal static class JsonAnswer
{
    /// <summary>Parses an answer.</summary>
    /// <exception cref="FactException">It is no JSON; the message says where, and how it begins.</exception>
    public static JsonDocument Parse(ReadOnlyMemory<byte> body, string file)
    {
        try
        {
            // A byte-order mark is no JSON, but services send it.
            return JsonDocument.Parse(body.Span.StartsWith(Encoding.UTF8.Preamble) ? body[3..] : body);
        }
        catch (JsonException e)
        {
            var start = Http.SourceClient.Shorten(Encoding.UTF8.GetString(body.Span[..Math.Min(80, body.Length)]));
            throw new FactException(string.Create(
                CultureInfo.InvariantCulture,
                $"{file}: is no JSON from line {(e.LineNumber ?? 0) + 1}, byte {(e.BytePositionInLine ?? 0) + 1} on; it "
                    + $"begins '{start}'"));
        }
    }

    /// <summary>The fault of an answer that is built in another way than the source's documentation says.</summary>
    public static FactException Changed(string file, string what) =>
        new($"{file}: {what}; the service has changed its answers, or this is none of them");
}
