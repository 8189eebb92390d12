using System.Reflection;
using System.Security.Claims;
using Dyad.Dossier;
using Dyad.Dossier.Events;
using Dyad.Dossier.Exchange;
using Dyad.Dossier.Live;
using Dyad.Dossier.Log;
using Dyad.Dossier.State;
using Dyad.Web.Dossiers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Dyad.Web.Api;

/// <summary>What a new dossier needs: its title, and a side with its head, twice.</summary>
public sealed record NewDossier(Texts Title, IReadOnlyList<FirstHead> Heads);

/// <summary>The digest of the wording before the eyes of who closes.</summary>
public sealed record CloseRequest(string Wording);

/// <summary>As for closing, with the passphrase of the signer's key.</summary>
public sealed record SignRequest(string Wording, string Passphrase);

/// <summary>What was written: its place in the log.</summary>
public sealed record Written(string Chain, long Number, string Hash);

/// <summary>What a merge took in.</summary>
public sealed record Merged(string Dossier, int Entries);

/// <summary>A place where a word was found.</summary>
public sealed record Found(string Kind, string Id, string? Clause, string Excerpt);

/// <summary>Everything that members do with a dossier.</summary>
internal static class DossierApi
{
    private static readonly MethodInfo MapOne = typeof(DossierApi).GetMethod(nameof(MapEvent), BindingFlags.NonPublic | BindingFlags.Static)!;

    public static void Map(RouteGroupBuilder api)
    {
        var all = api.MapGroup("/dossiers").WithTags("Dossiers");
        all.MapGet("", ListAsync).WithSummary("Dossiers in which you have a seat.");
        all.MapPost("", CreateAsync).RequireAuthorization(Policies.Operator).WithSummary("Opens a dossier between two sides.");
        all.MapPost("/merge", MergeAsync).Accepts<DossierFile>("application/json").WithMetadata(new RequestSizeLimitAttribute(DossierFile.LargestBytes))
            .WithSummary("Takes in a dossier file: what it has beyond the log of this server.");
        var one = all.MapGroup("/{dossier}");
        one.MapGet("", (Seat seat) => TypedResults.Ok(DossierView.Of(seat))).WithSummary("The dossier as both sides see it.");
        one.MapGet("/notes", (Seat seat) => TypedResults.Ok(seat.Notes.Notes)).WithSummary("Notes of your side.");
        one.MapGet("/log", (Seat seat) => TypedResults.Ok(AuditLine.Of(seat))).WithSummary("The log that both sides see, one line an entry.");
        one.MapGet("/search", (Seat seat, string q) => TypedResults.Ok(Search.In(seat, q))).WithSummary("Where a word stands in the text, remarks and your side's notes.");
        one.MapGet("/export", Export).WithSummary("The signed file: log, seals, text. With notes=true, your side's notes too.");
        one.MapGet("/live", Live.StreamAsync).WithSummary("Changes as server-sent events.");
        one.MapPost("/at", Live.Move).WithSummary("Tells the others which clause you are at.");
        one.MapPost("/close", CloseAsync).WithSummary("Closes the text.");
        foreach (var (name, type) in EventTypes.Sendable)
            MapOne.MakeGenericMethod(type).Invoke(null, [one, name]);
    }

    private static void MapEvent<T>(RouteGroupBuilder one, string name)
        where T : DossierEvent =>
        one.MapPost("/" + name, async (T what, Seat seat, CancellationToken cancel) => TypedResults.Ok(Of(await seat.DoAsync(what, cancel))))
            .WithName(name).WithSummary($"Writes the event {name}.").WithTags("Events");

    private static async Task<Ok<List<DossierSummary>>> ListAsync(ClaimsPrincipal user, DossierHall hall, CancellationToken cancel)
    {
        string handle = user.Identity!.Name!;
        return TypedResults.Ok((await hall.AllAsync(cancel))
            .Select(d => (d.Current.State, Member: d.Current.State.Active(handle)))
            .Where(d => d.Member is not null).Select(d => DossierView.Summary(d.State, d.Member!)).ToList());
    }

    private static async Task<Created<Merged>> CreateAsync(NewDossier made, DossierHall hall, CancellationToken cancel)
    {
        var live = await hall.CreateAsync(made.Title, made.Heads, cancel);
        return TypedResults.Created($"/api/v1/dossiers/{live.Current.State.Id}", new Merged(live.Current.State.Id, live.Current.State.Entries));
    }

    private static async Task<IResult> MergeAsync(HttpRequest request, ClaimsPrincipal user, DossierHall hall, CancellationToken cancel)
    {
        var (dossier, taken) = await TakeInAsync(await ReadAsync(request.Body, cancel), user, hall, cancel);
        return TypedResults.Ok(new Merged(dossier, taken));
    }

    /// <summary>Takes in a file for a member who leads a side of that dossier, or for the operator of a server that does not have it yet.</summary>
    internal static async Task<(string Dossier, int Taken)> TakeInAsync(
        ReadOnlyMemory<byte> bytes, ClaimsPrincipal user, DossierHall hall, CancellationToken cancel)
    {
        // Who may not is told so before a file of theirs is worked through.
        if (FileCheck.DossierOf(bytes.Span) is not { } id)
            throw new DossierException("The file is no dossier: it names none.");
        var known = await hall.FindAsync(id, cancel);
        var member = known?.Current.State.Active(user.Identity!.Name!);
        if (member is not { Role: Role.Head } && (known is not null || !user.IsOperator()))
            throw new RefusedException(new Refusal(RefusalKind.Role));
        var check = FileCheck.Of(bytes);
        if (!check.Holds)
            throw new DossierException(check.Faults[0]);
        if (member is not null && check.History!.Chains.Keys.Select(Entry.SideOf).Any(side => side is not null && side != member.Side))
            throw new DossierException("The file has notes of the other side: they alone bring them in.");
        var (live, taken) = await hall.MergeAsync(check, cancel);
        return (live.Current.State.Id, taken);
    }

    internal static async Task<ReadOnlyMemory<byte>> ReadAsync(Stream body, CancellationToken cancel)
    {
        using var bytes = new MemoryStream();
        await body.CopyToAsync(bytes, cancel);
        return bytes.GetBuffer().AsMemory(0, (int)bytes.Length);
    }

    private static FileContentHttpResult Export(Seat seat, bool notes = false) => TypedResults.File(
        seat.Live.Export(notes ? seat.Member.Side : null).Bytes(), "application/json", $"{seat.State.Id}.dyad.json");

    private static async Task<Ok<Written>> CloseAsync(CloseRequest request, Seat seat, CancellationToken cancel) =>
        TypedResults.Ok(Of(await seat.CloseAsync(request.Wording, cancel)));

    internal static Written Of(LoggedEntry entry) => new(entry.Entry.Chain, entry.Entry.Number, entry.Hash);
}
