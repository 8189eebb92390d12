using System.Diagnostics;
using System.Globalization;

namespace Dyad.Data.Sources.Http;

/// <summary>Reads a body to its end: no stalls, no trickle, not more than is allowed.</summary>
internal static class BodyReader
{
    private const int Chunk = 1 << 16;

    /// <summary>Copies a body.</summary>
    /// <param name="host">For the faults.</param>
    /// <param name="body">The body.</param>
    /// <param name="target">Where it goes.</param>
    /// <param name="had">Bytes that are there from an attempt before.</param>
    /// <param name="most">Most bytes, with those.</param>
    /// <param name="options">Bounds of time.</param>
    /// <param name="received">Told the number of bytes after each piece.</param>
    /// <param name="cancel">Ends it.</param>
    /// <returns>Bytes in all, with those had before.</returns>
    /// <exception cref="TransientFault">It stalls or trickles; another attempt may do better.</exception>
    /// <exception cref="FactException">It is too long.</exception>
    public static async Task<long> CopyAsync(
        string host, Stream body, Stream target, long had, long most, SourceClientOptions options, Action<long> received,
        CancellationToken cancel)
    {
        var buffer = new byte[Chunk];
        var total = had;
        var (windowStart, windowBytes) = (Stopwatch.GetTimestamp(), 0L);
        while (true)
        {
            var read = await ReadAsync(host, body, buffer, options.StallTimeout, cancel).ConfigureAwait(false);
            if (read == 0)
                return total;
            total += read;
            if (total > most)
                throw TooLong(host, most);
            await target.WriteAsync(buffer.AsMemory(0, read), cancel).ConfigureAwait(false);
            received(total);

            windowBytes += read;
            var elapsed = Stopwatch.GetElapsedTime(windowStart);
            if (elapsed < options.SlowWindow)
                continue;
            if (windowBytes / elapsed.TotalSeconds < options.SlowestRate)
                throw new TransientFault($"{host}: the answer comes at less than {Number(options.SlowestRate)} bytes a second");
            (windowStart, windowBytes) = (Stopwatch.GetTimestamp(), 0);
        }
    }

    /// <summary>The fault of an answer that is longer than allowed.</summary>
    public static FactException TooLong(string host, long most) =>
        new(
            $"{host}: the answer has more than {Number(most)} bytes, the most that is read; ask for fewer years, parties or "
                + $"datasets");

    private static async Task<int> ReadAsync(string host, Stream body, byte[] buffer, TimeSpan patience, CancellationToken cancel)
    {
        using var stall = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        stall.CancelAfter(patience);
        try
        {
            return await body.ReadAsync(buffer, stall.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            throw new TransientFault($"{host}: the answer stalls: no byte for {Number(patience.TotalSeconds)} seconds");
        }
        catch (InvalidDataException e)
        {
            throw new TransientFault($"{host}: the answer is damaged or ends too early ({e.Message})");
        }
        catch (Exception e) when (e is IOException or HttpRequestException)
        {
            throw new TransientFault($"{host}: the answer ends too early ({e.Message.TrimEnd('.')})");
        }
    }

    private static string Number(double value) => value.ToString("#,0.###", CultureInfo.InvariantCulture);
}
