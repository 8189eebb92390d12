using System.Security.Claims;
using Dyad.Web.Accounts;
using Dyad.Web.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;

namespace Dyad.Web.Api;

/// <summary>Handle, password and, where the account asks for it, the code of its authenticator.</summary>
public sealed record SignInRequest(string Handle, string Password, string? Code = null);

/// <summary>Who asks.</summary>
public sealed record Self(string Handle, string Name, bool Operator);

/// <summary>Signing in and out by a program.</summary>
internal static class SessionApi
{
    public static void Map(IEndpointRouteBuilder open, IEndpointRouteBuilder api)
    {
        open.MapPost("/session", SignInAsync).AllowAnonymous().RequireRateLimiting(RateLimits.SignIn).WithTags("Session").WithSummary("Signs in.");
        api.MapDelete("/session", async (AccountSignIn signIn) =>
        {
            await signIn.SignOutAsync();
            return TypedResults.NoContent();
        }).WithTags("Session").WithSummary("Signs out.");
        api.MapGet("/me", (ClaimsPrincipal user) => TypedResults.Ok(
            new Self(user.Identity!.Name!, user.FindFirstValue(AccountClaims.FullName) ?? "", user.IsOperator())))
            .WithTags("Session").WithSummary("Who you are.");
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> SignInAsync(
        SignInRequest request, AccountSignIn signIn, AccountManager accounts)
    {
        var result = await signIn.PasswordSignInAsync(request.Handle.Trim(), request.Password, false, lockoutOnFailure: true);
        if (result.RequiresTwoFactor)
        {
            // The code comes in the same request: there is no page in between whose cookie would remember the first step.
            if (request.Code is null)
                return TypedResults.Problem(statusCode: 401, title: "this account signs in with a code: give it as well");
            var account = (await accounts.FindByNameAsync(request.Handle.Trim()))!;
            if (!await accounts.VerifyTwoFactorTokenAsync(account, TokenOptions.DefaultAuthenticatorProvider, request.Code))
            {
                await accounts.AccessFailedAsync(account);
                return TypedResults.Problem(statusCode: 401, title: "the code is wrong, or was used");
            }

            await accounts.ResetAccessFailedCountAsync(account);
            await signIn.SignInAsync(account, isPersistent: false);
            return TypedResults.NoContent();
        }

        return result.Succeeded ? TypedResults.NoContent()
            : TypedResults.Problem(statusCode: result.IsLockedOut ? 423 : 401, title: result.IsLockedOut ? "the account is locked for ten minutes" : "handle or password is wrong");
    }
}
