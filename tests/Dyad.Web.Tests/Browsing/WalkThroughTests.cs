using System.Text;
using System.Text.RegularExpressions;
using Dyad.Dossier.Exchange;
using Dyad.Testing;
using Microsoft.Playwright;

namespace Dyad.Web.Tests.Browsing;

/// <summary>
/// What two delegations do from the first link to the signed file, in two browsers. With DYAD_PICTURES=DIR each page is taken as a picture: those of docs/guide.
/// </summary>
public class WalkThroughTests
{
    private const string Password = "correct horse battery";

    [Fact(Timeout = 300_000)]
    public async Task TwoDelegationsDraftReserveAnswerAndSign()
    {
        await using var server = await BrowsedServer.StartAsync(TestContext.Current.CancellationToken);
        var china = await server.WindowAsync();
        var russia = await server.WindowAsync("ru");
        try
        {
            await WalkAsync(server, china, russia);
        }
        catch
        {
            await china.PictureAsync("failed-1");
            await russia.PictureAsync("failed-2");
            throw;
        }
    }

    private static async Task WalkAsync(BrowsedServer server, Window china, Window russia)
    {
        // The first link, and the demonstration by one click.
        await china.GoAsync(await server.FirstUseLinkAsync());
        await china.LookAsync("first-use");
        await AcceptAsync(china, "Set it and sign in");
        await china.LookAsync("home-empty");
        await china.ClickAsync("Open the demonstration");
        await china.Page.WaitForURLAsync("**/d/*", new() { WaitUntil = WaitUntilState.Commit });
        string dossier = china.Path;

        // The other side is invited and signs in in its own browser.
        await china.GoAsync("/operator");
        await china.LookAsync("operator");
        await china.Page.Locator("tr", new() { HasText = "demo-ivanov" }).GetByRole(AriaRole.Button, new() { Name = "New link" }).ClickAsync();
        await china.LookAsync("link");
        string link = (await china.Page.Locator("dd a").TextContentAsync())!;
        await russia.GoAsync(link);
        await AcceptAsync(russia, "Задать и войти");
        await russia.LookAsync("home");
        await russia.Page.Locator(".card a").ClickAsync();

        // The draft comes out of the report, live, in both windows.
        await china.GoAsync(dossier + "/studies");
        await Assertions.Expect(china.Page.Locator(".job .mark.good")).ToBeVisibleAsync(new() { Timeout = 120_000 });
        await china.LookAsync("studies");
        await Assertions.Expect(russia.Page.Locator("article.clause").First).ToBeVisibleAsync();
        await china.GoAsync(dossier);
        await china.LookAsync("text");
        await russia.GoAsync(dossier);
        await russia.LookAsync("text-ru");
        Assert.True(await china.Page.Locator("article.clause").CountAsync() > 10);

        // A short text of the two sides' own: the drafted clauses would take a settling each.
        await RemoveDraftedClausesAsync(server, china, dossier, keep: 1);
        await china.GoAsync(dossier);
        var clause = china.Page.Locator("article.clause").First;
        string id = (await clause.GetAttributeAsync("id"))!;

        // A private note, a suggestion, its acceptance; the other window shows each without being asked.
        await ActAsync(china, id, "Note for your side", form => form.Locator("textarea").FillAsync("our floor is three percent"), "Keep the note");
        await Assertions.Expect(china.Page.Locator(".note")).ToContainTextAsync("our floor");
        await ActAsync(
            russia, id, "Предложить формулировку",
            async form =>
            {
                var wording = form.Locator("textarea[name='texts.ru?']");
                await wording.FillAsync(await wording.InputValueAsync() + " Стороны отмечают рост.");
                await form.Locator("input[name=reason]").FillAsync("для ясности");
            },
            "Отправить предложение");
        var suggestion = china.Page.Locator($"[id='{id}'] .suggestion");
        await Assertions.Expect(suggestion).ToBeVisibleAsync();
        Assert.DoesNotContain("floor", await russia.Page.ContentAsync(), StringComparison.Ordinal);
        await china.LookAsync("suggestion");
        await suggestion.GetByRole(AriaRole.Button, new() { Name = "Accept", Exact = true }).ClickAsync();
        await Assertions.Expect(china.Page.Locator($"[id='{id}'] .mark.warn")).ToContainTextAsync("Translation older");

        // The translations catch up.
        await ActAsync(
            china, id, "Edit",
            async form =>
            {
                foreach (string language in new[] { "en", "zh" })
                {
                    var wording = form.Locator($"textarea[name='texts.{language}?']");
                    await wording.FillAsync(await wording.InputValueAsync() + (language == "en" ? " The sides note the growth." : "双方注意到增长。"));
                }
            },
            "Save");
        await Assertions.Expect(china.Page.Locator($"[id='{id}'] .mark.warn")).ToHaveCountAsync(0);

        // A remark and an answer to it.
        await ActAsync(russia, id, "Замечание", form => form.Locator("textarea").FillAsync("Почему три процента?"), "Отправить");
        await Assertions.Expect(china.Page.Locator($"[id='{id}'] .comments")).ToContainTextAsync("Почему");
        await ActAsync(china, id, "Answer", form => form.Locator("textarea").FillAsync("By the report."), "Send");
        await Assertions.Expect(russia.Page.Locator($"[id='{id}'] .comments")).ToContainTextAsync("By the report.");

        // Positions of both heads settle the clause: one agrees, one reserves.
        await ActAsync(china, id, "Take a position", form => form.GetByLabel("Agrees", new() { Exact = true }).CheckAsync(), "Record the position");
        await ActAsync(
            russia, id, "Высказать позицию",
            async form =>
            {
                await form.GetByLabel("Согласна с оговоркой").CheckAsync();
                await form.Locator("textarea[name='text.ru?']").FillAsync("Россия считает оценку верхней границей.");
            },
            "Записать позицию");
        await Assertions.Expect(china.Page.Locator($"[id='{id}'] .mark.good")).ToHaveTextAsync("Settled");
        await Assertions.Expect(china.Page.Locator($"[id='{id}'] .position.reserve")).ToContainTextAsync("Россия считает");
        await china.LookAsync("settled");

        await NewClauseWithDissentAsync(china, russia, dossier);
        await RoundAsync(server, china, russia, dossier);
        await AgendaAsync(china, dossier);
        await ScenarioAsync(china, dossier);
        await FitAsync(russia, dossier);
        foreach (var (page, name) in new[] { ("/notes", "notes"), ("/people", "people"), ("/log", "log"), ("/figures", "figures"), ("?q=trade", "search") })
        {
            await china.GoAsync(dossier + page);
            await china.LookAsync(name);
        }

        await china.GoAsync($"{dossier}/clauses/{id["clause-".Length..]}");
        await china.LookAsync("versions");
        await china.GoAsync("/account");
        await china.LookAsync("account");
        await china.GoAsync("/d/none");
        await china.LookAsync("missing");
        await SignAsync(china, russia, dossier);

        foreach (var window in new[] { china, russia })
        {
            Assert.Empty(window.Violations);
            Assert.DoesNotContain(window.Complaints, c => !c.Contains("404", StringComparison.Ordinal));
        }
    }

    private static async Task AcceptAsync(Window window, string button)
    {
        await window.Page.FillAsync("input[name=password]", Password);
        await window.ClickAsync(button);
        await window.Page.WaitForURLAsync(url => new Uri(url).AbsolutePath == "/", new() { WaitUntil = WaitUntilState.Commit });
    }

    /// <summary>Opens what a clause offers, fills the form and sends it.</summary>
    private static async Task ActAsync(Window window, string clause, string act, Func<ILocator, Task> fill, string send)
    {
        var details = window.Page.Locator($"[id='{clause}'] details.act").Filter(new() { Has = window.Page.Locator("summary", new() { HasTextRegex = new Regex($"^{Regex.Escape(act)}$") }) }).First;
        await details.Locator("summary").First.ClickAsync();
        await fill(details.Locator("form").First);
        await details.GetByRole(AriaRole.Button, new() { Name = send, Exact = true }).ClickAsync();
        await window.Page.WaitForLoadStateAsync();
    }

    private static async Task RemoveDraftedClausesAsync(BrowsedServer server, Window window, string dossier, int keep)
    {
        int removed = await window.Page.EvaluateAsync<int>(
            """
            async ([path, keep]) => {
              const api = "/api/v1/dossiers/" + path.split("/")[2];
              const clauses = (await (await fetch(api)).json()).clauses.slice(keep);
              for (const c of clauses)
                await fetch(api + "/clause-removed", { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ clause: c.id, base: c.version }) });
              return clauses.length;
            }
            """, new object[] { dossier, keep });
        Assert.True(removed > 10);
    }

    private static async Task NewClauseWithDissentAsync(Window china, Window russia, string dossier)
    {
        await china.GoAsync(dossier);
        var add = china.Page.Locator("section.section").First.Locator("> details.act");
        await add.Locator("summary").ClickAsync();
        foreach (var (language, text) in new[] { ("en", "Tariffs on machinery are cut."), ("zh", "降低机械关税。"), ("ru", "Пошлины на машины снижаются.") })
            await add.Locator($"textarea[name='texts.{language}?']").FillAsync(text);
        await add.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        var made = china.Page.Locator("article.clause", new() { HasText = "Tariffs on machinery" });
        await Assertions.Expect(made).ToBeVisibleAsync();
        string id = (await made.GetAttributeAsync("id"))!;
        await ActAsync(china, id, "Take a position", form => form.GetByLabel("Agrees", new() { Exact = true }).CheckAsync(), "Record the position");
        await russia.GoAsync(dossier);
        await ActAsync(
            russia, id, "Высказать позицию",
            async form =>
            {
                await form.GetByLabel("Не согласна").CheckAsync();
                await form.Locator("textarea[name='text.ru?']").FillAsync("Это в ведении Союза.");
            },
            "Записать позицию");
        await Assertions.Expect(china.Page.Locator($"[id='{id}'] .position.dissent")).ToContainTextAsync("Это в ведении");
    }

    private static async Task RoundAsync(BrowsedServer server, Window china, Window russia, string dossier)
    {
        await china.GoAsync(dossier + "/rounds");
        await china.LookAsync("rounds-empty");
        await china.Page.FillAsync("textarea[name='question.en?']", "What is a day at the border worth, in percent of the goods' value?");
        await china.Page.FillAsync("input[name=unit]", "%");
        await china.Page.FillAsync("input[name='minimum:number']", "0");
        await china.Page.FillAsync("input[name='maximum:number']", "10");
        await china.Page.FillAsync("input[name='parameter?']", "value_of_a_day");
        await china.ClickAsync("Start the round");
        string round = (await china.Page.Locator("section[id^=round-]").GetAttributeAsync("id"))!["round-".Length..];
        string api = "/api/v1/dossiers/" + dossier.Split('/')[^1];
        foreach (var (window, side, value) in new[] { (china, "CHN", 1.0), (china, "CHN", 1.4), (russia, "RUS", 0.7), (russia, "RUS", 1.1) })
        {
            string handle = $"scholar-{value * 10:0}";
            var link = await china.PostAsync("/api/v1/accounts", new { handle, name = handle });
            await window.PostAsync($"{api}/member-added", new { member = handle, name = handle, side, role = "delegate" });
            using var expert = new ServeClient(new Uri(server.Url), handle);
            await expert.JoinAsync((string)link["path"]!);
            await expert.DoAsync($"{api}/answer-given", new { round, iteration = 1, value, reason = "by shipments of last year" });
        }

        foreach (var (window, value, send) in new[] { (china, "1.2", "Answer"), (russia, "0.8", "Ответить") })
        {
            await window.GoAsync(dossier + "/rounds");
            await window.Page.FillAsync("input[name='value:number']", value);
            await window.Page.FillAsync("textarea[name=reason]", "from customs");
            await window.ClickAsync(send);
        }

        await china.LookAsync("round-open");
        await china.ClickAsync("End the iteration");
        await Assertions.Expect(china.Page.Locator(".clause tbody tr")).ToHaveTextAsync([new Regex("All.*6"), new Regex("CHN.*3"), new Regex("RUS.*3")]);
        await china.LookAsync("round-closed");
        await china.ClickAsync("Take it for scenarios");
        await russia.ClickAsync("Принять для сценариев");
        await Assertions.Expect(russia.Page.GetByRole(AriaRole.Button, new() { Name = "Принять для сценариев" })).ToHaveCountAsync(0);
    }

    private static async Task AgendaAsync(Window china, string dossier)
    {
        await china.GoAsync(dossier + "/agenda");
        var plan = china.Page.Locator("details.act", new() { Has = china.Page.Locator("summary", new() { HasText = "Plan a session" }) });
        await plan.Locator("summary").ClickAsync();
        await plan.Locator("input[name='title.en?']").FillAsync("Dialogue in Beijing");
        await plan.Locator("input[name=date]").FillAsync("2027-07-05");
        await plan.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        var make = china.Page.Locator("details.act", new() { Has = china.Page.Locator("summary", new() { HasText = "Make a commitment" }) });
        await make.Locator("summary").ClickAsync();
        await make.Locator("textarea[name='text.en?']").FillAsync("Two days less at the border.");
        await make.Locator("input[name='owners.CHN']").FillAsync("General Administration of Customs");
        await make.Locator("input[name='owners.RUS']").FillAsync("Federal Customs Service");
        await make.Locator("input[name=indicator]").FillAsync("median hours of clearance");
        await make.Locator("input[name=due]").FillAsync("2028-07-01");
        await make.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Assertions.Expect(china.Page.GetByText("Two days less at the border.")).ToBeVisibleAsync();
        await china.LookAsync("agenda");
    }

    private static async Task ScenarioAsync(Window china, string dossier)
    {
        await china.GoAsync(dossier + "/studies");
        await china.Page.SelectOptionAsync("select[name=name]", "trade-facilitation");
        await china.ClickAsync("Run");
        await china.Page.Locator(".job a", new() { HasText = "Result" }).First.ClickAsync(new() { Timeout = 120_000 });
        await Assertions.Expect(china.Page.Locator(".bars")).ToBeVisibleAsync();
        await Assertions.Expect(china.Page.Locator("main li", new() { HasText = "Delphi round" })).ToContainTextAsync("value_of_a_day");
        await china.LookAsync("result");
        await china.Page.FillAsync("[data-filter]", "Russ");
        Assert.Equal(1, await china.Page.Locator(".bar-row:visible").CountAsync());
        foreach (string kind in new[] { "SVG", "PNG", "CSV" })
        {
            var download = await china.Page.RunAndWaitForDownloadAsync(() => china.Page.Locator("a.button", new() { HasText = kind }).ClickAsync());
            Assert.True(new FileInfo(await download.PathAsync()).Length > 500, kind);
        }
    }

    private static async Task FitAsync(Window russia, string dossier)
    {
        var rows = Enumerable.Range(0, 60).Select(i => $"{i % 6},{i / 6},{10 + (i * 7 % 11)},{i % 5}");
        byte[] table = Encoding.UTF8.GetBytes("exporter,importer,trade,rta\n" + string.Join('\n', rows) + "\n");
        await russia.GoAsync(dossier + "/studies");
        await russia.Page.SetInputFilesAsync("input[name=file]", new FilePayload { Name = "trade.csv", MimeType = "text/csv", Buffer = table });
        await russia.Page.FillAsync("input[name=formula]", "trade ~ rta | exporter + importer");
        await russia.ClickAsync("Оценить");
        await russia.LookAsync("studies-ru");
        await russia.Page.Locator(".job a", new() { HasText = "коэффициенты" }).First.ClickAsync(new() { Timeout = 60_000 });
        await Assertions.Expect(russia.Page.Locator(".bar-row")).ToHaveCountAsync(1);
        await russia.LookAsync("fit-ru");
    }

    private static async Task SignAsync(Window china, Window russia, string dossier)
    {
        await china.GoAsync(dossier + "/finish");
        await china.LookAsync("finish");
        await china.ClickAsync("Close the text");
        foreach (var (window, sign) in new[] { (china, "Sign for CHN"), (russia, "Подписать за RUS") })
        {
            await window.GoAsync(dossier + "/finish");
            await window.Page.FillAsync("input[name=passphrase]", "a passphrase of mine");
            await window.ClickAsync(sign);
            await window.Page.WaitForURLAsync("**/finish", new() { WaitUntil = WaitUntilState.Commit });
        }

        await china.LookAsync("signed");
        foreach (string file in new[] { "document.html", "document.docx?lang=en", "document.docx?lang=zh", "document.docx?lang=ru" })
            Assert.True((await DownloadAsync(china, $"a[href$='{file}']")).Length > 5000, file);
        var check = FileCheck.Of(await DownloadAsync(china, "a[href$='/export']"));
        Assert.Empty(check.Faults);
        Assert.Equal(["CHN", "RUS"], check.State!.Signatures.Keys);
        Assert.DoesNotContain(check.History!.Chains.Keys, c => c.Contains('/', StringComparison.Ordinal));
    }

    private static async Task<byte[]> DownloadAsync(Window window, string link)
    {
        var download = await window.Page.RunAndWaitForDownloadAsync(() => window.Page.Locator(link).First.ClickAsync());
        return await File.ReadAllBytesAsync(await download.PathAsync(), TestContext.Current.CancellationToken);
    }
}
