using Dyad.Dossier.Events;
using Dyad.Dossier.State;
using Dyad.Reports.Drafting;
using Dyad.Testing;
using Dyad.Workbench.Dossiers;

namespace Dyad.Workbench.Tests.Dossiers;

/// <summary>A draft put into a dossier.</summary>
public class DraftEventsTests
{
    private const string Origin = "dyad report CHN RUS";

    [Fact]
    public void ADraftBecomesTextUnderTheRulesAndASecondTimeNothing()
    {
        using var dossier = new SyntheticDossier();
        Put(dossier, Draft("12"));
        Assert.Equal("Trade is [[trade.value]].", dossier.State.Clauses["trade.CHN.RUS"].Current.Texts.En);
        Assert.Equal("12", dossier.State.Clauses["trade.CHN.RUS"].Current.Bound["trade.value"].Text.Ru);
        Assert.Equal(["trade"], dossier.State.Sections.Keys);
        Assert.Empty(DraftEvents.Of(Draft("12"), dossier.State, Origin));
    }

    [Fact]
    public void AClauseThatIsThereKeepsItsWordsAndItsNumberBecomesStale()
    {
        using var dossier = new SyntheticDossier();
        Put(dossier, Draft("12"));
        var before = dossier.State.Clauses["trade.CHN.RUS"];
        var events = DraftEvents.Of(Draft("13", words: "Trade was "), dossier.State, Origin);
        Assert.IsType<FiguresStated>(Assert.Single(events));
        Put(dossier, Draft("13", words: "Trade was "));
        var after = dossier.State.Clauses["trade.CHN.RUS"];
        Assert.Equal(before.Current.Id, after.Current.Id);
        var stale = Assert.Single(after.Stale(dossier.State.Figures));
        Assert.Equal(("12", "13"), (stale.Was.Text.En, stale.Is.Text.En));
    }

    [Fact]
    public void AnOldNumberKeepsItsOldAddress()
    {
        using var dossier = new SyntheticDossier();
        Put(dossier, Draft("12"));
        Put(dossier, Draft("13", vintage: "2016"));
        var stale = Assert.Single(dossier.State.Clauses["trade.CHN.RUS"].Stale(dossier.State.Figures));
        Assert.Equal("2013", dossier.State.Addresses[stale.Was.Address].Rows[0].Value.En);
        Assert.Equal("2016", dossier.State.Addresses[stale.Is.Address].Rows[0].Value.En);
    }

    [Fact]
    public void AClauseThatWasRemovedDoesNotComeBack()
    {
        using var dossier = new SyntheticDossier();
        Put(dossier, Draft("12"));
        dossier.Do("RUS", new ClauseRemoved("trade.CHN.RUS", dossier.State.Clauses["trade.CHN.RUS"].Current.Id));
        Assert.Empty(DraftEvents.Of(Draft("12"), dossier.State, Origin));
    }

    [Fact]
    public void WhatIsBeyondTheLimitsIsCutToThem()
    {
        using var dossier = new SyntheticDossier();
        string clause = "scenario." + new string('x', 150);
        var many = Enumerable.Range(0, Limits.Figures + 1).Select(i => new DraftFigure($"{clause}.{i}", Each("1"), "a")).ToList();
        var draft = new Draft(
            Each("T"), [new("trade", Each("Trade"), [new(clause, Each($"Number [[{clause}.7]]."))])], many,
            [new("a", Each("A"), [], "c")]);
        var events = DraftEvents.Of(draft, dossier.State, new string('o', 500));
        Assert.Equal(2, events.OfType<FiguresStated>().Count());
        Assert.All(events, e => Assert.Null(Limits.Check(e)));
        Put(dossier, draft);
        Assert.Single(Assert.Single(dossier.State.Clauses.Values).Current.Bound);
    }

    private static void Put(SyntheticDossier dossier, Draft draft)
    {
        foreach (var what in DraftEvents.Of(draft, dossier.State, Origin))
            dossier.Do("CHN", what);
    }

    private static Draft Draft(string value, string words = "Trade is ", string vintage = "2013") => new(
        Each("Joint text"),
        [new("trade", Each("Trade"), [new("trade.CHN.RUS", Each(words + "[[trade.value]]."))])],
        [new("trade.value", Each(value), "trade")],
        [new("trade", Each("Trade"), [new(Each("Vintage"), Each(vintage))], Origin)]);

    private static DraftText Each(string text) => new(text, text, text);
}
