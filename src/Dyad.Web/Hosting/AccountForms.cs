using Dyad.Dossier.Events;
using Dyad.Dossier.Live;
using Dyad.Web.Accounts;
using Dyad.Web.Api;
using Dyad.Web.Dossiers;
using Dyad.Web.Jobs;
using Dyad.Web.Pages;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;

namespace Dyad.Web.Hosting;

/// <summary>Signing in and out, passwords, authenticators, and what the operator does.</summary>
internal static class AccountForms
{
    /// <summary>Who leads the other side of the demonstration.</summary>
    private static readonly (string Handle, string Name) DemoHead = ("demo-ivanov", "Ivan Ivanov");

    public static void Map(IEndpointRouteBuilder open, IEndpointRouteBuilder forms, IEndpointRouteBuilder operators)
    {
        open.MapPost("/preferences", (Delegate)PreferencesAsync);
        open.MapPost(AccountPaths.SignIn, SignInAsync).RequireRateLimiting(RateLimits.SignIn);
        open.MapPost(AccountPaths.Code, CodeAsync).RequireRateLimiting(RateLimits.SignIn);
        open.MapPost(AccountPaths.Link, LinkAsync).RequireRateLimiting(RateLimits.SignIn);
        forms.MapPost("/sign-out", SignOutAsync);
        forms.MapPost("/account/password", PasswordAsync).RequireRateLimiting(RateLimits.SignIn);
        forms.MapPost("/account/two-factor", TwoFactorAsync).RequireRateLimiting(RateLimits.SignIn);
        forms.MapPost("/account/two-factor/off", TwoFactorOffAsync).RequireRateLimiting(RateLimits.SignIn);
        operators.MapPost("/operator/invite", InviteAsync);
        operators.MapPost("/operator/link", ResetAsync);
        operators.MapPost("/operator/disable", DisableAsync);
        operators.MapPost("/dossiers", OpenDossierAsync);
        operators.MapPost("/demo", DemoAsync);
    }

    private static async Task<IResult> PreferencesAsync(HttpContext context)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var options = new CookieOptions
        {
            HttpOnly = true, SameSite = SameSiteMode.Lax, IsEssential = true, MaxAge = TimeSpan.FromDays(365), Secure = context.Request.IsHttps,
        };
        if (form["lang"].ToString() is { Length: > 0 } language && Texts.Languages.Contains(language))
            context.Response.Cookies.Append(Reader.LanguageCookie, language, options);
        if (form.ContainsKey("theme") && form["theme"].ToString() is "" or "light" or "dark")
            context.Response.Cookies.Append(Reader.ThemeCookie, form["theme"].ToString(), options);
        return Results.LocalRedirect(AccountPaths.Local(form["return"]));
    }

    private static async Task<IResult> SignInAsync(HttpContext context, AccountSignIn signIn)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        string back = AccountPaths.Local(form["returnUrl"]);
        var result = await signIn.PasswordSignInAsync(form["handle"].ToString().Trim(), form["password"].ToString(), false, lockoutOnFailure: true);
        return After(result, back, AccountPaths.SignIn);
    }

    private static async Task<IResult> CodeAsync(HttpContext context, AccountSignIn signIn)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        string back = AccountPaths.Local(form["returnUrl"]), code = form["code"].ToString().Replace(" ", "", StringComparison.Ordinal);
        var result = code.Length == 6 && code.All(char.IsAsciiDigit)
            ? await signIn.TwoFactorAuthenticatorSignInAsync(code, false, false) : await signIn.TwoFactorRecoveryCodeSignInAsync(code);
        return After(result, back, AccountPaths.Code);
    }

    private static async Task<IResult> LinkAsync(HttpContext context, AccountSignIn signIn)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        string token = form["token"].ToString();
        try
        {
            return After(await signIn.AcceptAsync(token, form["password"].ToString(), context.RequestAborted), "/", AccountPaths.SignIn);
        }
        catch (AccountException e)
        {
            return Results.LocalRedirect($"{AccountPaths.Link}?token={Uri.EscapeDataString(token)}&failed={e.Fault}");
        }
    }

    private static IResult After(SignInResult result, string back, string again)
    {
        if (result.Succeeded)
            return Results.LocalRedirect(back);
        string query = $"returnUrl={Uri.EscapeDataString(back)}";
        return Results.LocalRedirect(
            result.RequiresTwoFactor ? $"{AccountPaths.Code}?{query}" : $"{again}?{query}&failed={(result.IsLockedOut ? "locked" : "wrong")}");
    }

    private static async Task<IResult> SignOutAsync(AccountSignIn signIn)
    {
        await signIn.SignOutAsync();
        return Results.LocalRedirect(AccountPaths.SignIn);
    }

    private static async Task<IResult> PasswordAsync(HttpContext context, AccountManager accounts, AccountSignIn signIn)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var account = (await accounts.GetUserAsync(context.User))!;
        var result = await accounts.ChangePasswordAsync(account, form["current"].ToString(), form["password"].ToString());
        if (result.Succeeded)
            await signIn.RefreshSignInAsync(account);
        return Said(result.Succeeded ? "done" : result.Errors.First().Code);
    }

    private static async Task<IResult> TwoFactorAsync(HttpContext context, AccountManager accounts, AccountSignIn signIn)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var account = (await accounts.GetUserAsync(context.User))!;
        string code = form["code"].ToString().Replace(" ", "", StringComparison.Ordinal);
        if (!await accounts.VerifyTwoFactorTokenAsync(account, TokenOptions.DefaultAuthenticatorProvider, code))
            return Said("code");
        await accounts.SetTwoFactorEnabledAsync(account, true);
        var codes = await accounts.GenerateNewTwoFactorRecoveryCodesAsync(account, 10);
        await signIn.RefreshSignInAsync(account);
        return new RazorComponentResult<Shown>(new Dictionary<string, object?> { ["Codes"] = codes!.ToList() });
    }

    private static async Task<IResult> TwoFactorOffAsync(HttpContext context, AccountManager accounts, AccountSignIn signIn)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var account = (await accounts.GetUserAsync(context.User))!;
        if (!await accounts.CheckPasswordAsync(account, form["current"].ToString()))
            return Said("PasswordMismatch");
        await accounts.SetTwoFactorEnabledAsync(account, false);
        await accounts.ResetAuthenticatorKeyAsync(account);
        await signIn.RefreshSignInAsync(account);
        return Said("done");
    }

    private static IResult Said(string what) => Results.LocalRedirect($"/account?said={what}");

    private static Task<IResult> InviteAsync(HttpContext context, AccountManager accounts, Invitations invitations) =>
        DossierForms.TryAsync(context, "/operator", async form =>
        {
            string handle = form["handle"].ToString();
            var account = new Account { Handle = handle, Name = form["name"].ToString(), IsOperator = form["operator"] == "true" };
            var made = await accounts.CreateAsync(account);
            if (!made.Succeeded)
                throw new Dyad.Dossier.Live.RefusedException(new Dyad.Dossier.State.Refusal(Dyad.Dossier.State.RefusalKind.Taken, handle));
            return Links(context, "/operator", (account.Name, await invitations.IssueAsync(handle, LinkKind.Invitation, context.RequestAborted)));
        });

    private static Task<IResult> ResetAsync(HttpContext context, AccountManager accounts, Invitations invitations) =>
        DossierForms.TryAsync(context, "/operator", async form =>
        {
            string handle = form["handle"].ToString();
            var account = await accounts.FindByNameAsync(handle) ?? throw new AccountException(AccountFault.NoSuchAccount);
            var kind = account.PasswordHash is null ? LinkKind.Invitation : LinkKind.Reset;
            return Links(context, "/operator", (account.Name, await invitations.IssueAsync(account.Handle, kind, context.RequestAborted)));
        });

    private static Task<IResult> DisableAsync(HttpContext context, AccountManager accounts) =>
        DossierForms.TryAsync(context, "/operator", async form =>
        {
            var account = await accounts.FindByNameAsync(form["handle"].ToString()) ?? throw new AccountException(AccountFault.NoSuchAccount);
            await accounts.SetDisabledAsync(account, form["disabled"] == "true");
            return Results.LocalRedirect("/operator");
        });

    private static Task<IResult> OpenDossierAsync(HttpContext context, DossierHall hall) => DossierForms.TryAsync(context, "/", async form =>
    {
        var title = new Texts(Text("title.en?"), Text("title.zh?"), Text("title.ru?"));
        await hall.CreateAsync(
            title, [.. Enumerable.Range(1, 2).Select(i => new FirstHead(form[$"side{i}"].ToString(), form[$"member{i}"].ToString(), form[$"name{i}"].ToString()))],
            context.RequestAborted);
        return Results.LocalRedirect("/operator");

        string? Text(string field) => form[field].ToString() is { Length: > 0 } text ? text : null;
    });

    /// <summary>
    /// A dossier of China and Russia, opened at once: the operator leads the first side, somebody who can be invited the second, and the draft
    /// is on its way.
    /// </summary>
    private static Task<IResult> DemoAsync(HttpContext context, DossierHall hall, AccountManager accounts, JobRunner jobs) =>
        DossierForms.TryAsync(context, "/", async _ =>
        {
            var self = (await accounts.GetUserAsync(context.User))!;
            if (await accounts.FindByNameAsync(DemoHead.Handle) is null)
                await accounts.CreateAsync(new Account { Handle = DemoHead.Handle, Name = DemoHead.Name });
            var title = new Texts("Joint report of China and Russia", "中俄联合报告", "Совместный доклад Китая и России");
            var live = await hall.CreateAsync(
                title, [new("CHN", self.Handle, self.Name), new("RUS", DemoHead.Handle, DemoHead.Name)], context.RequestAborted);
            string id = live.Current.State.Id;
            Studies.Draft(jobs, (await Seat.OfAsync(hall, self.Handle, id, context.RequestAborted))!, hall);
            return Results.LocalRedirect($"/d/{id}");
        });

    private static RazorComponentResult<Shown> Links(HttpContext context, string back, params (string Name, string Token)[] made) => new(new Dictionary<string, object?>
    {
        ["Links"] = made.Select(m => (m.Name, $"{context.Request.Scheme}://{context.Request.Host}{AccountPaths.Link}?token={m.Token}")).ToList(),
        ["Back"] = back,
    });
}
