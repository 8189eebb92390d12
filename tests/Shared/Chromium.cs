using Microsoft.Playwright;

namespace Dyad.Testing;

/// <summary>The browser of the machine: <c>DYAD_CHROMIUM</c>, or one found on PATH. Nothing is downloaded.</summary>
internal static class Chromium
{
    /// <summary>The shell first: it draws pages alone, where a whole browser draws a window for each context, and takes longer.</summary>
    private static readonly string[] Names =
    [
        "chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge", "chrome.exe",
        "msedge.exe",
    ];

    /// <summary>Quiet and alone: no profile, no calls home.</summary>
    private static readonly string[] Arguments =
    [
        "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync",
    ];

    /// <summary>Path of the browser; null where there is none.</summary>
    public static string? Path { get; } = Find();

    public static Task<IBrowser> Launch(IPlaywright playwright)
        => playwright.Chromium.LaunchAsync(new() { ExecutablePath = Path, Args = Arguments });

    private static string? Find()
    {
        if (Environment.GetEnvironmentVariable("DYAD_CHROMIUM") is { Length: > 0 } set)
            return set;
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(System.IO.Path.PathSeparator);
        return Names.SelectMany(name => folders.Select(folder => System.IO.Path.Combine(folder, name))).FirstOrDefault(File.Exists);
    }
}
