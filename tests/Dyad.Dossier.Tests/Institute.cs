using Dyad.Dossier.Events;
using Dyad.Dossier.Exchange;
using Dyad.Dossier.Live;
using Dyad.Dossier.Log;
using Dyad.Dossier.Rounds;
using Dyad.Dossier.Signing;
using Dyad.Dossier.State;
using Dyad.Dossier.Storage;

namespace Dyad.Dossier.Tests;

/// <summary>A server of an institute with one dossier, for tests: heads <c>li</c> (CHN) and <c>ivanov</c> (RUS).</summary>
internal sealed class Institute : IAsyncDisposable
{
    public const string Id = "d1";
    private readonly Pseudonyms _pseudonyms = new([1, 2, 3]);

    private Institute(LiveDossier live, IEntryStore store, Site site) => (Live, Store, Site) = (live, store, site);

    public LiveDossier Live { get; }

    public IEntryStore Store { get; }

    public Site Site { get; }

    public DossierState State => Live.Current.State;

    /// <summary>A server that holds nothing yet.</summary>
    public static async Task<Institute> EmptyAsync(IEntryStore? store = null)
    {
        var (kept, site) = (store ?? new MemoryStore(), Site.Create());
        return new Institute(await LiveDossier.OpenAsync(kept, site, Id, TimeProvider.System, default), kept, site);
    }

    /// <summary>A server with an open dossier, two heads, one section, one clause (c1).</summary>
    public static async Task<Institute> OpenAsync(IEntryStore? store = null)
    {
        var made = await EmptyAsync(store);
        await made.Live.AppendAsync("secretary", null, new DossierOpened(Texts.All("Joint report"), ["CHN", "RUS"], 1));
        await made.Live.AppendAsync("secretary", null, new MemberAdded("li", "Li", "CHN", Role.Head));
        await made.Live.AppendAsync("secretary", null, new MemberAdded("ivanov", "Ivanov", "RUS", Role.Head));
        await made.China(new SectionWritten("s1", Texts.All("Trade"), 1));
        await made.China(new FiguresStated("dyad report CHN RUS", [Number("f1", "12")], [new AddressStated("a1", Texts.All("Trade"), [], "dyad report CHN RUS")]));
        await made.China(new ClauseWritten("c1", "s1", 1, Texts.All("Trade is [[f1]].")));
        return made;
    }

    public static FigureStated Number(string id, string text) => new(id, Texts.All(text), "a1");

    public Task<LoggedEntry> China(DossierEvent what) => Live.AppendAsync("li", "CHN", what);

    public Task<LoggedEntry> Russia(DossierEvent what) => Live.AppendAsync("ivanov", "RUS", what);

    public string Expert(string round, string member) => _pseudonyms.Of(Id, round, member);

    public static async Task<RefusalKind> Refused(Task task) => (await Assert.ThrowsAsync<RefusedException>(() => task)).Refusal.Kind;

    public Task<int> Take(Institute other) => Live.MergeAsync(FileCheck.Of(other.Live.Export().Bytes()));

    /// <summary>Both heads agree to every clause, the text is closed, both sign.</summary>
    public async Task SignAsync()
    {
        foreach (var clause in State.Clauses.Values)
        {
            await China(new PositionStated(clause.Id, clause.Current.Id, Position.Agree));
            await Russia(new PositionStated(clause.Id, clause.Current.Id, Position.Reserve, new Texts(Ru: "С оговоркой.")));
        }

        await China(new TextClosed(FinalText.Of(State).Digest()));
        foreach (var (side, member) in new[] { ("CHN", "li"), ("RUS", "ivanov") })
        {
            using var key = Ecdsa.Create();
            string digest = State.Closed!.Digest();
            await Live.AppendAsync(member, side, new TextSigned(
                digest, Ecdsa.PublicKey(key), Ecdsa.Sign(key, new SignedStatement(Id, digest, side, member))));
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Live.DisposeAsync();
        await Store.DisposeAsync();
        Site.Dispose();
    }
}
