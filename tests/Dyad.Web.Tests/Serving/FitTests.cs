using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using Dyad.Web.Jobs;
using Dyad.Workbench;
using Dyad.Workbench.Fitting;

namespace Dyad.Web.Tests.Serving;

/// <summary>Estimates on a table that a member brings: the figures of <c>dyad fit</c>, for both sides; faults that tell nothing of the server.</summary>
public sealed class FitTests : IAsyncLifetime
{
    private const string Formula = "trade ~ rta | exporter + importer";

    private readonly Site _site = new();

    private static string Table => "exporter,importer,trade,rta\n" + string.Join('\n', Enumerable.Range(0, 60).Select(
        i => string.Create(CultureInfo.InvariantCulture, $"{i % 6},{i / 6},{10 + (i * 7 % 11)},{i % 5}"))) + "\n";

    public ValueTask InitializeAsync() => _site.InitializeAsync();

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task BothSidesSeeTheFiguresOfTheCommand()
    {
        string file = Path.Combine(_site.Folder, "own.csv");
        await File.WriteAllTextAsync(file, Table, TestContext.Current.CancellationToken);
        var expected = FitGravity.Run(new FitRequest(Formula, file) { Vcov = "cluster:exporter" }, new Progress<Stage>(), default);
        var live = await _site.NewDossierAsync();
        var who = await _site.AsAsync("cn-delegate");
        using var asked = await who.UploadAsync(
            $"/d/{live.Current.State.Id}/jobs/fit", Encoding.UTF8.GetBytes(Table),
            ("formula", Formula), ("family", "poisson"), ("vcov", "cluster:exporter"));
        Assert.Equal(HttpStatusCode.Redirect, asked.StatusCode);
        var job = await EndedAsync(live.Current.State.Id);
        Assert.Equal((JobState.Done, ""), (job.State, job.State == JobState.Done ? "" : job.Message));
        Assert.Equal(expected.Coefficients, Studies.FitOf(_site.Jobs, job)!.Coefficients);
        var other = await _site.AsAsync("ru-delegate");
        string files = $"/d/{live.Current.State.Id}/jobs/{job.Id}/files";
        Assert.Contains(Formula, WebUtility.HtmlDecode(await other.ReadAsync($"/d/{live.Current.State.Id}/jobs/{job.Id}")), StringComparison.Ordinal);
        Assert.Equal(Table, await other.ReadAsync($"{files}/data.csv"));
        using var json = JsonDocument.Parse(await other.ReadAsync($"{files}/fit.json"));
        Assert.Equal(expected.Coefficients[0].Estimate, json.RootElement.GetProperty("coefficients")[0].GetProperty("estimate").GetDouble());
        Assert.StartsWith("term,estimate,std_error", await other.ReadAsync($"{files}/coefficients.csv"), StringComparison.Ordinal);
        Assert.Contains("<svg", await other.ReadAsync($"{files}/coefficients.svg"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("trade ~ nothing", "hetero", "unknown column")]
    [InlineData("trade ~", "hetero", "formula")]
    [InlineData("trade ~ rta", "cluster:nothing", "nothing")]
    [InlineData("trade ~ read_csv('/etc/passwd')", "hetero", "formula")]
    [InlineData("trade ~ \"../../../etc/passwd\"", "hetero", "formula")]
    public async Task AFaultIsToldWithoutTheFolder(string formula, string vcov, string told)
    {
        var live = await _site.NewDossierAsync();
        var who = await _site.AsAsync("cn-delegate");
        using var asked = await who.JsonAsync($"/api/v1/dossiers/{live.Current.State.Id}/jobs/fit", new { formula, table = Table, vcov });
        Assert.Equal(HttpStatusCode.Accepted, asked.StatusCode);
        var job = await EndedAsync(live.Current.State.Id);
        Assert.Equal(JobState.Failed, job.State);
        Assert.Contains(told, job.Message, StringComparison.Ordinal);
        Inspector.CheckText("studies", await who.ReadAsync($"/d/{live.Current.State.Id}/studies"), _site.Folder);
        Assert.DoesNotContain("root:", job.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "poisson", "y,x\n1,2\n")]
    [InlineData("y ~ x", "probit", "y,x\n1,2\n")]
    [InlineData("y ~ x", "poisson", "")]
    public async Task WhatCannotBeEstimatedIsRefusedAtOnce(string formula, string family, string table)
    {
        var live = await _site.NewDossierAsync();
        var who = await _site.AsAsync("cn-delegate");
        using var asked = await who.JsonAsync($"/api/v1/dossiers/{live.Current.State.Id}/jobs/fit", new { formula, table, family });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, asked.StatusCode);
        Assert.Empty(_site.Jobs.Of(live.Current.State.Id));
    }

    private async Task<Job> EndedAsync(string dossier)
    {
        for (int i = 0; i < 1000 && _site.Jobs.Of(dossier).Any(j => !j.Ended); i++)
            await Task.Delay(20, TestContext.Current.CancellationToken);
        return Assert.Single(_site.Jobs.Of(dossier));
    }
}
