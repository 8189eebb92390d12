using Microsoft.AspNetCore.Http;

namespace Dyad.Web.Hosting;

/// <summary>
/// Pages keep what is typed until the server took it, and no answer but one of ours can say so: a form tells under which id its text is
/// kept, and where it was taken the id comes back in a cookie, which the script of the next page reads and removes.
/// </summary>
internal static class KeptText
{
    /// <summary>The field of the form, and the cookie.</summary>
    public const string Name = "kept";

    private const int LongestId = 40;

    public static void SayTaken(HttpContext context, IFormCollection form)
    {
        if (form[Name].ToString() is not { Length: > 0 and <= LongestId } id || !id.All(char.IsAsciiLetterOrDigit))
            return;
        context.Response.Cookies.Append(Name, id, new CookieOptions
        {
            Path = "/", SameSite = SameSiteMode.Lax, MaxAge = TimeSpan.FromMinutes(1), Secure = context.Request.IsHttps, IsEssential = true,
        });
    }
}
