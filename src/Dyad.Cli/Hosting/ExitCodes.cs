namespace Dyad.Cli.Hosting;

/// <summary>What the process tells its caller.</summary>
internal static class ExitCodes
{
    /// <summary>Done.</summary>
    public const int Success = 0;

    /// <summary>Something that the user can mend: data, a folder, a name.</summary>
    public const int Failure = 1;

    /// <summary>The command line itself is wrong.</summary>
    public const int Usage = 2;

    /// <summary>Ended by Ctrl-C (128 + SIGINT, as shells have it).</summary>
    public const int Cancelled = 130;

    /// <summary>Ended from outside (128 + SIGTERM).</summary>
    public const int Terminated = 143;
}
