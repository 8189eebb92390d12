using Dyad.Data.Sources;
using Dyad.Data.Sources.Http;

namespace Dyad.Sources.Tests.StandIn;

/// <summary>Clients with bounds that suit a test.</summary>
internal static class Clients
{
    public static readonly DateTimeOffset Start = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    public static readonly SourceInfo Info = new(
        "standin", "Stand-in", "Nobody", "none", "none", new Uri("https://standin.invalid/v1/"),
        "download it from https://standin.invalid/by-hand and run 'dyad data import FILE --map standin'", [])
    {
        KeyVariable = "DYAD_STANDIN_KEY",
        RequestsPerSecond = 1000,
    };

    public static SourceClient For(
        StandInServer server, HurriedClock? clock = null, string? key = null, Func<SourceClientOptions, SourceClientOptions>? change = null,
        SourceInfo? info = null) =>
        new(info ?? Info, "0.1.0", server.Address, key, Options(clock, change));

    public static SourceClientOptions Options(HurriedClock? clock = null, Func<SourceClientOptions, SourceClientOptions>? change = null) =>
        (change ?? (o => o))(new SourceClientOptions { Clock = clock ?? new HurriedClock(Start), StallTimeout = TimeSpan.FromSeconds(5) });
}
