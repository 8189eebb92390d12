using System.Buffers;
using System.IO.Pipelines;
using System.Reflection;
using System.Text;
using Microsoft.AspNetCore.Connections;

namespace Dyad.Cluster.Connecting;

/// <summary>
/// What both ends of a connection say before anything else: version and arithmetic. Only equals talk, since the results must be those of
/// one program.
/// </summary>
internal sealed record Greeting(string Version, string Arithmetic)
{
    /// <summary>Bytes of a greeting, filled up with blanks.</summary>
    public const int Length = 160;

    private const string Mark = "dyad-cluster-1 ";

    /// <summary>That of this process.</summary>
    public static Greeting Own { get; } = new(
        typeof(Greeting).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion,
        Connecting.Arithmetic.Name);

    /// <summary>As it is sent.</summary>
    public byte[] Bytes() => Encoding.ASCII.GetBytes($"{Mark}{Version} {Arithmetic}".PadRight(Length)[..Length]);

    /// <summary>What was sent, or null where it is no greeting.</summary>
    public static Greeting? Read(ReadOnlySpan<byte> bytes)
    {
        var words = Encoding.ASCII.GetString(bytes).TrimEnd().Split(' ');
        return words is [var mark, var version, var arithmetic] && mark + " " == Mark ? new Greeting(version, arithmetic) : null;
    }

    /// <summary>Why this process does not work with the other, or null where it does.</summary>
    public string? Refuses(Greeting? other) =>
        other is null ? "what answers there is no Dyad of this kind"
        : other.Version != Version ? $"it is version {other.Version}, this is {Version}: results must be those of one version"
        : other.Arithmetic != Arithmetic
            ? $"its processor computes as {other.Arithmetic}, this one as {Arithmetic}: results would differ in the last digits"
        : null;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>Greets at the beginning of every connection between silos and ends it where the other is not an equal.</summary>
    public void Use(IConnectionBuilder builder) => builder.Use(next => async connection =>
    {
        await connection.Transport.Output.WriteAsync(Bytes(), connection.ConnectionClosed).ConfigureAwait(false);
        var input = connection.Transport.Input;
        var read = await input.ReadAtLeastAsync(Length, connection.ConnectionClosed).ConfigureAwait(false);
        var other = read.Buffer.Length < Length ? null : Read(read.Buffer.Slice(0, Length).ToArray());
        input.AdvanceTo(read.Buffer.GetPosition(Math.Min(Length, read.Buffer.Length)));
        if (Refuses(other) is not null)
        {
            // The other reads why and hangs up; who does not is hung up on.
            await ClosedAsync(connection).ConfigureAwait(false);
            connection.Abort();
            return;
        }

        await next(connection).ConfigureAwait(false);
    });

    private static async Task ClosedAsync(ConnectionContext connection)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(connection.ConnectionClosed);
        limit.CancelAfter(Patience);
        try
        {
            for (var read = default(ReadResult); !read.IsCompleted;)
            {
                read = await connection.Transport.Input.ReadAsync(limit.Token).ConfigureAwait(false);
                connection.Transport.Input.AdvanceTo(read.Buffer.End);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or IOException or ConnectionAbortedException)
        {
            // Closed, or time is up.
        }
    }
}
