using Microsoft.AspNetCore.Http;

namespace Dyad.Web.Accounts;

/// <summary>Addresses that accounts know of; the pages at them are elsewhere.</summary>
public static class AccountPaths
{
    /// <summary>Where one signs in; "?failed=external" after a provider refused, or was refused.</summary>
    public const string SignIn = "/sign-in";

    /// <summary>Where the code of an authenticator is asked for.</summary>
    public const string Code = "/sign-in/code";

    /// <summary>Where a link leads, followed by its token as "?token=".</summary>
    public const string Link = "/sign-in/link";

    /// <summary>Sends the browser to the provider of OpenID Connect; takes "?returnUrl=".</summary>
    public const string External = "/sign-in/external";

    /// <summary>Where the browser is once it is back from there.</summary>
    public const string ExternalDone = "/sign-in/external/done";

    /// <summary>Below it are requests of programs, which get a status and not a page.</summary>
    public const string Api = "/api";

    /// <summary>
    /// An address on this server, or its root: nobody is led elsewhere by a link to here. Letters that are not of ASCII stand in addresses in
    /// percent signs; as they are, no header can hold them.
    /// </summary>
    public static string Local(string? address) =>
        address is ['/', ..] && (address.Length == 1 || address[1] is not ('/' or '\\')) && address.All(c => c is > ' ' and <= '~')
            ? address : "/";

    /// <summary>
    /// The page of this server that a form was sent from, or the root: the address that a form is sent to is none to come back to.
    /// </summary>
    public static string PageOf(HttpRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return Uri.TryCreate(request.Headers.Referer, UriKind.Absolute, out var page)
            && string.Equals(page.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase)
            ? Local(page.PathAndQuery) : "/";
    }
}
