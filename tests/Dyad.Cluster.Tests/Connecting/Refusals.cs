using System.Net;
using System.Net.Sockets;
using Dyad.Cluster.Connecting;
using Dyad.Cluster.Coordinating;
using Dyad.Cluster.Tests.Toys;
using Dyad.Cluster.Working;

namespace Dyad.Cluster.Tests.Connecting;

/// <summary>Who does not come together, and the one line that says why.</summary>
public class Refusals
{
    private const string Secret = "a secret of twenty characters";

    [Fact]
    public async Task AnotherVersionOrProcessorIsRefused()
    {
        var address = ToyRuns.FreeAddress();
        using var runner = new ClusterRunner(new CoordinatorOptions { Listen = address, Greeting = new("1.0.0+old", "x64-4-abcd") });
        Assert.Equal(
            $"the coordinator at {address} does not fit: it is version 1.0.0+old, this is 1.0.0+new: results must be those of one version",
            await Refused(new WorkerOptions { Join = address, Greeting = new("1.0.0+new", "x64-4-abcd") }));
        Assert.Equal(
            $"the coordinator at {address} does not fit: its processor computes as x64-4-abcd, this one as arm64-2-abcd: " +
                "results would differ in the last digits",
            await Refused(new WorkerOptions { Join = address, Greeting = new("1.0.0+old", "arm64-2-abcd") }));
    }

    [Fact]
    public async Task KeysMustAgree()
    {
        using var key = new ClusterKey(Secret);
        using var other = new ClusterKey(Secret + "!");
        var (locked, open) = (ToyRuns.FreeAddress(), ToyRuns.FreeAddress());
        using var lockedRunner = new ClusterRunner(new CoordinatorOptions { Listen = locked, Key = key });
        using var openRunner = new ClusterRunner(new CoordinatorOptions { Listen = open });
        var hangsUp = $"what answers at {locked} hangs up: it is no Dyad, or DYAD_CLUSTER_KEY is not the same here and there";
        Assert.Equal(hangsUp, await Refused(new WorkerOptions { Join = locked }));
        Assert.Equal($"the coordinator at {locked} does not hold the key of DYAD_CLUSTER_KEY",
            await Refused(new WorkerOptions { Join = locked, Key = other }));
        Assert.Contains(open, await Refused(new WorkerOptions { Join = open, Key = key }), StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhatIsNoDyadIsSaid()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var answer = Task.Run(async () =>
        {
            using var client = await listener.AcceptTcpClientAsync();
            await client.GetStream().WriteAsync(new byte[Greeting.Length]);
        });
        var message = await Refused(new WorkerOptions { Join = listener.LocalEndpoint.ToString()! });
        Assert.EndsWith("what answers there is no Dyad of this kind", message, StringComparison.Ordinal);
        await answer;
    }

    [Fact]
    public async Task AddressesAreChecked()
    {
        Assert.Equal("nowhere: not HOST:PORT with a port from 1 to 65535", await Refused(new WorkerOptions { Join = "nowhere" }));
        Assert.Equal("host:0: not HOST:PORT with a port from 1 to 65535", await Refused(new WorkerOptions { Join = "host:0" }));
        Assert.StartsWith("no-such-host.invalid: no address of this name",
            await Refused(new WorkerOptions { Join = "no-such-host.invalid:24790" }), StringComparison.Ordinal);
        const string Open = "192.0.2.1:24790 can be reached from other machines: set DYAD_CLUSTER_KEY to the same secret here and there " +
            "(20 characters or more)";
        Assert.Equal(Open, await Refused(new WorkerOptions { Join = "192.0.2.1:24790" }));
        Assert.Equal(Open, Refused(new CoordinatorOptions { Listen = "192.0.2.1:24790" }));
        Assert.Equal("0.0.0.0:24790: name the address of this machine that the others reach",
            Refused(new CoordinatorOptions { Listen = "0.0.0.0:24790" }));
        using var key = new ClusterKey(Secret);
        Assert.StartsWith("192.0.2.1:24790: cannot listen there",
            Refused(new CoordinatorOptions { Listen = "192.0.2.1:24790", Key = key }), StringComparison.Ordinal);
        Assert.Equal("DYAD_CLUSTER_KEY has 6 characters: 20 or more are needed",
            Assert.Throws<ClusterException>(() => new ClusterKey("secret")).Message);
    }

    [Fact]
    public async Task APortInUseIsSaid()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var taken = listener.LocalEndpoint.ToString()!;
        Assert.Equal($"{taken} is in use, perhaps by another coordinator", Refused(new CoordinatorOptions { Listen = taken }));
        Assert.Equal($"{taken} is in use, perhaps by another coordinator",
            await Refused(new WorkerOptions { Join = ToyRuns.FreeAddress(), Listen = taken }));
    }

    [Fact]
    public void AKeyComesOfItsSecretAlone()
    {
        using var key = new ClusterKey(Secret);
        using var same = new ClusterKey(Secret);
        using var other = new ClusterKey(Secret + "!");
        Assert.True(key.Admits(same.Certificate));
        Assert.False(key.Admits(other.Certificate));
        Assert.False(key.Admits(null));
    }

    private static string Refused(CoordinatorOptions options) =>
        Assert.Throws<ClusterException>(() => new ClusterRunner(options).Dispose()).Message;

    private static async Task<string> Refused(WorkerOptions options) =>
        (await Assert.ThrowsAsync<ClusterException>(
            () => WorkerHost.RunAsync(options, new ToyFactory(_ => { }), _ => { }, CancellationToken.None))).Message;
}
