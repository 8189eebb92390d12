using System.Security.Claims;
using Dyad.Dossier;
using Dyad.Dossier.Events;
using Dyad.Dossier.Live;
using Dyad.Dossier.Signing;
using Dyad.Dossier.State;
using Dyad.Dossier.Storage;
using Dyad.Web.Accounts;
using Dyad.Web.Api;
using Dyad.Web.Components;
using Dyad.Web.Dossiers;
using Dyad.Web.Jobs;
using Dyad.Web.Pages;
using Dyad.Workbench;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Dyad.Web.Hosting;

/// <summary>What the forms of a dossier's pages do; each comes back to its page, or gives back what was typed and says why it was not taken.</summary>
internal static class DossierForms
{
    public static void Map(IEndpointRouteBuilder forms)
    {
        forms.MapPost("/d/{dossier}/do/{what}", DoAsync);
        forms.MapPost("/d/{dossier}/close", CloseAsync);
        forms.MapPost("/d/{dossier}/sign", SignAsync);
        forms.MapPost("/d/{dossier}/jobs/draft", DraftAsync);
        forms.MapPost("/d/{dossier}/jobs/scenario", ScenarioAsync);
        forms.MapPost("/d/{dossier}/jobs/fit", FitAsync).WithMetadata(new RequestSizeLimitAttribute(Studies.LargestTable + 65_536));
        forms.MapPost("/d/{dossier}/jobs/{job}/cancel", Cancel);
        forms.MapGet("/d/{dossier}/parts", Clauses);
        forms.MapPost("/merge", MergeAsync).WithMetadata(new RequestSizeLimitAttribute(Dyad.Dossier.Exchange.DossierFile.LargestBytes + 65_536));
    }

    private static Task<IResult> DoAsync(Seat seat, string what, HttpContext context) => TryAsync(context, $"/d/{seat.State.Id}", async form =>
    {
        await seat.DoAsync(TouchedTexts.Of(FormEvent.Read(what, form), seat.State, form), context.RequestAborted);
        return Back(form, seat);
    });

    private static Task<IResult> CloseAsync(Seat seat, HttpContext context) => TryAsync(context, $"/d/{seat.State.Id}/finish", async form =>
    {
        await seat.CloseAsync(form["wording"].ToString(), context.RequestAborted);
        return Results.LocalRedirect($"/d/{seat.State.Id}/finish");
    });

    private static Task<IResult> SignAsync(Seat seat, HttpContext context, AccountManager accounts, SigningKeys keys) =>
        TryAsync(context, $"/d/{seat.State.Id}/finish", async form =>
        {
            await Signing.SignAsync(seat, form["wording"].ToString(), form["passphrase"].ToString(), accounts, keys, context.RequestAborted);
            return Results.LocalRedirect($"/d/{seat.State.Id}/finish");
        });

    private static Task<IResult> DraftAsync(Seat seat, HttpContext context, JobRunner jobs, DossierHall hall) => TryAsync(context, $"/d/{seat.State.Id}/studies", _ =>
    {
        Studies.Draft(jobs, seat, hall);
        return Task.FromResult(Results.LocalRedirect($"/d/{seat.State.Id}/studies"));
    });

    private static Task<IResult> ScenarioAsync(Seat seat, HttpContext context, JobRunner jobs) =>
        TryAsync(context, $"/d/{seat.State.Id}/studies", form =>
        {
            string text = form["text"].ToString();
            Studies.Scenario(jobs, seat, string.IsNullOrWhiteSpace(text) ? form["name"].ToString() : "own", string.IsNullOrWhiteSpace(text) ? null : text);
            return Task.FromResult(Results.LocalRedirect($"/d/{seat.State.Id}/studies"));
        });

    private static Task<IResult> FitAsync(Seat seat, HttpContext context, JobRunner jobs) =>
        TryAsync(context, $"/d/{seat.State.Id}/studies", async form =>
        {
            var order = new FitOrder(form["formula"].ToString(), form["family"].ToString(), form["vcov"].ToString());
            Studies.Fit(jobs, seat, order, await FileAsync(form, context.RequestAborted));
            return Results.LocalRedirect($"/d/{seat.State.Id}/studies");
        });

    private static Task<IResult> Cancel(Seat seat, string job, HttpContext context, JobRunner jobs) =>
        TryAsync(context, $"/d/{seat.State.Id}/studies", _ =>
        {
            JobApi.CancelFor(seat, job, jobs);
            return Task.FromResult(Results.LocalRedirect($"/d/{seat.State.Id}/studies"));
        });

    /// <summary>Clauses by themselves, for a page that shows an older state of them.</summary>
    private static IResult Clauses(Seat seat, [FromQuery(Name = "id")] string[] ids) =>
        ids.Any(seat.State.Clauses.ContainsKey)
            ? new RazorComponentResult<TextParts>(new Dictionary<string, object?> { ["Seat"] = seat, ["Ids"] = ids })
            : Results.NotFound();

    private static Task<IResult> MergeAsync(HttpContext context, DossierHall hall) => TryAsync(context, "/", async form =>
    {
        var file = await FileAsync(form, context.RequestAborted);
        var (dossier, _) = await DossierApi.TakeInAsync(file, context.User, hall, context.RequestAborted);
        // The operator of a server that the dossier came to has no seat at it, and its members may have no account yet.
        return await Seat.OfAsync(hall, context.User.Identity?.Name, dossier, context.RequestAborted) is null
            ? Results.LocalRedirect($"/operator?taken={dossier}") : Results.LocalRedirect($"/d/{dossier}");
    });

    private static async Task<ReadOnlyMemory<byte>> FileAsync(IFormCollection form, CancellationToken cancel)
    {
        var file = form.Files["file"] ?? throw new RefusedException(new Refusal(RefusalKind.Invalid, "file"));
        await using var stream = file.OpenReadStream();
        return await DossierApi.ReadAsync(stream, cancel);
    }

    /// <summary>Does what a form asks for; what is refused is told on a page that gives back what was typed.</summary>
    internal static async Task<IResult> TryAsync(HttpContext context, string back, Func<IFormCollection, Task<IResult>> work)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        try
        {
            var done = await work(form);
            KeptText.SayTaken(context, form);
            return done;
        }
        catch (Exception e) when (e is RefusedException or StoreException or DossierException or UserException or AccountException)
        {
            return Problems.Page(e, context, Return(form, back), FormEvent.Typed(form));
        }
    }

    /// <summary>The page that the form stood on, and no other: nobody is led away by a form.</summary>
    private static IResult Back(IFormCollection form, Seat seat) => Results.LocalRedirect(Return(form, $"/d/{seat.State.Id}"));

    internal static string Return(IFormCollection form, string otherwise) =>
        form["return"].ToString() is { Length: > 0 } asked && AccountPaths.Local(asked) == asked ? asked : otherwise;
}
