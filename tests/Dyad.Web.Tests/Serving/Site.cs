using Dyad.Dossier.Events;
using Dyad.Dossier.Live;
using Dyad.Dossier.Signing;
using Dyad.Web.Accounts;
using Dyad.Web.Dossiers;
using Dyad.Web.Hosting;
using Dyad.Web.Jobs;
using Dyad.Web.Tests.Accounts;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Dyad.Web.Tests.Serving;

/// <summary>
/// A whole server with accounts in every role, for all tests on it; each makes dossiers of its own. "Own" side is China, the other Russia.
/// </summary>
public sealed class Site : IAsyncLifetime
{
    public const string Password = "correct horse battery";
    public const string Own = "CHN", Other = "RUS";

    /// <summary>Members of every dossier made here.</summary>
    public static readonly IReadOnlyList<(string Handle, string Side, Role Role)> Members =
    [
        ("cn-head", Own, Role.Head), ("cn-editor", Own, Role.Editor), ("cn-delegate", Own, Role.Delegate),
        ("ru-head", Other, Role.Head), ("ru-editor", Other, Role.Editor), ("ru-delegate", Other, Role.Delegate),
    ];

    /// <summary>Accounts that sit nowhere: the operator, one who does nothing, one who was removed from their side, and one who never had a seat.</summary>
    public const string Operator = "keeper", Spare = "spare", Removed = "cn-gone", Outsider = "outsider";

    private readonly string _folder = Path.Combine(Path.GetTempPath(), $"dyad-web-{Guid.NewGuid():N}");
    private readonly Dictionary<string, Visitor> _visitors = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _one = new(1);
    private readonly CancellationTokenSource _end = new();
    private WorkbenchServer? _server;

    /// <summary>What is served otherwise than for other tests.</summary>
    public Func<ServeOptions, ServeOptions> Change { get; init; } = options => options;

    public WorkbenchServer Server => _server!;

    public string Folder => _folder;

    public string Address => Server.Urls.First();

    /// <summary>What the server wrote to its log, as it would stand on its standard error.</summary>
    public Logs Logs { get; } = new();

    public DossierHall Hall => Server.Services.GetRequiredService<DossierHall>();

    public JobRunner Jobs => Server.Services.GetRequiredService<JobRunner>();

    public async ValueTask InitializeAsync()
    {
        _server = await WorkbenchServer.StartAsync(
            Change(new ServeOptions
            {
                DataFolder = _folder, Urls = "http://127.0.0.1:0", Iterations = 10, SignIns = 100_000, Burst = 10_000_000,
            }),
            CancellationToken.None);
        Server.Services.GetRequiredService<ILoggerFactory>().AddProvider(Logs);
        foreach (string handle in Members.Select(m => m.Handle).Concat([Removed, Outsider, Spare]))
            await AddAccountAsync(handle);
        await AddAccountAsync(Operator, isOperator: true);
    }

    public async Task AddAccountAsync(string handle, bool isOperator = false)
    {
        await using var scope = Server.Services.CreateAsyncScope();
        var made = await scope.ServiceProvider.GetRequiredService<AccountManager>()
            .CreateAsync(new Account { Handle = handle, Name = "Name of " + handle, IsOperator = isOperator }, Password);
        Assert.True(made.Succeeded, made.ToString());
    }

    /// <summary>Does something as one request would.</summary>
    public async Task<T> WithAsync<TService, T>(Func<TService, Task<T>> work)
        where TService : notnull
    {
        await using var scope = Server.Services.CreateAsyncScope();
        return await work(scope.ServiceProvider.GetRequiredService<TService>());
    }

    /// <summary>An account signed in, the same for all tests; null: nobody.</summary>
    public async Task<Visitor> AsAsync(string? handle)
    {
        await _one.WaitAsync();
        try
        {
            if (!_visitors.TryGetValue(handle ?? "", out var visitor))
                _visitors[handle ?? ""] = visitor = handle is null ? new Visitor(this, null) : await NewAsync(handle);
            return visitor;
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>An account signed in by itself, for a test that ends its session.</summary>
    public Task<Visitor> NewAsync(string handle) => new Visitor(this, handle).SignInAsync();

    /// <summary>A dossier with a member in every role, one who was removed, and a section.</summary>
    public async Task<LiveDossier> NewDossierAsync()
    {
        var live = await Hall.CreateAsync(
            Texts.All("Joint report"), [new(Own, "cn-head", "Head of China"), new(Other, "ru-head", "Head of Russia")], CancellationToken.None);
        foreach (var (handle, side, role) in Members.Where(m => m.Role != Role.Head))
            await DoAsync(live, side, new MemberAdded(handle, "Name of " + handle, side, role));
        await DoAsync(live, Own, new MemberAdded(Removed, "Name of " + Removed, Own, Role.Editor));
        await DoAsync(live, Own, new MemberRemoved(Removed));
        await DoAsync(live, Own, new SectionWritten("s1", Texts.All("First section"), 1));
        await DoAsync(live, Own, new ClauseWritten("c1", "s1", 1, Texts.All("Trade shall grow.")));
        return live;
    }

    /// <summary>Does something as the head of a side.</summary>
    public static Task DoAsync(LiveDossier live, string side, DossierEvent what) =>
        live.AppendAsync(side == Own ? "cn-head" : "ru-head", side, what);

    /// <summary>Both heads agree to every clause.</summary>
    public static async Task SettleAsync(LiveDossier live)
    {
        foreach (var clause in live.Current.State.Clauses.Values)
        {
            foreach (string side in (string[])[Own, Other])
                await DoAsync(live, side, new PositionStated(clause.Id, clause.Current.Id, Position.Agree));
        }
    }

    /// <summary>Both heads agree, and one closes the text.</summary>
    public static async Task CloseAsync(LiveDossier live)
    {
        await SettleAsync(live);
        await DoAsync(live, Own, new TextClosed(FinalText.Of(live.Current.State).Digest()));
    }

    /// <summary>Keeps the runner at work until the end, so that jobs of tests wait and take no time.</summary>
    public void HoldJobs() => Jobs.Start("none", "held", "held", "nobody", Own, async (_, _, cancel) =>
    {
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancel, _end.Token);
        await Task.Delay(Timeout.Infinite, both.Token);
        return "";
    });

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        foreach (var visitor in _visitors.Values)
            visitor.Dispose();
        if (_server is not null)
            await _server.DisposeAsync();
        _end.Dispose();
        _one.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}

/// <summary>Tests that share a server.</summary>
[CollectionDefinition(Name)]
public sealed class SiteTests : ICollectionFixture<Site>
{
    public const string Name = "site";
}
