using System.Text.Json.Nodes;
using Dyad.Testing;
using Microsoft.Playwright;

namespace Dyad.Web.Tests.Browsing;

/// <summary>What somebody typed is there until the server took it, and never goes unseen over what others wrote meanwhile.</summary>
public sealed class KeptTextTests
{
    private const int Patience = 120_000;

    private const string Edit = "form[data-keep='edit-c1']", Position = "form[data-keep='position-c1']";
    private const string Remark = "form[data-keep='comment-c1']";
    private const string English = Edit + " textarea[name='texts.en?']", Older = "[data-older]";

    [Fact(Timeout = Patience)]
    public async Task AReloadBringsBackWhatWasTyped()
    {
        await using var desk = await Desk.StartAsync(TestContext.Current.CancellationToken);
        await desk.TypeAsync(English, "Trade grows fast.");
        await desk.CheckAsync("reserve");
        await desk.GoAsync("/agenda");
        await desk.TypeAsync("form[data-keep='group'] input[name='name.en?']", "Customs");
        foreach (string member in new[] { "operator", "ru-head" })
            await desk.Page.CheckAsync($"form[data-keep='group'] input[value='{member}']");
        await desk.Page.ReloadAsync();
        await Assertions.Expect(desk.Page.Locator("form[data-keep='group'] input[name='members[]']:checked")).ToHaveCountAsync(2);
        await desk.GoAsync("");
        await Assertions.Expect(desk.Page.Locator(English)).ToHaveValueAsync("Trade grows fast.");
        await Assertions.Expect(desk.Page.Locator(Position + " input[value=reserve]")).ToBeCheckedAsync();
        await Assertions.Expect(desk.Page.Locator(Older)).ToHaveCountAsync(0);
    }

    [Fact(Timeout = Patience)]
    public async Task WhatWasTypedOnAnOlderVersionStandsBesideTheNewerUntilItIsDropped()
    {
        await using var desk = await Desk.StartAsync(TestContext.Current.CancellationToken);
        await desk.TypeAsync(English, "Trade grows fast.");
        await desk.CheckAsync("agree");
        await desk.RussiaWritesAsync("Trade grows by three percent.");
        await desk.Page.ReloadAsync();
        var typed = desk.Page.Locator($"{Edit} {Older} textarea");
        await Assertions.Expect(typed).ToHaveValueAsync("Trade grows fast.");
        await Assertions.Expect(desk.Page.Locator(English)).ToHaveValueAsync("Trade grows by three percent.");
        await Assertions.Expect(desk.Page.Locator(Position + " input:checked")).ToHaveCountAsync(0);
        await Assertions.Expect(desk.Page.Locator($"{Position} {Older} textarea")).ToHaveValueAsync("Agrees");
        await desk.Window.LookAsync("kept-older");
        Assert.Empty(desk.Window.Violations);

        // The box outlasts what is typed and saved beside it: who has taken over what still fits drops it.
        await desk.TypeAsync(English, "Trade grows fast, by three percent.");
        await desk.Page.ReloadAsync();
        await Assertions.Expect(typed).ToHaveValueAsync("Trade grows fast.");
        await Assertions.Expect(desk.Page.Locator(English)).ToHaveValueAsync("Trade grows fast, by three percent.");
        await desk.SendAsync(Edit);
        Assert.Equal("Trade grows fast, by three percent.", await desk.WordingAsync("en"));
        Assert.Equal("贸易增长。", await desk.WordingAsync("zh"));
        await Assertions.Expect(typed).ToHaveValueAsync("Trade grows fast.");
        await desk.Page.Locator($"{Edit} {Older} button").ClickAsync();
        await desk.Page.Locator($"{Position} {Older} button").ClickAsync();
        await desk.Page.ReloadAsync();
        await Assertions.Expect(desk.Page.Locator(Older)).ToHaveCountAsync(0);
        Assert.Equal(0, await desk.KeptAsync());
    }

    [Fact(Timeout = Patience)]
    public async Task MinutesThatOthersWroteMeanwhileAreNotOverwritten()
    {
        await using var desk = await Desk.StartAsync(TestContext.Current.CancellationToken);
        var session = new { session = "s", title = new { en = "Dialogue" }, date = "2027-07-05", place = "", programme = "" };
        await desk.China.DoAsync($"{desk.Api}/session-planned", session);
        const string minutes = "form[data-keep='minutes-s'] textarea[name=text]";
        await desk.GoAsync("/agenda");
        await desk.TypeAsync(minutes, "We met.");
        await desk.Russia.DoAsync($"{desk.Api}/minutes-recorded", new { session = "s", text = "They met at ten." });
        await desk.Page.ReloadAsync();
        await Assertions.Expect(desk.Page.Locator(minutes)).ToHaveValueAsync("They met at ten.");
        await Assertions.Expect(desk.Page.Locator($"{Older} textarea")).ToHaveValueAsync("We met.");
    }

    [Fact(Timeout = Patience)]
    public async Task WhatWasTypedIntoAFormThatIsGoneStandsAtTheHeadOfThePage()
    {
        await using var desk = await Desk.StartAsync(TestContext.Current.CancellationToken);
        await desk.TypeAsync(English, "Trade grows fast.");
        // Once the other head spoke, the wording is not changed over their head.
        string version = await desk.VersionAsync();
        await desk.Russia.DoAsync($"{desk.Api}/position-stated", new { clause = "c1", version, position = "agree" });
        await desk.Page.ReloadAsync();
        await Assertions.Expect(desk.Page.Locator(Edit)).ToHaveCountAsync(0);
        await Assertions.Expect(desk.Page.Locator($"#main > {Older} textarea")).ToHaveValueAsync("Trade grows fast.");
        await desk.Page.Locator($"{Older} button").ClickAsync();
        await desk.Page.ReloadAsync();
        await Assertions.Expect(desk.Page.Locator(Older)).ToHaveCountAsync(0);
    }

    [Fact(Timeout = Patience)]
    public async Task WhatWasTypedSurvivesWhateverGoesWrongAndIsGoneOnceItIsTaken()
    {
        await using var desk = await Desk.StartAsync(TestContext.Current.CancellationToken);
        const string remark = Remark + " textarea[name=text]";
        await desk.TypeAsync(remark, "Why three percent?");
        foreach (int status in new[] { 0, 502, 429 })
        {
            await desk.Page.RouteAsync(
                "**/do/*", route => status == 0 ? route.AbortAsync() : route.FulfillAsync(new() { Status = status }));
            await desk.Page.Locator(Remark).GetByRole(AriaRole.Button).ClickAsync();
            await desk.Page.WaitForURLAsync(
                url => !url.EndsWith(desk.Path, StringComparison.Ordinal), new() { WaitUntil = WaitUntilState.Commit });
            await desk.Page.UnrouteAllAsync();
            await desk.GoAsync("");
            await Assertions.Expect(desk.Page.Locator(remark)).ToHaveValueAsync("Why three percent?");
        }

        await desk.SendAsync(Remark);
        await Assertions.Expect(desk.Page.Locator(".comments")).ToContainTextAsync("Why three percent?");
        await Assertions.Expect(desk.Page.Locator(remark)).ToHaveValueAsync("");
        Assert.Equal(0, await desk.KeptAsync());
        Assert.DoesNotContain(await desk.Page.Context.CookiesAsync(), c => c.Name == "kept");
    }

    [Fact(Timeout = Patience)]
    public async Task WhatWasRefusedIsStillThere()
    {
        await using var desk = await Desk.StartAsync(TestContext.Current.CancellationToken);
        await desk.TypeAsync(English, "Trade grows fast.");
        await desk.RussiaWritesAsync("Trade grows by three percent.");
        await desk.SendAsync(Edit);
        Assert.Equal("Trade grows by three percent.", await desk.WordingAsync("en"));
        await desk.Page.GetByRole(AriaRole.Link, new() { Name = "Back", Exact = true }).ClickAsync();
        await Assertions.Expect(desk.Page.Locator($"{Edit} {Older} textarea")).ToHaveValueAsync("Trade grows fast.");
        await Assertions.Expect(desk.Page.Locator(English)).ToHaveValueAsync("Trade grows by three percent.");
    }

    [Fact(Timeout = Patience)]
    public async Task WhoSignsInAgainComesBackToThePageWithWhatTheyTyped()
    {
        await using var desk = await Desk.StartAsync(TestContext.Current.CancellationToken);
        await desk.TypeAsync(English, "Trade grows fast.");
        await desk.Page.Context.ClearCookiesAsync(new() { Name = "dyad" });
        await desk.SendAsync(Edit);
        await desk.SignInAsync("operator");
        Assert.Equal(desk.Path, desk.Window.Path);
        await Assertions.Expect(desk.Page.Locator(English)).ToHaveValueAsync("Trade grows fast.");
        await desk.SendAsync(Edit);
        Assert.Equal("Trade grows fast.", await desk.WordingAsync("en"));
        Assert.Equal(0, await desk.KeptAsync());
    }

    [Fact(Timeout = Patience)]
    public async Task WhoSignsInAfterSomebodyElseDoesNotSeeWhatTheyTyped()
    {
        await using var desk = await Desk.StartAsync(TestContext.Current.CancellationToken);
        const string note = "form[data-keep='note-c1'] textarea";
        await desk.TypeAsync(note, "Our floor is three percent.");
        await desk.Page.Context.ClearCookiesAsync(new() { Name = "dyad" });
        await desk.SendAsync("form[data-keep='note-c1']");
        await desk.SignInAsync("ru-head");
        await Assertions.Expect(desk.Page.Locator(note)).ToHaveValueAsync("");
        await Assertions.Expect(desk.Page.Locator(Older)).ToHaveCountAsync(0);
    }

    /// <summary>A dossier of one clause: one head at a browser, the other at a program.</summary>
    private sealed record Desk(BrowsedServer Server, ServeClient China, ServeClient Russia, Window Window, string Path) : IAsyncDisposable
    {
        public IPage Page => Window.Page;

        public string Api => "/api/v1/dossiers/" + Path.Split('/')[^1];

        public static async Task<Desk> StartAsync(CancellationToken cancel)
        {
            var server = await BrowsedServer.StartAsync(cancel);
            var china = new ServeClient(new Uri(server.Url), "operator");
            await china.JoinAsync(await server.FirstUseLinkAsync());
            var russia = await china.InviteAsync("ru-head");
            var made = await china.DoAsync("/api/v1/dossiers", new
            {
                title = new { en = "Joint report" },
                heads = new[]
                {
                    new { side = "CHN", member = "operator", name = "Li" }, new { side = "RUS", member = "ru-head", name = "Ivanov" },
                },
            });
            var desk = new Desk(server, china, russia, await server.WindowAsync(), $"/d/{(string)made.Json!["dossier"]!}");
            await china.DoAsync($"{desk.Api}/section-written", new { section = "s1", title = new { en = "Trade" }, order = 1 });
            var texts = new { en = "Trade grows.", zh = "贸易增长。", ru = "Торговля растёт." };
            await china.DoAsync($"{desk.Api}/clause-written", new { clause = "c1", section = "s1", order = 1, texts });
            await desk.GoAsync("");
            await desk.SignInAsync("operator");
            return desk;
        }

        public Task GoAsync(string page) => Window.GoAsync(Path + page);

        public async Task SignInAsync(string handle)
        {
            await Page.FillAsync("input[name=handle]", handle);
            await Page.FillAsync("input[name=password]", ServeClient.Password);
            await Window.ClickAsync("Sign in");
            await Page.WaitForURLAsync(url => !url.Contains("/sign-in", StringComparison.Ordinal));
        }

        /// <summary>Types into a field, opening what it stands in.</summary>
        public async Task TypeAsync(string field, string text)
        {
            await OpenAsync(field);
            await Page.FillAsync(field, text);
        }

        public async Task CheckAsync(string position)
        {
            await OpenAsync(Position);
            await Page.CheckAsync($"{Position} input[value={position}]");
        }

        /// <summary>Sends a form and waits for the page that comes of it.</summary>
        public async Task SendAsync(string form)
        {
            await OpenAsync(form);
            var loaded = new TaskCompletionSource();
            void Loaded(object? sender, IPage page) => loaded.TrySetResult();
            Page.Load += Loaded;
            await Page.Locator($"{form} > button").ClickAsync();
            await loaded.Task;
            Page.Load -= Loaded;
        }

        public async Task RussiaWritesAsync(string english) => await Russia.DoAsync(
            $"{Api}/clause-written",
            new { clause = "c1", section = "s1", order = 1, @base = await VersionAsync(), texts = new { en = english } });

        public async Task<string> VersionAsync() => (string)(await ClauseAsync())["version"]!;

        public async Task<string> WordingAsync(string language) => (string)(await ClauseAsync())["texts"]![language]!;

        /// <summary>How many forms the tab keeps something of.</summary>
        public Task<int> KeptAsync() => Page.EvaluateAsync<int>("() => Object.keys(sessionStorage).length");

        public async ValueTask DisposeAsync()
        {
            China.Dispose();
            Russia.Dispose();
            await Server.DisposeAsync();
        }

        private async Task OpenAsync(string inside) =>
            await Page.EvaluateAsync("inside => document.querySelector(inside).closest('details').setAttribute('open', '')", inside);

        private async Task<JsonNode> ClauseAsync() => (await Russia.GetJsonAsync(Api))["clauses"]![0]!;
    }
}
