using System.Diagnostics;
using System.Security.Cryptography.X509Certificates;
using Dyad.Data;
using Dyad.Data.Sources.Http;
using Dyad.Sources.Tests.StandIn;

namespace Dyad.Sources.Tests.Http;

/// <summary>
/// Proxies and certificates of the environment are read once a process: each test asks from a process of its own (this assembly, run for
/// <see cref="EnvironmentProbe"/> alone).
/// </summary>
public sealed class EnvironmentTests
{
    [Fact]
    public async Task ACertificateOfTheHouseIsTrustedWhereTheEnvironmentNamesIt()
    {
        using var certificate = Certificates.SelfSigned();
        await using var server = await StandInServer.StartAsync(c => c.Json("[42]"), certificate);

        Assert.Equal("[42]", await ProbeAsync(certificate, ("DYAD_PROBE_ADDRESS", server.Address.AbsoluteUri)));
    }

    [Fact]
    public async Task AProxyOfTheEnvironmentIsUsed()
    {
        // A proxy is asked for the whole address of a plain request (RFC 9112, section 3.2.2).
        await using var proxy = await StandInServer.StartAsync(c => c.Json($"[\"{c.Request.Host}\"]"));

        var said = await ProbeAsync(null, ("DYAD_PROBE_ADDRESS", "http://far.invalid/"), ("http_proxy", proxy.Address.AbsoluteUri));

        Assert.Equal("[\"far.invalid\"]", said);
    }

    [Fact]
    public async Task ASecureRequestAsksTheProxyForATunnel()
    {
        await using var proxy = await StandInServer.StartAsync(c => c.Text("no", "text/plain", 403));

        var said = await ProbeAsync(null, ("DYAD_PROBE_ADDRESS", "https://far.invalid/"), ("HTTPS_PROXY", proxy.Address.AbsoluteUri));

        Assert.StartsWith("far.invalid: the proxy (HTTPS_PROXY) does not let through", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task HostsThatTheEnvironmentExceptsAreAskedWithoutTheProxy()
    {
        await using var proxy = await StandInServer.StartAsync(c => c.Json("[\"proxy\"]"));
        await using var server = await StandInServer.StartAsync(c => c.Json("[\"server\"]"));

        var said = await ProbeAsync(
            null, ("DYAD_PROBE_ADDRESS", server.Address.AbsoluteUri), ("http_proxy", proxy.Address.AbsoluteUri), ("NO_PROXY", "127.0.0.1"));

        Assert.Equal("[\"server\"]", said);
    }

    /// <summary>What the client reads, or the line of its fault, in a process with an environment of its own.</summary>
    internal static async Task<string> ProbeAsync(X509Certificate2? trusted, params (string Name, string Value)[] environment)
    {
        using var folder = new TemporaryFolder();
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in new[] { typeof(EnvironmentTests).Assembly.Location, "-noLogo", "-noColor", "-class", typeof(EnvironmentProbe).FullName! })
            start.ArgumentList.Add(argument);
        foreach (var name in new[] { "http_proxy", "https_proxy", "no_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY", "ALL_PROXY" })
            start.Environment.Remove(name);
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        if (trusted is not null)
        {
            await File.WriteAllTextAsync(folder.File("house.pem"), trusted.ExportCertificatePem());
            start.Environment["SSL_CERT_FILE"] = folder.File("house.pem");
        }

        start.Environment["DYAD_PROBE_OUTPUT"] = folder.File("said");
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return File.Exists(folder.File("said")) ? await File.ReadAllTextAsync(folder.File("said")) : await output + await errors;
    }
}

/// <summary>Asks one question, where the environment names whom.</summary>
public sealed class EnvironmentProbe
{
    [Fact]
    public async Task AsksWhatTheEnvironmentNames()
    {
        if (Environment.GetEnvironmentVariable("DYAD_PROBE_ADDRESS") is not { } address)
            return;
        using var client = new SourceClient(
            Clients.Info, "0.1.0", new Uri(address), options: new SourceClientOptions { Attempts = 2, FirstPause = TimeSpan.FromMilliseconds(1) });
        string said;
        try
        {
            said = System.Text.Encoding.UTF8.GetString((await client.GetAsync(new SourceRequest("data"), default)).Body.Span);
        }
        catch (FactException e)
        {
            said = e.Message;
        }

        await File.WriteAllTextAsync(Environment.GetEnvironmentVariable("DYAD_PROBE_OUTPUT")!, said);
    }
}
