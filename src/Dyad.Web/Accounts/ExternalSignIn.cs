using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using SignInResult = Microsoft.AspNetCore.Identity.SignInResult;

namespace Dyad.Web.Accounts;

/// <summary>
/// Sign-in by a provider of OpenID Connect. Nobody registers by it: it lets in whom an account here is linked to, and links an account whose
/// handle is the preferred_username while an invitation for it is open.
/// </summary>
public static class ExternalSignIn
{
    /// <summary>Name of the scheme.</summary>
    public const string Scheme = OpenIdConnectDefaults.AuthenticationScheme;

    private const string Refused = AccountPaths.SignIn + "?failed=external";

    /// <summary>Adds the two addresses of it where a provider is set up; nothing elsewhere.</summary>
    public static void MapExternalSignIn(this IEndpointRouteBuilder endpoints)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        if (endpoints.ServiceProvider.GetRequiredService<AccountOptions>().Oidc is null)
            return;
        endpoints.MapGet(AccountPaths.External, (string? returnUrl) => Results.Challenge(
            new AuthenticationProperties { RedirectUri = AccountPaths.ExternalDone + Returning(returnUrl) }, [Scheme])).AllowAnonymous();
        endpoints.MapGet(AccountPaths.ExternalDone, DoneAsync).AllowAnonymous();
    }

    internal static void Add(AuthenticationBuilder authentication, OidcOptions oidc)
    {
        authentication.Services.AddLogging(
            l => l.AddFilter("Microsoft.AspNetCore.Authentication.OpenIdConnect", LogLevel.Information));
        authentication.AddOpenIdConnect(Scheme, o =>
        {
            o.SignInScheme = IdentityConstants.ExternalScheme;
            (o.Authority, o.ClientId, o.ClientSecret) = (oidc.Authority, oidc.ClientId, oidc.ClientSecret);
            // The answer in the address, not in a form of another site: its cookies work without https too, as on a network of one's own.
            (o.ResponseType, o.ResponseMode) = (OpenIdConnectResponseType.Code, OpenIdConnectResponseMode.Query);
            foreach (var cookie in (CookieBuilder[])[o.CorrelationCookie, o.NonceCookie])
                (cookie.SameSite, cookie.SecurePolicy) = (SameSiteMode.Lax, CookieSecurePolicy.SameAsRequest);
            o.MapInboundClaims = false;
            o.GetClaimsFromUserInfoEndpoint = true;
            o.DisableTelemetry = true;
            o.ClaimActions.Remove("iss");
            o.ClaimActions.MapUniqueJsonKey("preferred_username", "preferred_username");
            o.Events = new OpenIdConnectEvents
            {
                OnRemoteFailure = context =>
                {
                    context.Response.Redirect(Refused);
                    context.HandleResponse();
                    return Task.CompletedTask;
                },
            };
        });
    }

    private static async Task<IResult> DoneAsync(
        HttpContext context, string? returnUrl, AccountSignIn signIn, AccountManager accounts, Invitations invitations)
    {
        var answer = await context.AuthenticateAsync(IdentityConstants.ExternalScheme);
        await context.SignOutAsync(IdentityConstants.ExternalScheme);
        var result = await EnterAsync(answer, signIn, accounts, invitations, context.RequestAborted);
        return Continue(
            context,
            result.Succeeded ? AccountPaths.Local(returnUrl)
            : result.RequiresTwoFactor ? AccountPaths.Code + Returning(returnUrl)
            : Refused);
    }

    private static QueryString Returning(string? address) => QueryString.Create("returnUrl", AccountPaths.Local(address));

    private static async Task<SignInResult> EnterAsync(
        AuthenticateResult answer, AccountSignIn signIn, AccountManager accounts, Invitations invitations,
        CancellationToken cancellationToken)
    {
        if (answer.Principal?.FindFirst("iss")?.Value is not { } issuer || answer.Principal.FindFirst("sub")?.Value is not { } subject)
            return SignInResult.Failed;
        if (await accounts.FindByLoginAsync(issuer, subject) is null)
        {
            try
            {
                var handle = accounts.NormalizeName(answer.Principal.FindFirst("preferred_username")?.Value) ?? "";
                await invitations.LinkAsync(handle, issuer, subject, cancellationToken);
            }
            catch (AccountException)
            {
                return SignInResult.Failed;
            }
        }

        return await signIn.ExternalLoginSignInAsync(issuer, subject, isPersistent: false, bypassTwoFactor: false);
    }

    /// <summary>
    /// A page that leads on, and not a redirection: one that began at the provider counts as another site's, and the browser would not show
    /// the session's cookie (SameSite=Strict) at its end.
    /// </summary>
    private static IResult Continue(HttpContext context, string address)
    {
        var link = HtmlEncoder.Default.Encode(address);
        context.Response.Headers.CacheControl = "no-store";
        return Results.Content(
            $"<!DOCTYPE html><html lang=\"en\"><head><title>Dyad</title><meta http-equiv=\"refresh\" content=\"0;url={link}\"></head>"
            + $"<body><a href=\"{link}\">Dyad</a></body></html>",
            "text/html; charset=utf-8");
    }
}
