using System.IO.Compression;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Dyad.Data;
using Dyad.Data.Sources;
using Dyad.Data.Sources.Http;
using Dyad.Sources.Tests.StandIn;
using Microsoft.AspNetCore.Http;

namespace Dyad.Sources.Tests.Http;

/// <summary>What is taken for data, what is not, and what is said of it.</summary>
public sealed class AnswerTests
{
    private static readonly SourceRequest Data = new("data?year=2023");

    [Fact]
    public async Task AnAnswerComesWithItsAddressAndChecksum()
    {
        await using var server = await StandInServer.StartAsync(c => c.Json("[1]"));
        using var client = Clients.For(server);

        var reply = await client.GetAsync(Data, default);

        Assert.Equal(new Uri(server.Address, "data?year=2023").AbsoluteUri, reply.Answer.Address);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData("[1]"u8)), reply.Answer.Sha256);
        Assert.Equal((3L, Clients.Start), (reply.Answer.Bytes, reply.Answer.ReceivedAt));
        Assert.Equal("Dyad/0.1.0 (joint economics workbench)", server.Requests[0].Headers["User-Agent"]);
    }

    [Fact]
    public async Task AnOperatorCanBeToldWhoAsks()
    {
        await using var server = await StandInServer.StartAsync(c => c.Json("[1]"));
        using var client = Clients.For(server, change: o => o with { Contact = "trade@ministry.example" });
        await client.GetAsync(Data, default);
        Assert.Equal("Dyad/0.1.0 (trade@ministry.example)", server.Requests[0].Headers["User-Agent"]);
    }

    [Fact]
    public async Task GzipIsAskedForAndUnpacked()
    {
        await using var server = await StandInServer.StartAsync(async c =>
        {
            c.Response.ContentType = "application/json";
            c.Response.Headers.ContentEncoding = "gzip";
            await using var gzip = new GZipStream(c.Response.Body, CompressionLevel.Optimal);
            await gzip.WriteAsync(Encoding.UTF8.GetBytes("[" + new string(' ', 5000) + "]"));
        });
        using var client = Clients.For(server);

        var reply = await client.GetAsync(Data, default);

        Assert.Equal(5002, reply.Answer.Bytes);
        Assert.Contains("gzip", server.Requests[0].Headers["Accept-Encoding"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnAnswerThatStillHoldsIsNotSentAgain()
    {
        await using var server = await StandInServer.StartAsync(c =>
        {
            c.Response.Headers.ETag = "\"v7\"";
            if (c.Request.Headers.IfNoneMatch != "\"v7\"")
                return c.Json("[1]");
            c.Response.StatusCode = 304;
            return Task.CompletedTask;
        });
        using var client = Clients.For(server);

        var first = await client.GetAsync(Data, default);
        var again = await client.GetAsync(Data with { ETag = first.ETag }, default);

        Assert.False(first.NotModified);
        Assert.True(again.NotModified);
        Assert.Equal(0, again.Answer.Bytes);
    }

    [Fact]
    public async Task TheDateOfAnAnswerServesWhereItHasNoTag()
    {
        await using var server = await StandInServer.StartAsync(c =>
        {
            c.Response.Headers.LastModified = "Tue, 02 Jan 2024 00:00:00 GMT";
            if (c.Request.Headers.IfModifiedSince != "Tue, 02 Jan 2024 00:00:00 GMT")
                return c.Json("[1]");
            c.Response.StatusCode = 304;
            return Task.CompletedTask;
        });
        using var client = Clients.For(server);

        var first = await client.GetAsync(Data, default);

        Assert.True((await client.GetAsync(Data with { LastModified = first.LastModified }, default)).NotModified);
    }

    [Fact]
    public async Task RedirectsAreFollowedWithoutTheKeyWhereTheyLeaveTheHost()
    {
        await using var other = await StandInServer.StartAsync(c => c.Json("[\"other\"]"));
        await using var server = await StandInServer.StartAsync(c =>
        {
            c.Response.StatusCode = 302;
            c.Response.Headers.Location = c.Request.Path == "/data" ? "/moved" : new Uri(other.Address, "there").AbsoluteUri;
            return Task.CompletedTask;
        });
        using var client = Clients.For(server, key: "secret-key-1");

        var reply = await client.GetAsync(Data with { KeyHeader = "X-Key" }, default);

        Assert.Equal("[\"other\"]"u8.ToArray(), reply.Body.ToArray());
        Assert.Equal(["secret-key-1", "secret-key-1"], server.Requests.Select(r => r.Headers["X-Key"]));
        Assert.False(other.Requests[0].Headers.ContainsKey("X-Key"));
    }

    [Fact]
    public async Task RedirectsInACircleEnd()
    {
        await using var server = await StandInServer.StartAsync(c =>
        {
            c.Response.StatusCode = 307;
            c.Response.Headers.Location = "/data";
            return Task.CompletedTask;
        });
        using var client = Clients.For(server);

        var fault = await Assert.ThrowsAsync<FactException>(() => client.GetAsync(Data, default));

        Assert.Contains("/data redirects more than 5 times", fault.Message, StringComparison.Ordinal);
        Assert.Equal(6, server.Requests.Count);
    }

    [Theory]
    [InlineData("text/html; charset=utf-8")]
    [InlineData("application/json")]
    public async Task AnHtmlPageIsNotTakenForData(string type)
    {
        await using var server = await StandInServer.StartAsync(c => c.Text("\n<!DOCTYPE html><html><head><title>Sign in\n here</title>", type));
        using var client = Clients.For(server);

        var fault = await Assert.ThrowsAsync<FactException>(() => client.GetAsync(Data, default));

        Assert.Equal(
            $"{server.Address.Authority}: /data is an HTML page instead of data ('Sign in here'); a login or a proxy may stand between", fault.Message);
    }

    [Fact]
    public async Task AnUnknownTypeIsNotTakenForData()
    {
        await using var server = await StandInServer.StartAsync(c => c.Text("PNG", "image/png"));
        using var client = Clients.For(server);

        var fault = await Assert.ThrowsAsync<FactException>(() => client.GetAsync(Data, default));

        Assert.Equal($"{server.Address.Authority}: /data is of type image/png; application/json was expected", fault.Message);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task AnAnswerThatIsTooLongIsNotReadToItsEnd(bool saysSo)
    {
        var sent = 0;
        await using var server = await StandInServer.StartAsync(async c =>
        {
            c.Response.ContentType = "application/json";
            if (saysSo)
                c.Response.ContentLength = 1 << 28;
            while (!c.RequestAborted.IsCancellationRequested && sent < 1 << 12)
            {
                await c.Response.Body.WriteAsync(new byte[1 << 16]);
                sent++;
            }
        });
        using var client = Clients.For(server, change: o => o with { MostBytes = 100_000 });

        var fault = await Assert.ThrowsAsync<FactException>(() => client.GetAsync(Data, default));

        Assert.StartsWith($"{server.Address.Authority}: the answer has more than 100,000 bytes", fault.Message, StringComparison.Ordinal);
        Assert.True(sent < 1 << 12);
    }

    [Fact]
    public async Task AGzipBombIsNotUnpackedToItsEnd()
    {
        await using var server = await StandInServer.StartAsync(async c =>
        {
            c.Response.ContentType = "application/json";
            c.Response.Headers.ContentEncoding = "gzip";
            await using var gzip = new GZipStream(c.Response.Body, CompressionLevel.Optimal);
            for (var i = 0; i < 64; i++)
                await gzip.WriteAsync(new byte[1 << 20]);
        });
        using var client = Clients.For(server, change: o => o with { MostBytes = 1 << 20 });

        var fault = await Assert.ThrowsAsync<FactException>(() => client.GetAsync(Data, default));

        Assert.Contains("more than 1,048,576 bytes", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ACertificateThatNobodyKnowsIsRefused()
    {
        using var certificate = Certificates.SelfSigned();
        await using var server = await StandInServer.StartAsync(c => c.Json("[1]"), certificate);
        using var client = Clients.For(server);

        var fault = await Assert.ThrowsAsync<FactException>(() => client.GetAsync(Data, default));

        Assert.StartsWith($"{server.Address.Authority}: its certificate is not trusted", fault.Message, StringComparison.Ordinal);
        Assert.Contains("SSL_CERT_FILE", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', fault.Message);
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task SecureIsNotLeftForPlain()
    {
        // The certificate is trusted by this test alone; the rule is about the addresses.
        using var certificate = Certificates.SelfSigned();
        await using var server = await StandInServer.StartAsync(
            c =>
            {
                c.Response.StatusCode = 302;
                c.Response.Headers.Location = "http://127.0.0.1:9/plain";
                return Task.CompletedTask;
            },
            certificate);

        var line = await EnvironmentTests.ProbeAsync(certificate, ("DYAD_PROBE_ADDRESS", server.Address.AbsoluteUri));

        Assert.Contains("redirects to http://127.0.0.1:9/plain, which is not secure", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnUnknownHostIsNamedWithTheWayByHand()
    {
        using var client = new SourceClient(Clients.Info, "0.1.0", options: Clients.Options());

        var fault = await Assert.ThrowsAsync<FactException>(() => client.GetAsync(Data, default));

        Assert.Equal(
            "standin.invalid: no address is known for this name (no network, or a wrong name); " + Clients.Info.ByHand, fault.Message);
    }

    [Fact]
    public async Task ARefusedConnectionIsNamedWithTheWayByHand()
    {
        using var taken = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        taken.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        var address = new Uri($"http://127.0.0.1:{((IPEndPoint)taken.LocalEndPoint!).Port}/");
        using var client = new SourceClient(Clients.Info, "0.1.0", address, options: Clients.Options());

        var fault = await Assert.ThrowsAsync<FactException>(() => client.GetAsync(Data, default));

        Assert.Equal($"{address.Authority}: the connection is refused; {Clients.Info.ByHand}", fault.Message);
    }

    [Fact]
    public async Task TheKeyIsInNoMessageAndNoAddress()
    {
        const string Key = "k3y/with+signs";
        await using var server = await StandInServer.StartAsync(c =>
            c.Json($"{{\"message\":\"wrong key {c.Request.Headers["X-Key"]}\"}}", 401));
        using var client = Clients.For(server, key: Key);

        var fault = await Assert.ThrowsAsync<FactException>(
            () => client.GetAsync(new SourceRequest("data?key=" + Uri.EscapeDataString(Key)) { KeyHeader = "X-Key" }, default));

        Assert.Equal(Key, server.Requests[0].Headers["X-Key"]);
        Assert.DoesNotContain(Key, fault.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(Uri.EscapeDataString(Key), fault.ToString(), StringComparison.Ordinal);
        Assert.EndsWith("wrong key ***\"}; the key is that of DYAD_STANDIN_KEY", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void KeysComeFromTheEnvironmentOrFromAFileThatItNames()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("key"), "from-file\n");
        string? Set(string name) => name == "DYAD_STANDIN_KEY" ? "from-variable" : null;
        string? Named(string name) => name == "DYAD_STANDIN_KEY_FILE" ? folder.File("key") : null;
        string? Missing(string name) => name == "DYAD_STANDIN_KEY_FILE" ? folder.File("none") : null;

        Assert.Equal("from-variable", SourceKeys.Find(Clients.Info, Set));
        Assert.Equal("from-file", SourceKeys.Find(Clients.Info, Named));
        Assert.Null(SourceKeys.Find(Clients.Info, _ => null));
        string? Home(string name) => name == "HOME" ? folder.File("home") : null;
        var secrets = Directory.CreateDirectory(Path.Combine(folder.File("home"), ".microsoft", "usersecrets", "dyad")).FullName;
        Assert.Null(SourceKeys.Find(Clients.Info, Home));
        File.WriteAllText(Path.Combine(secrets, "secrets.json"), """{ "DYAD_STANDIN_KEY": "from-secrets" }""");
        Assert.Equal("from-secrets", SourceKeys.Find(Clients.Info, Home));
        Assert.Equal("from-variable", SourceKeys.Find(Clients.Info, name => Set(name) ?? Home(name)));
        File.WriteAllText(Path.Combine(secrets, "secrets.json"), "k3y");
        Assert.DoesNotContain("k3y", Assert.Throws<FactException>(() => SourceKeys.Find(Clients.Info, Home)).ToString(), StringComparison.Ordinal);
        Assert.Null(SourceKeys.Find(Clients.Info with { KeyVariable = null }, Set));
        Assert.Contains(folder.File("none"), Assert.Throws<FactException>(() => SourceKeys.Find(Clients.Info, Missing)).Message, StringComparison.Ordinal);
    }
}
