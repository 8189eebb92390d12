using Dyad.Dossier.Events;
using Dyad.Dossier.Exchange;
using Dyad.Dossier.Live;
using Dyad.Dossier.Log;
using Dyad.Dossier.Signing;
using Dyad.Dossier.State;

namespace Dyad.Testing;

/// <summary>A dossier in memory, written entry by entry under the rules: two heads, called by the side that they speak for.</summary>
internal sealed class SyntheticDossier : IDisposable
{
    public const string Id = "d1";

    private static readonly DateTimeOffset Begin = new(2026, 11, 29, 9, 0, 0, TimeSpan.Zero);

    private readonly Site _site = Site.Create();
    private Snapshot _now = Snapshot.Empty(Id);

    public SyntheticDossier(string first = "CHN", string second = "RUS")
    {
        (First, Second) = (first, second);
        Write("secretary", null, new DossierOpened(
            new Texts("Joint report", "联合报告", "Совместный доклад"), [.. new[] { first, second }.Order(StringComparer.Ordinal)], 1));
        Write("secretary", null, new MemberAdded(Head(first), "Head of " + first, first, Role.Head));
        Write("secretary", null, new MemberAdded(Head(second), "Head of " + second, second, Role.Head));
    }

    public string First { get; }

    public string Second { get; }

    public DossierState State => _now.State;

    public static string Head(string side) => "head-" + side;

    /// <summary>What the head of a side does.</summary>
    public SyntheticDossier Do(string side, DossierEvent what) => Write(Head(side), side, what);

    public SyntheticDossier Write(string actor, string? side, DossierEvent what)
    {
        var head = _now.History.Head(_site.Id);
        var next = _now.With(LoggedEntry.Of(new Entry(
            Id, _site.Id, (head?.Entry.Number ?? 0) + 1, _now.History.Clock + 1,
            Entry.Moment(Begin.AddMinutes(_now.State.Entries)), actor, what,
            head?.Hash ?? Entry.NoPrevious, side)));
        if (next.State.Voids.Count > _now.State.Voids.Count)
            throw new InvalidOperationException($"{what.GetType().Name}: {next.State.Voids[^1].Reason.Line()}");
        _now = next;
        return this;
    }

    /// <summary>A position on the wording that stands.</summary>
    public SyntheticDossier Say(string side, string clause, Position position, Texts? text = null) =>
        Do(side, new PositionStated(clause, State.Clauses[clause].Current.Id, position, text));

    /// <summary>Closes the text; every clause is settled.</summary>
    public SyntheticDossier Close() => Do(First, new TextClosed(FinalText.Of(State).Digest()));

    /// <summary>The head of a side signs with a new key.</summary>
    public SyntheticDossier Sign(string side)
    {
        using var key = Ecdsa.Create();
        string digest = State.Closed!.Digest();
        return Do(side, new TextSigned(
            digest, Ecdsa.PublicKey(key), Ecdsa.Sign(key, new SignedStatement(Id, digest, side, Head(side)))));
    }

    /// <summary>The dossier's file.</summary>
    public byte[] Bytes() => DossierFile.Of(
        _now.History, State,
        _now.History.Chains.ToDictionary(
            c => c.Key, c => _site.Seal(Id, c.Key, c.Value[^1].Entry.Number, c.Value[^1].Hash), StringComparer.Ordinal)).Bytes();

    /// <summary>
    /// A text in negotiation: a clause that one side reserves its position on, one that it dissents from, one with a number stated
    /// anew and an old
    /// translation, one in one language alone; a commitment and an issue.
    /// </summary>
    public static SyntheticDossier Negotiated(string first = "CHN", string second = "RUS")
    {
        var dossier = new SyntheticDossier(first, second);
        dossier.Do(first, new SectionWritten("trade", new Texts("Trade", "贸易", "Торговля"), 1));
        dossier.Do(first, new FiguresStated(
            "dyad report", [Number("f1", "12"), Number("f2", "34")],
            [
                new AddressStated(
                    "a1", Texts.All("Trade statistics"), [new AddressRow(Texts.All("Vintage"), Texts.All("2013"))], "dyad report CHN RUS"),
            ]));
        dossier.Do(first, new ClauseWritten("c1", "trade", 1, new Texts("Trade is [[f1]].", "贸易额为[[f1]]。", "Торговля: [[f1]].")));
        dossier.Do(first, new ClauseWritten("c2", "trade", 2, new Texts("Border time falls.", "边境时间缩短。", "Время на границе сокращается.")));
        dossier.Do(second, new ClauseWritten("c3", "trade", 3, new Texts("Services are [[f2]].", "服务为[[f2]]。", "Услуги: [[f2]].")));
        dossier.Do(second, new ClauseWritten("c4", "trade", 4, new Texts(Ru: "Только по-русски.")));
        dossier.Do(second, new ClauseWritten(
            "c3", "trade", 3, new Texts("Services came to [[f2]]."), dossier.State.Clauses["c3"].Current.Id));
        dossier.Do(first, new FiguresStated("dyad report again", [Number("f2", "35")], []));
        dossier.Say(first, "c1", Position.Agree).Say(second, "c1", Position.Agree);
        dossier.Say(first, "c2", Position.Agree).Say(second, "c2", Position.Reserve, new Texts("By 2030.", Ru: "До 2030 года."));
        dossier.Say(second, "c4", Position.Dissent, new Texts("Not for us."));
        dossier.Do(first, new CommitmentMade(
            "k1", Texts.All("Open a crossing"),
            new Dictionary<string, string> { [first] = "Ministry A", [second] = "Ministry B" }, "hours", "2027-06-30"));
        dossier.Do(second, new CommitmentReported("k1", CommitmentStatus.Late, "Waiting for equipment."));
        dossier.Do(first, new StanceRecorded("climate", Texts.All("Climate"), Texts.All("We support it.")));
        return dossier;
    }

    /// <summary>A text that both agreed to and closed; signed by both.</summary>
    public static SyntheticDossier Concluded(string first = "CHN", string second = "RUS")
    {
        var dossier = new SyntheticDossier(first, second);
        dossier.Do(first, new SectionWritten("trade", new Texts("Trade", "贸易", "Торговля"), 1));
        dossier.Do(first, new ClauseWritten("c1", "trade", 1, Texts.All("Both sides trade.")));
        dossier.Say(first, "c1", Position.Agree).Say(second, "c1", Position.Reserve, Texts.All("With care.")).Close();
        return dossier.Sign(first).Sign(second);
    }

    public void Dispose() => _site.Dispose();

    private static FigureStated Number(string id, string text) => new(id, Texts.All(text), "a1");
}
