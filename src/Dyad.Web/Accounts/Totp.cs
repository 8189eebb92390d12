using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;

namespace Dyad.Web.Accounts;

/// <summary>Codes of six digits that change every 30 seconds (RFC 6238, with HMAC-SHA-1 as authenticator apps have it).</summary>
internal static class Totp
{
    private const int Seconds = 30;

    /// <summary>The step that a time is in (RFC 6238, 4.2).</summary>
    public static long StepAt(DateTimeOffset time) => time.ToUnixTimeSeconds() / Seconds;

    /// <summary>The code of a step (RFC 4226, 5.3).</summary>
    [SuppressMessage("Security", "CA5350", Justification = "The algorithm of RFC 6238 that apps know; as a MAC it stands.")]
    public static string CodeAt(byte[] key, long step)
    {
        Span<byte> counter = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
        Span<byte> mac = stackalloc byte[HMACSHA1.HashSizeInBytes];
        HMACSHA1.HashData(key, counter, mac);
        var number = BinaryPrimitives.ReadInt32BigEndian(mac[(mac[^1] & 0xf)..]) & 0x7fffffff;
        return (number % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
    }

    /// <summary>Bytes of a key in base 32 (RFC 4648, 6), without padding; null where it is none.</summary>
    public static byte[]? KeyOf(string text)
    {
        var bytes = new List<byte>();
        int held = 0, bits = 0;
        foreach (var c in text.TrimEnd('='))
        {
            var value = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".IndexOf(char.ToUpperInvariant(c), StringComparison.Ordinal);
            if (value < 0)
                return null;
            held = ((held << 5) | value) & 0xfff;
            bits += 5;
            if (bits >= 8)
            {
                bits -= 8;
                bytes.Add((byte)(held >> bits));
            }
        }

        return [.. bytes];
    }
}
