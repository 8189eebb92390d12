using Dyad.Dossier.Events;
using Dyad.Dossier.Live;
using Dyad.Dossier.Log;
using Dyad.Dossier.State;
using Dyad.Web.Jobs;

namespace Dyad.Web.Tests.Serving;

/// <summary>The next report opens with what became of what was promised.</summary>
[Collection(SiteTests.Name)]
public sealed class EarlierCommitmentTests(Site site)
{
    private static readonly Dictionary<string, string> Owners = new() { [Site.Own] = "Customs of one", [Site.Other] = "Customs of the other" };

    [Fact]
    public async Task EachStandsWithWhatBothSidesSayOfIt()
    {
        var old = await OldAsync();
        var next = await site.NewDossierAsync();
        var events = EarlierCommitments.Events(next.Current.State, [old.Current.State]);
        foreach (var what in events)
            await next.AppendAsync("cn-head", Site.Own, what, default);
        var (section, clauses) = next.Current.State.Text().First();
        Assert.Equal("What became of earlier commitments", section.Title.En);
        Assert.Equal(
            ["Two days less. Indicator: hours at the border; due 2027-01-01. CHN (Customs of one): done (all of it). RUS (Customs of the other): has not reported.",
             "A plan with [nothing]. Indicator: a paper; due 2028-01-01. CHN (Customs of one): has not reported. RUS (Customs of the other): has not reported."],
            clauses.Select(c => c.Current.Texts.En));
        Assert.Equal(["en", "zh", "ru"], clauses[0].Current.Texts.Written());
        Assert.Contains("完成", clauses[0].Current.Texts.Zh, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ALanguageThatTheCommitmentDoesNotHaveIsLeftToATranslator()
    {
        var old = await site.NewDossierAsync();
        await old.AppendAsync("cn-head", Site.Own, new CommitmentMade("c", new Texts(En: "Two days less."), Owners, "hours", "2027-01-01"), default);
        var events = EarlierCommitments.Events((await site.NewDossierAsync()).Current.State, [old.Current.State]);
        Assert.Equal(["en"], Assert.IsType<ClauseWritten>(events[1]).Texts.Written());
    }

    [Fact]
    public async Task WhatTheTextHasIsNotWrittenAgain()
    {
        var old = await OldAsync();
        var next = await site.NewDossierAsync();
        foreach (var what in EarlierCommitments.Events(next.Current.State, [old.Current.State]))
            await next.AppendAsync("cn-head", Site.Own, what, default);
        Assert.Empty(EarlierCommitments.Events(next.Current.State, [old.Current.State]));
        await CommitAsync(old, "later", "A third.", "A number", "2026-12-01");
        Assert.IsType<ClauseWritten>(Assert.Single(EarlierCommitments.Events(next.Current.State, [old.Current.State])));
    }

    [Fact]
    public async Task WithoutCommitmentsThereIsNoSection() =>
        Assert.Empty(EarlierCommitments.Events((await site.NewDossierAsync()).Current.State, [(await site.NewDossierAsync()).Current.State]));

    private async Task<LiveDossier> OldAsync()
    {
        var old = await site.NewDossierAsync();
        await CommitAsync(old, "plan", "A plan with [[nothing]].", "a paper", "2028-01-01");
        await CommitAsync(old, "days", "Two days less.", "hours at the border", "2027-01-01");
        await old.AppendAsync("cn-editor", Site.Own, new CommitmentReported("days", CommitmentStatus.Done, "all of it"), default);
        return old;
    }

    private static Task<LoggedEntry> CommitAsync(LiveDossier dossier, string id, string text, string indicator, string due) => dossier.AppendAsync(
        "cn-head", Site.Own, new CommitmentMade(id, Texts.All(text), Owners, indicator, due), default);
}
