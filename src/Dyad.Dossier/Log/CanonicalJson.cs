using System.Buffers;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Dyad.Dossier.Log;

/// <summary>
/// One form of bytes for one value, so that a hash names the value: UTF-8 without a byte order mark or white space, names of an object in
/// ordinal order, each once, strings escaped only where JSON demands it, numbers as .NET's shortest form that reads back the same (the idea of
/// RFC 8785; its form of numbers differs beyond 1e21, which no event holds).
/// </summary>
public static class CanonicalJson
{
    /// <summary>Nesting that is read at most: a file that nests deeper is no dossier.</summary>
    public const int Depth = 32;

    private static readonly JsonWriterOptions Plain = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Indented = false,
        MaxDepth = Depth,
    };

    /// <summary>Canonical bytes of a value.</summary>
    /// <exception cref="ArgumentException">An object names a field twice.</exception>
    public static byte[] Bytes(JsonElement value)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Plain))
            Write(value, writer);
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Canonical bytes of a record of this library.</summary>
    public static byte[] Bytes<T>(T value) => Bytes(JsonSerializer.SerializeToElement(value, DossierJson.Options));

    /// <summary>SHA-256 in lower-case hexadecimal digits.</summary>
    public static string Hash(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    /// <summary>Hash of the canonical bytes of a record.</summary>
    public static string HashOf<T>(T value) => Hash(Bytes(value));

    private static void Write(JsonElement value, Utf8JsonWriter writer)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                string? last = null;
                foreach (var property in value.EnumerateObject().OrderBy(p => p.Name, StringComparer.Ordinal))
                {
                    if (property.Name == last)
                        throw new ArgumentException($"The field \"{property.Name}\" stands twice.");
                    last = property.Name;
                    writer.WritePropertyName(property.Name);
                    Write(property.Value, writer);
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var element in value.EnumerateArray())
                    Write(element, writer);
                writer.WriteEndArray();
                break;
            case JsonValueKind.Number when value.TryGetInt64(out long whole):
                writer.WriteNumberValue(whole);
                break;
            case JsonValueKind.Number:
                writer.WriteNumberValue(value.GetDouble());
                break;
            default:
                value.WriteTo(writer);
                break;
        }
    }
}
