using Dyad.Dossier.State;
using Dyad.Web.Accounts;
using Dyad.Web.Dossiers;
using Dyad.Web.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Dyad.Web.Api;

/// <summary>An account as the operator sees it.</summary>
public sealed record AccountView(string Handle, string Name, bool Operator, bool Disabled, bool HasPassword);

/// <summary>Whom to invite.</summary>
public sealed record InviteRequest(string Handle, string Name, bool Operator = false);

/// <summary>A link that lets somebody in; it is nowhere else.</summary>
public sealed record LinkView(string Handle, string Path);

/// <summary>Accounts, for the operator, and signing, for heads.</summary>
internal static class AccountApi
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var accounts = api.MapGroup("/accounts").RequireAuthorization(Policies.Operator).WithTags("Accounts");
        accounts.MapGet("", async (AccountManager manager, CancellationToken cancel) => TypedResults.Ok((await manager.ListAsync(cancel))
            .Select(a => new AccountView(a.Handle, a.Name, a.IsOperator, a.Disabled, a.PasswordHash is not null)).ToList())).WithSummary("All accounts.");
        accounts.MapPost("", InviteAsync).WithSummary("Makes an account and a link that lets its owner in.");
        accounts.MapPost("/{handle}/disable", (string handle, AccountManager manager) => DisableAsync(handle, true, manager)).WithSummary("Keeps an account out.");
        accounts.MapPost("/{handle}/enable", (string handle, AccountManager manager) => DisableAsync(handle, false, manager)).WithSummary("Lets an account in again.");
        api.MapPost("/dossiers/{dossier}/sign", SignAsync).WithTags("Dossiers").WithSummary("Signs the closed text for your side.");
    }

    private static async Task<Created<LinkView>> InviteAsync(
        InviteRequest request, AccountManager manager, Invitations invitations, CancellationToken cancel)
    {
        var made = await manager.CreateAsync(new Account { Handle = request.Handle, Name = request.Name, IsOperator = request.Operator });
        if (!made.Succeeded)
            throw new Dyad.Dossier.Live.RefusedException(new Refusal(RefusalKind.Taken, request.Handle));
        string token = await invitations.IssueAsync(request.Handle, LinkKind.Invitation, cancel);
        return TypedResults.Created($"/api/v1/accounts/{request.Handle}", new LinkView(request.Handle, $"{AccountPaths.Link}?token={token}"));
    }

    private static async Task<NoContent> DisableAsync(string handle, bool disabled, AccountManager manager)
    {
        var account = await manager.FindByNameAsync(handle) ?? throw new AccountException(AccountFault.NoSuchAccount);
        await manager.SetDisabledAsync(account, disabled);
        return TypedResults.NoContent();
    }

    private static async Task<Ok<Written>> SignAsync(
        SignRequest request, Seat seat, AccountManager accounts, SigningKeys keys, CancellationToken cancel) =>
        TypedResults.Ok(DossierApi.Of(await Signing.SignAsync(seat, request.Wording, request.Passphrase, accounts, keys, cancel)));
}
