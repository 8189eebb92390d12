using Dyad.Dossier.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Dyad.Web.Hosting;

/// <summary>
/// Health, metrics and traces. Metrics stand at <c>/metrics</c> for this machine alone; with OTEL_EXPORTER_OTLP_ENDPOINT both go there as well.
/// </summary>
internal static class Telemetry
{
    public static void Add(WebApplicationBuilder builder, IEntryStore store)
    {
        var telemetry = builder.Services.AddOpenTelemetry().ConfigureResource(r => r.AddService("dyad"))
            .WithMetrics(m => m.AddMeter("Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Runtime").AddPrometheusExporter())
            .WithTracing(t => t.AddAspNetCoreInstrumentation());
        if (!string.IsNullOrEmpty(builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]))
        {
            telemetry.WithMetrics(m => m.AddOtlpExporter());
            telemetry.WithTracing(t => t.AddOtlpExporter());
        }
    }

    public static void Map(WebApplication app)
    {
        var health = app.MapGroup("/health").AllowAnonymous().ExcludeFromDescription();
        health.MapGet("/live", () => Results.Text("alive"));
        health.MapGet("/ready", async (Dossiers.DossierHall hall, Accounts.AccountDatabase accounts, CancellationToken cancel) =>
            await hall.Store.HealthyAsync(cancel) && await accounts.HealthyAsync(cancel) ? Results.Text("ready") : Results.Text("the database does not answer", statusCode: 503));
        app.MapPrometheusScrapingEndpoint("/metrics").AddEndpointFilter(OwnMachine).ExcludeFromDescription();
    }

    /// <summary>Counts of requests tell who works when: they are for who runs the machine.</summary>
    private static ValueTask<object?> OwnMachine(EndpointFilterInvocationContext invocation, EndpointFilterDelegate next) =>
        invocation.HttpContext.Connection.RemoteIpAddress is { } from && System.Net.IPAddress.IsLoopback(from)
            ? next(invocation) : ValueTask.FromResult<object?>(Results.NotFound());
}
