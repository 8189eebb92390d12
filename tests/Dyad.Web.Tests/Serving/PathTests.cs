using Dyad.Web.Jobs;

namespace Dyad.Web.Tests.Serving;

/// <summary>No address and no name leads to a file that is not meant.</summary>
[Collection(SiteTests.Name)]
public sealed class PathTests(Site site)
{
    private static readonly string[] Up =
    [
        "../job.json", "..%2fjob.json", "..%2Fjob.json", "%2e%2e%2fjob.json", "%2e%2e/job.json", "..%5cjob.json", "..\\job.json", "....//job.json",
        "..%252fjob.json", "%c0%ae%c0%ae%c0%afjob.json", "..%2f..%2f..%2fsite.key", "..%2f..%2f..%2fpseudonyms.key", "..%2f..%2f..%2faccounts.db",
        "%2fetc%2fpasswd", "..%00", "welfare.csv%00.html", "welfare.csv%2f..%2f..%2fjob.json", "WELFARE.CSV", "welfare.csv.", "file:%2f%2f%2fetc%2fpasswd",
    ];

    [Theory]
    [InlineData("/d/{0}/jobs/{1}/files/")]
    [InlineData("/api/v1/dossiers/{0}/jobs/{1}/files/")]
    public async Task AFileOfAJobIsOneOfItsFilesAndNoOther(string at)
    {
        var live = await site.NewDossierAsync();
        string dossier = live.Current.State.Id;
        var who = await site.AsAsync("cn-head");
        var job = site.Jobs.Start(dossier, "draft", "x", "cn-head", Site.Own, (_, _, _) => Task.FromResult(""));
        string folder = Directory.CreateDirectory(Path.Combine(site.Jobs.FolderOf(job), "files")).FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "welfare.csv"), "economy,change\n");
        string path = string.Format(System.Globalization.CultureInfo.InvariantCulture, at, dossier, job.Id);
        Assert.Equal(200, RawRequest.StatusOf(await RawRequest.SendAsync(who, $"GET {path}welfare.csv")));
        foreach (string up in Up)
            await NothingAsync(who, path + up);
        // A job of another dossier is none of this one.
        var other = await site.NewDossierAsync();
        await NothingAsync(who, string.Format(System.Globalization.CultureInfo.InvariantCulture, at, other.Current.State.Id, job.Id) + "welfare.csv");
    }

    [Fact]
    public async Task AnAssetIsOneOfOursAndNoOther()
    {
        using var nobody = new Visitor(site, null);
        foreach (string up in Up.Append("..%2f..%2fappsettings.json"))
            await NothingAsync(nobody, "/assets/x/" + up);
    }

    [Fact]
    public async Task AnIdIsNoPath()
    {
        var live = await site.NewDossierAsync();
        string id = live.Current.State.Id;
        var who = await site.AsAsync("cn-head");
        foreach (string up in Up)
        {
            foreach (string path in (string[])[
                $"/d/{up}", $"/d/{id}/parts?id={up}", $"/d/{id}/clauses/{up}", $"/d/{id}/jobs/{up}", $"/api/v1/dossiers/{up}",
                $"/api/v1/dossiers/{id}/jobs/{up}"])
                await NothingAsync(who, path);
        }
    }

    [Theory]
    [InlineData("../../../escaped")]
    [InlineData("/tmp/escaped")]
    [InlineData("..\\escaped")]
    [InlineData("x\0y")]
    public async Task TheNameOfAScenarioIsNoPathAndItsFaultsTellNone(string name)
    {
        // A server whose jobs run: that of the other tests holds them back.
        await using var own = new Site();
        await own.InitializeAsync();
        var live = await own.NewDossierAsync();
        var who = await own.AsAsync("cn-delegate");
        using var answer = await who.JsonAsync($"/api/v1/dossiers/{live.Current.State.Id}/jobs/scenario", new { name, text = "dyad: scenario\nno: such key\n" });
        if ((int)answer.StatusCode == 202)
            await EndedAsync(own, live.Current.State.Id, who);
        else
            Assert.Equal(422, (int)answer.StatusCode);
        Assert.Empty(Directory.EnumerateFiles(own.Folder, "*escaped*", SearchOption.AllDirectories));
        Assert.False(File.Exists("/tmp/escaped.yaml"));
        Assert.False(File.Exists(Path.Combine(own.Folder, "..", "escaped.yaml")));
        Inspector.CheckText("studies", await who.ReadAsync($"/d/{live.Current.State.Id}/studies"), own.Folder);
    }

    private static async Task EndedAsync(Site own, string dossier, Visitor who)
    {
        for (int i = 0; i < 500 && own.Jobs.Of(dossier).Any(j => !j.Ended); i++)
            await Task.Delay(20);
        var job = Assert.Single(own.Jobs.Of(dossier));
        Assert.Equal(JobState.Failed, job.State);
        Assert.Contains("no", job.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(own.Folder, await who.ReadAsync($"/api/v1/dossiers/{dossier}/jobs"), StringComparison.Ordinal);
    }

    private async Task NothingAsync(Visitor who, string path)
    {
        string answer = await RawRequest.SendAsync(who, "GET " + path);
        Assert.True(RawRequest.StatusOf(answer) is 400 or 404, $"{path}: {answer[..12]}");
        Assert.DoesNotContain("PRIVATE KEY", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("root:", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("\"Dossier\"", answer, StringComparison.Ordinal);
        Inspector.CheckText(path, answer, site.Folder);
    }
}
