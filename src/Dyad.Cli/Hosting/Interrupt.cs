using System.Runtime.InteropServices;

namespace Dyad.Cli.Hosting;

/// <summary>
/// Turns Ctrl-C, and the request to end that a system sends (SIGTERM), into a cancelled token, so that the work ends where
/// nothing is half-written. The second one ends the process at once.
/// </summary>
internal sealed class Interrupt : IDisposable
{
    private readonly CancellationTokenSource source = new();
    private readonly List<PosixSignalRegistration> registrations;
    private int signal;

    /// <summary>Listens from now on.</summary>
    public Interrupt() => registrations =
    [
        PosixSignalRegistration.Create(PosixSignal.SIGINT, OnSignal),
        PosixSignalRegistration.Create(PosixSignal.SIGTERM, OnSignal),
    ];

    /// <summary>Cancelled by the first signal.</summary>
    public CancellationToken Token => source.Token;

    /// <summary>What the process returns when the token ended it.</summary>
    public int ExitCode => Volatile.Read(ref signal) == (int)PosixSignal.SIGTERM ? ExitCodes.Terminated : ExitCodes.Cancelled;

    /// <inheritdoc />
    public void Dispose()
    {
        registrations.ForEach(r => r.Dispose());
        source.Dispose();
    }

    private void OnSignal(PosixSignalContext context)
    {
        if (Interlocked.CompareExchange(ref signal, (int)context.Signal, 0) != 0)
            return;
        context.Cancel = true;
        source.Cancel();
    }
}
