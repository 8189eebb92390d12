using System.Globalization;
using Dyad.Data;
using Dyad.Data.Sources.Http;
using Dyad.Sources.Tests.StandIn;
using Microsoft.AspNetCore.Http;

namespace Dyad.Sources.Tests.Http;

/// <summary>What may pass is asked again, with the pauses of RFC 9110, section 10.2.3 (Retry-After), and no more often than allowed.</summary>
public sealed class RetryTests
{
    private static readonly SourceRequest Data = new("data");

    [Theory]
    [InlineData(408)]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    public async Task AServerThatRecoversIsAskedAgain(int status)
    {
        var asked = 0;
        await using var server = await StandInServer.StartAsync(c => ++asked < 3 ? c.Json("{}", status) : c.Json("[1]"));
        var clock = new HurriedClock(Clients.Start);
        using var client = Clients.For(server, clock);

        var reply = await client.GetAsync(Data, default);

        Assert.Equal("[1]"u8.ToArray(), reply.Body.ToArray());
        Assert.Equal(3, asked);
        var pauses = clock.Pauses.Where(p => p > TimeSpan.FromMilliseconds(10)).ToList();
        Assert.Equal(2, pauses.Count);
    }

    [Fact]
    public async Task AServerThatDoesNotRecoverIsNamedWithWhatItSays()
    {
        await using var server = await StandInServer.StartAsync(c => c.Json("{\"message\":\n \"down for the night\"}", 503));
        using var client = Clients.For(server);

        var fault = await Assert.ThrowsAsync<FactException>(() => client.GetAsync(Data, default));

        Assert.Equal(
            $"{server.Address.Authority}: HTTP 503 Service Unavailable for /data: {{\"message\": \"down for the night\"}} (5 attempts)", fault.Message);
        Assert.Equal(5, server.Requests.Count);
    }

    [Fact]
    public async Task RetryAfterInSecondsIsWaitedFor()
    {
        var asked = 0;
        await using var server = await StandInServer.StartAsync(c =>
        {
            c.Response.Headers.RetryAfter = "17";
            return ++asked == 1 ? c.Json("{}", 429) : c.Json("[]");
        });
        var clock = new HurriedClock(Clients.Start);
        using var client = Clients.For(server, clock);

        await client.GetAsync(Data, default);

        Assert.Contains(TimeSpan.FromSeconds(17), clock.Pauses);
    }

    [Fact]
    public async Task RetryAfterAsADateIsWaitedFor()
    {
        var asked = 0;
        await using var server = await StandInServer.StartAsync(c =>
        {
            c.Response.Headers.RetryAfter = Clients.Start.AddSeconds(40).ToString("R", CultureInfo.InvariantCulture);
            return ++asked == 1 ? c.Json("{}", 429) : c.Json("[]");
        });
        var clock = new HurriedClock(Clients.Start);
        using var client = Clients.For(server, clock);

        await client.GetAsync(Data, default);

        Assert.Contains(TimeSpan.FromSeconds(40), clock.Pauses);
    }

    [Fact]
    public async Task ARetryAfterBeyondTheBoundEndsTheFetchAndSaysWhenToComeBack()
    {
        await using var server = await StandInServer.StartAsync(c =>
        {
            c.Response.Headers.RetryAfter = "7200";
            return c.Json("{\"message\":\"quota\"}", 429);
        });
        using var client = Clients.For(server);

        var fault = await Assert.ThrowsAsync<FactException>(() => client.GetAsync(Data, default));

        Assert.StartsWith($"{server.Address.Authority}: HTTP 429 Too Many Requests for /data", fault.Message, StringComparison.Ordinal);
        Assert.Contains("come back after 2026-01-02 05:04:05 UTC", fault.Message, StringComparison.Ordinal);
        Assert.Single(server.Requests);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(404)]
    [InlineData(410)]
    public async Task ARefusalIsNotAskedAgain(int status)
    {
        await using var server = await StandInServer.StartAsync(c => c.Json("{\"error\":\"no such year\"}", status));
        using var client = Clients.For(server);

        var fault = await Assert.ThrowsAsync<FactException>(() => client.GetAsync(Data, default));

        Assert.Contains("no such year", fault.Message, StringComparison.Ordinal);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task AStatusThatTheSourceReadsItselfIsHandedOver()
    {
        await using var server = await StandInServer.StartAsync(c => c.Json("{\"none\":true}", 404));
        using var client = Clients.For(server);

        var reply = await client.GetAsync(Data with { Statuses = [404] }, default);

        Assert.Equal(404, reply.Status);
    }

    [Fact]
    public async Task ABodyCutShortIsAskedForAgain()
    {
        var asked = 0;
        await using var server = await StandInServer.StartAsync(async c =>
        {
            if (++asked > 1)
            {
                await c.Json("[1,2,3]");
                return;
            }

            c.Response.ContentType = "application/json";
            c.Response.ContentLength = 7;
            await c.Response.WriteAsync("[1,");
            await c.Response.Body.FlushAsync();
            await Task.Delay(50);
            c.Abort();
        });
        using var client = Clients.For(server);

        var reply = await client.GetAsync(Data, default);

        Assert.Equal(7, reply.Answer.Bytes);
        Assert.Equal(2, asked);
    }

    [Fact]
    public async Task AStalledBodyIsAskedForAgain()
    {
        var asked = 0;
        await using var server = await StandInServer.StartAsync(async c =>
        {
            if (++asked > 1)
            {
                await c.Json("[1]");
                return;
            }

            c.Response.ContentType = "application/json";
            await c.Response.WriteAsync("[");
            await c.Response.Body.FlushAsync();
            await Task.Delay(TimeSpan.FromSeconds(30), c.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
        });
        using var client = Clients.For(server, change: o => o with { StallTimeout = TimeSpan.FromMilliseconds(150) });

        var reply = await client.GetAsync(Data, default);

        Assert.Equal("[1]"u8.ToArray(), reply.Body.ToArray());
    }

    [Fact]
    public async Task ABodyThatTricklesIsNamed()
    {
        await using var server = await StandInServer.StartAsync(async c =>
        {
            c.Response.ContentType = "application/json";
            while (!c.RequestAborted.IsCancellationRequested)
            {
                await c.Response.WriteAsync(" ");
                await c.Response.Body.FlushAsync();
                await Task.Delay(20);
            }
        });
        using var client = Clients.For(
            server, change: o => o with { SlowWindow = TimeSpan.FromMilliseconds(100), SlowestRate = 1000, Attempts = 2 });

        var fault = await Assert.ThrowsAsync<FactException>(() => client.GetAsync(Data, default));

        Assert.Equal($"{server.Address.Authority}: the answer comes at less than 1,000 bytes a second (2 attempts)", fault.Message);
    }

    [Fact]
    public async Task AServiceThatDoesNotAnswerIsNamed()
    {
        await using var server = await StandInServer.StartAsync(c =>
            Task.Delay(TimeSpan.FromSeconds(30), c.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default));
        using var client = Clients.For(server, change: o => o with { AnswerTimeout = TimeSpan.FromMilliseconds(100), Attempts = 2 });

        var fault = await Assert.ThrowsAsync<FactException>(() => client.GetAsync(Data, default));

        Assert.Equal($"{server.Address.Authority}: no answer within 0.1 seconds (2 attempts)", fault.Message);
    }

    [Fact]
    public async Task RequestsToAHostComeNoFasterThanAllowed()
    {
        await using var server = await StandInServer.StartAsync(c => c.Json("[]"));
        var clock = new HurriedClock(Clients.Start);
        using var client = Clients.For(server, clock, info: Clients.Info with { RequestsPerSecond = 4 });

        for (var i = 0; i < 9; i++)
            await client.GetAsync(Data, default);

        Assert.Equal(8, clock.Pauses.Count(p => p == TimeSpan.FromSeconds(0.25)));
        Assert.Equal(Clients.Start.AddSeconds(2), clock.GetUtcNow());
    }
}
