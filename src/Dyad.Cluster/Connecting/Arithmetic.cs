using System.Numerics;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Dyad.Cluster.Connecting;

/// <summary>
/// What the last bits of a computation depend on beside the program: the processor's family, the doubles of a vector (order of sums),
/// and the functions of the platform, of which a sample is hashed. Processes that differ in it do not compute alike.
/// </summary>
internal static class Arithmetic
{
    private const int Samples = 256;

    /// <summary>Name of this process's arithmetic: <c>x64-4-1f2e3d4c</c>.</summary>
    public static string Name { get; } =
        $"{RuntimeInformation.ProcessArchitecture}-{Vector<double>.Count}-{Sample()}".ToLowerInvariant();

    private static string Sample()
    {
        var values = new double[5 * Samples];
        for (var i = 0; i < Samples; i++)
        {
            var x = (i + 0.37) / 17;
            (values[5 * i], values[(5 * i) + 1], values[(5 * i) + 2]) = (Math.Log(x), Math.Exp(x), Math.Pow(x, 0.1 + (x / 7)));
            (values[(5 * i) + 3], values[(5 * i) + 4]) = (Math.Tanh(x), Math.Cos(x));
        }

        return Convert.ToHexString(SHA256.HashData(MemoryMarshal.AsBytes<double>(values)).AsSpan(0, 4));
    }
}
