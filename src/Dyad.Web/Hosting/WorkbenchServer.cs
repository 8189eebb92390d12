using System.Security.Cryptography;
using Dyad.Dossier;
using Dyad.Dossier.Exchange;
using Dyad.Dossier.Log;
using Dyad.Dossier.Rounds;
using Dyad.Dossier.Storage;
using Dyad.Web.Accounts;
using Dyad.Web.Api;
using Dyad.Web.Dossiers;
using Dyad.Web.Jobs;
using Dyad.Web.Pages;
using Dyad.Workbench;
using Dyad.Workbench.Dossiers;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Dyad.Web.Hosting;

/// <summary>The web workbench as a server: what it is made of, and how it starts and stops.</summary>
public sealed class WorkbenchServer : IAsyncDisposable
{
    private const int LargestRequest = 1 << 20;

    private readonly WebApplication _app;
    private readonly IAsyncDisposable[] _parts;

    private WorkbenchServer(WebApplication app, IAsyncDisposable[] parts) => (_app, _parts) = (app, parts);

    /// <summary>Where it listens.</summary>
    public IReadOnlyCollection<string> Urls => [.. _app.Urls];

    /// <summary>What it is made of.</summary>
    public IServiceProvider Services => _app.Services;

    /// <summary>Opens the folder and the databases and starts to listen.</summary>
    /// <exception cref="UserException">
    /// A database or a key cannot be opened, another server uses the folder, or the addresses are taken or none.
    /// </exception>
    public static async Task<WorkbenchServer> StartAsync(ServeOptions options, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(options);
        OwnerOnly.MakeFolder(options.DataFolder);
        var folderLock = DossierFolder.Lock(options.DataFolder);
        try
        {
            return await StartAsync(options, folderLock, cancel);
        }
        catch (Exception e)
        {
            await folderLock.DisposeAsync();
            throw e switch
            {
                StoreException or DossierException or ArgumentException or IOException => new UserException(e.Message, e),
                InvalidOperationException or FormatException => new UserException($"--urls {options.Urls}: {e.Message}", e),
                _ => e,
            };
        }
    }

    private static async Task<WorkbenchServer> StartAsync(ServeOptions options, FileStream folderLock, CancellationToken cancel)
    {
        var dossiers = await DossierFolder.MakeAsync(new DossierPlace(options.DataFolder, options.Postgres), TimeProvider.System, cancel);
        var accounts = options.Postgres is { } connection
            ? await AccountDatabase.OpenPostgresAsync(connection, cancel)
            : await AccountDatabase.OpenSqliteAsync(Path.Combine(options.DataFolder, "accounts.db"), cancel);
        var secret = OwnerOnly.ReadOrMake(Path.Combine(options.DataFolder, "pseudonyms.key"), () => RandomNumberGenerator.GetBytes(32));
        var hall = new DossierHall(dossiers.Store, dossiers.Site, new Pseudonyms(secret), TimeProvider.System);
        var app = Build(options, hall, accounts);
        await app.StartAsync(cancel);
        return new WorkbenchServer(app, [hall, accounts, dossiers, folderLock]);
    }

    /// <summary>A link for the first operator; null where one can sign in already.</summary>
    public async Task<string?> FirstUseLinkAsync(CancellationToken cancel)
    {
        await using var scope = Services.CreateAsyncScope();
        string? token = await scope.ServiceProvider.GetRequiredService<Invitations>().FirstUseAsync(cancel);
        return token is null ? null : $"{Urls.First()}{AccountPaths.Link}?token={token}";
    }

    /// <summary>Waits until somebody stops the server.</summary>
    public Task WaitAsync(CancellationToken cancel) => _app.WaitForShutdownAsync(cancel);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        foreach (var part in _parts)
            await part.DisposeAsync();
    }

    private static WebApplication Build(ServeOptions options, DossierHall hall, AccountDatabase accounts)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ApplicationName = "Dyad.Web", ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseKestrelCore().UseUrls(options.Urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = LargestRequest;
        });
        Logging(builder.Logging);
        var services = builder.Services;
        services.AddSingleton(hall).AddSingleton(options).AddSingleton<Presence>();
        services.AddSingleton(s => new JobRunner(Path.Combine(options.DataFolder, "jobs"), TimeProvider.System, s.GetRequiredService<ILogger<JobRunner>>()));
        services.AddHostedService(s => s.GetRequiredService<JobRunner>());
        services.AddAccounts(accounts, new AccountOptions
        {
            DataFolder = options.DataFolder, Iterations = options.Iterations, Oidc = OidcOptions.From(builder.Configuration),
        });
        services.AddAuthorizationBuilder().AddPolicy(Policies.Operator, policy => policy.RequireRole(AccountClaims.OperatorRole));
        services.AddRazorComponents();
        services.AddAntiforgery(o =>
        {
            o.Cookie.Name = "form";
            o.Cookie.SameSite = SameSiteMode.Strict;
            o.SuppressXFrameOptionsHeader = true;
        });
        services.AddScoped<Reader>();
        // Not over https, as is the default: a page holds a side's notes beside what the other side wrote, and its compressed size would tell
        // who listens on the line how alike they are (BREACH).
        services.AddResponseCompression();
        services.Configure<RouteHandlerOptions>(o => o.ThrowOnBadRequest = true);
        services.AddExceptionHandler<Problems>().AddProblemDetails();
        services.ConfigureHttpJsonOptions(o => DossierJson.Apply(o.SerializerOptions));
        services.AddOpenApi("v1", OpenApiDescription.Configure);
        RateLimits.Add(services, options);
        Telemetry.Add(builder, hall.Store);
        var app = builder.Build();
        Pipeline(app, options);
        return app;
    }

    private static void Pipeline(WebApplication app, ServeOptions options)
    {
        if (options.BehindProxy)
            ProxyHeaders.Use(app);
        Protection.Use(app);
        app.UseExceptionHandler();
        // What is refused before any of ours is asked is told in a line too.
        app.UseWhen(context => context.Request.Path.StartsWithSegments(AccountPaths.Api), api => api.UseStatusCodePages());
        app.UseResponseCompression();
        app.UseRouting();
        app.UseAuthentication();
        app.UseRateLimiter();
        app.UseAuthorization();
        app.UseAntiforgery();

        PageAssets.Map(app);
        Telemetry.Map(app);
        app.MapOpenApi("/openapi/{documentName}.json");
        app.MapExternalSignIn();
        // Pages are read; what is posted goes to forms, some at the address of their page.
        app.MapRazorComponents<App>().Add(page =>
        {
            foreach (var methods in page.Metadata.OfType<HttpMethodMetadata>().ToList())
                page.Metadata.Remove(methods);
            page.Metadata.Add(new HttpMethodMetadata([HttpMethods.Get, HttpMethods.Head]));
        });
        var forms = app.MapGroup("").ExcludeFromDescription();
        forms.AddEndpointFilter(FormToken.CheckAsync);
        var signedIn = forms.MapGroup("").RequireAuthorization();
        AccountForms.Map(forms, signedIn, forms.MapGroup("").RequireAuthorization(Policies.Operator));
        DossierForms.Map(signedIn);
        Documents.Map(signedIn);
        var api = app.MapGroup("/api/v1").RequireAuthorization();
        SessionApi.Map(app.MapGroup("/api/v1"), api);
        DossierApi.Map(api);
        JobApi.Map(api);
        AccountApi.Map(api);
    }

    private static void Logging(ILoggingBuilder logging)
    {
        logging.ClearProviders();
        logging.AddJsonConsole(o =>
        {
            o.UseUtcTimestamp = true;
            o.TimestampFormat = "yyyy-MM-ddTHH:mm:ss.fffZ";
        });
        logging.SetMinimumLevel(LogLevel.Warning);
        logging.AddFilter("Dyad", LogLevel.Information);
        // What was refused is told to who asked, not to the log.
        logging.AddFilter("Microsoft.AspNetCore.Diagnostics.ExceptionHandlerMiddleware", LogLevel.None);
        // Why a server does not start is told to who started it.
        logging.AddFilter("Microsoft.Extensions.Hosting", LogLevel.None);
        // Pages are not cached at all, and the keys lie in a folder of the server alone: both are as they should be.
        logging.AddFilter("Microsoft.AspNetCore.Antiforgery", LogLevel.Error);
        logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);
        logging.AddConsole(o => o.LogToStandardErrorThreshold = LogLevel.Trace);
    }
}
