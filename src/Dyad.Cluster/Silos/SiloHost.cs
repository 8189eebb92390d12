using System.Net;
using Dyad.Cluster.Connecting;
using Dyad.Cluster.Coordinating;
using Dyad.Cluster.Working;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;
using Orleans.Connections.Security;
using Orleans.Hosting;
using Orleans.Runtime;

namespace Dyad.Cluster.Silos;

/// <summary>Silos of coordinator and workers: nothing on the terminal, no files of settings, no signals of their own.</summary>
internal static class SiloHost
{
    private const string Name = "dyad";

    /// <summary>Time for a silo to take its leave; one that waits for somebody who is gone is not waited for.</summary>
    private static readonly TimeSpan Leave = TimeSpan.FromSeconds(2);

    /// <summary>The silo that holds the membership.</summary>
    public static IHost Coordinator(IPEndPoint listen, ClusterKey? key, Greeting greeting, CoordinatorDesk desk) =>
        Build(listen, listen, key, greeting, silo =>
        {
            silo.Services.AddSingleton(desk);
            silo.Services.AddSingleton<IFatalErrorHandler>(new SiloEnd(() => { }));
            silo.AddGrainService<CoordinatorService>();
        });

    /// <summary>A silo that joins a coordinator's.</summary>
    /// <param name="listen">Its own address.</param>
    /// <param name="coordinator">The coordinator's.</param>
    /// <param name="key">Shared key, or null.</param>
    /// <param name="greeting">What it greets with.</param>
    /// <param name="lost">Called when the cluster has turned the silo out.</param>
    public static IHost Worker(IPEndPoint listen, IPEndPoint coordinator, ClusterKey? key, Greeting greeting, Action lost) =>
        Build(listen, coordinator, key, greeting, silo =>
        {
            silo.Services.AddSingleton<CoordinatorClient>();
            silo.Services.AddSingleton<IFatalErrorHandler>(new SiloEnd(lost));
        });

    /// <summary>Ends a silo, in good order where the others still answer.</summary>
    public static void Stop(IHost host)
    {
        using var limit = new CancellationTokenSource(Leave);
        try
        {
            host.StopAsync(limit.Token).GetAwaiter().GetResult();
        }
        catch (Exception e) when (e is OperationCanceledException or OrleansException or AggregateException or TimeoutException)
        {
            // Whoever it would have told is not there any more.
        }

        host.Dispose();
    }

    private static IHost Build(
        IPEndPoint listen, IPEndPoint coordinator, ClusterKey? key, Greeting greeting, Action<ISiloBuilder> configure)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        builder.UseOrleans(silo =>
        {
            silo.UseDevelopmentClustering(coordinator);
            silo.ConfigureEndpoints(listen.Address, listen.Port, gatewayPort: 0);
            silo.Configure<ClusterOptions>(o => (o.ClusterId, o.ServiceId) = (Name, Name));
            // A silo that died holds up who joins until it is declared dead.
            silo.Configure<ClusterMembershipOptions>(o => (o.ProbeTimeout, o.NumMissedProbesLimit) = (TimeSpan.FromSeconds(2), 3));
            if (key is not null)
                silo.UseTls(key.Certificate, o => Secure(o, key));
            silo.Configure<SiloConnectionOptions>(o =>
            {
                o.ConfigureSiloInboundConnection(greeting.Use);
                o.ConfigureSiloOutboundConnection(greeting.Use);
            });
            configure(silo);
        });
        return builder.Build();
    }

    private static void Secure(TlsOptions options, ClusterKey key)
    {
        options.RemoteCertificateMode = RemoteCertificateMode.RequireCertificate;
        options.ClientCertificateMode = RemoteCertificateMode.RequireCertificate;
        options.RemoteCertificateValidation = (other, _, _) => key.Admits(other);
        options.OnAuthenticateAsClient = (_, client) => client.TargetHost = Name;
    }

    /// <summary>Signals are the caller's.</summary>
    private sealed class NoLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }

    /// <summary>A silo that was turned out, for instance after its process had been stopped for a while, does not end the process.</summary>
    private sealed class SiloEnd(Action ended) : IFatalErrorHandler
    {
        public bool IsUnexpected(Exception exception) => false;

        public void OnFatalException(object? sender, string? context, Exception? exception) => ended();
    }
}
