using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Dyad.Ensembles.Draws;

/// <summary>
/// Standard normals of a seed and a name: the i-th of a draw is a function of (seed, name, draw, i) alone. Key of
/// <see cref="Philox"/>: the first 64 bits of the SHA-256 of the seed (4 bytes, little-endian) and the name (UTF-8). Counter:
/// (draw, i/2, 0, 0), each giving two uniforms of 52 bits.
/// </summary>
internal sealed class NormalStream
{
    private readonly uint key0;
    private readonly uint key1;

    /// <summary>The stream of a seed and a name.</summary>
    public NormalStream(int seed, string name)
    {
        byte[] text = [0, 0, 0, 0, .. Encoding.UTF8.GetBytes(name)];
        BinaryPrimitives.WriteInt32LittleEndian(text, seed);
        var hash = SHA256.HashData(text);
        key0 = BinaryPrimitives.ReadUInt32LittleEndian(hash);
        key1 = BinaryPrimitives.ReadUInt32LittleEndian(hash.AsSpan(4));
    }

    /// <summary>Fills in the normals of a draw.</summary>
    public void Fill(int draw, Span<double> normals)
    {
        for (var i = 0; i < normals.Length; i += 2)
        {
            var (a, b, c, d) = Philox.Block(((uint)draw, (uint)(i / 2), 0, 0), key0, key1);
            normals[i] = StandardNormal.Quantile(Uniform(a, b));
            if (i + 1 < normals.Length)
                normals[i + 1] = StandardNormal.Quantile(Uniform(c, d));
        }
    }

    /// <summary>The middle of one of 2^52 equal parts of (0, 1): never 0 or 1, and exact.</summary>
    private static double Uniform(uint high, uint low) => (((((ulong)high << 32) | low) >> 12) + 0.5) * (1.0 / (1L << 52));
}
