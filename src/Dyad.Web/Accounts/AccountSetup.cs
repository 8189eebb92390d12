using Dyad.Dossier.Exchange;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace Dyad.Web.Accounts;

/// <summary>Puts accounts into a host.</summary>
public static class AccountSetup
{
    private const string Cookie = "dyad";

    /// <summary>How long a cookie lives that nobody uses.</summary>
    internal static readonly TimeSpan Session = TimeSpan.FromHours(12);

    private static readonly TimeSpan CodeTime = TimeSpan.FromMinutes(5);

    /// <summary>
    /// Accounts, links, signing keys, cookies and, where there is one, the provider of OpenID Connect. The host opens the database before and
    /// closes it after, and may have put in a <see cref="TimeProvider"/>.
    /// </summary>
    /// <param name="services">Those of the host.</param>
    /// <param name="database">Where accounts are.</param>
    /// <param name="options">How they are kept.</param>
    public static IServiceCollection AddAccounts(this IServiceCollection services, AccountDatabase database, AccountOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(database).AddSingleton(options);
        services.AddHttpContextAccessor();
        services.AddScoped<AccountStore>().AddScoped<Invitations>();
        services.AddSingleton<SigningKeys>().AddSingleton<EndedSessions>().AddSingleton<SessionCheck>();
        services.AddSingleton<ILookupNormalizer, HandleNormalizer>();
        AddIdentity(services);
        services.Configure<PasswordHasherOptions>(o => o.IterationCount = options.Iterations);
        services.AddDataProtection().SetApplicationName("Dyad").PersistKeysToFileSystem(KeyFolder(options.DataFolder));
        var authentication = services.AddAuthentication(IdentityConstants.ApplicationScheme);
        AddCookies(authentication);
        if (options.Oidc is { } oidc)
            ExternalSignIn.Add(authentication, oidc);
        // A link's token is in its address, which these would write.
        services.AddLogging(l => l.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.Warning));
        return services;
    }

    private static void AddIdentity(IServiceCollection services)
    {
        services
            .AddIdentityCore<Account>(o =>
            {
                o.User.AllowedUserNameCharacters = "abcdefghijklmnopqrstuvwxyz0123456789._-";
                o.Password = new PasswordOptions
                {
                    // Only length counts, PasswordRules tells why; this one is theirs too.
                    RequiredLength = 1,
                    RequiredUniqueChars = 0,
                    RequireDigit = false,
                    RequireLowercase = false,
                    RequireUppercase = false,
                    RequireNonAlphanumeric = false,
                };
                o.Lockout.MaxFailedAccessAttempts = 5;
                o.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(10);
            })
            .AddUserManager<AccountManager>()
            .AddSignInManager<AccountSignIn>()
            .AddClaimsPrincipalFactory<AccountClaims>()
            .AddUserValidator<HandleValidator>()
            .AddPasswordValidator<PasswordRules>()
            .AddTokenProvider<AuthenticatorCodes>(TokenOptions.DefaultAuthenticatorProvider);
        services.AddScoped<IUserStore<Account>>(s => s.GetRequiredService<AccountStore>());
        services.Configure<SecurityStampValidatorOptions>(o => o.ValidationInterval = TimeSpan.FromMinutes(1));
    }

    private static void AddCookies(AuthenticationBuilder authentication)
    {
        authentication.AddCookie(IdentityConstants.ApplicationScheme, o =>
        {
            Protect(o, Cookie, SameSiteMode.Strict, Session);
            o.SlidingExpiration = true;
            o.LoginPath = AccountPaths.SignIn;
            o.ReturnUrlParameter = "returnUrl";
            o.Events = new CookieAuthenticationEvents
            {
                OnValidatePrincipal = ValidateAsync,
                OnRedirectToLogin = c => RefuseAsync(c, StatusCodes.Status401Unauthorized),
                OnRedirectToAccessDenied = c =>
                {
                    c.Response.StatusCode = StatusCodes.Status403Forbidden;
                    return Task.CompletedTask;
                },
            };
        });
        authentication.AddCookie(
            IdentityConstants.TwoFactorUserIdScheme, o => Protect(o, Cookie + ".code", SameSiteMode.Strict, CodeTime));
        // No page offers to remember a browser, but Identity signs out of this one with the others.
        authentication.AddCookie(IdentityConstants.TwoFactorRememberMeScheme, o =>
        {
            Protect(o, Cookie + ".remembered", SameSiteMode.Strict, Session);
            o.Events.OnValidatePrincipal = SecurityStampValidator.ValidateAsync<ITwoFactorSecurityStampValidator>;
        });
        // Lax: it is set when the browser comes from the provider, and read by the next request, which counts as coming from there too.
        authentication.AddCookie(
            IdentityConstants.ExternalScheme, o => Protect(o, Cookie + ".external", SameSiteMode.Lax, CodeTime));
    }

    private static void Protect(CookieAuthenticationOptions options, string name, SameSiteMode site, TimeSpan life)
    {
        options.Cookie.Name = name;
        options.Cookie.HttpOnly = true;
        options.Cookie.SameSite = site;
        options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        options.ExpireTimeSpan = life;
    }

    private static Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        if (!context.HttpContext.RequestServices.GetRequiredService<EndedSessions>().Contains(context.Properties))
            return context.HttpContext.RequestServices.GetRequiredService<SessionCheck>().ValidateAsync(context);
        context.RejectPrincipal();
        return Task.CompletedTask;
    }

    private static Task RefuseAsync(RedirectContext<CookieAuthenticationOptions> context, int status)
    {
        if (context.Request.Path.StartsWithSegments(AccountPaths.Api))
            context.Response.StatusCode = status;
        else if (HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method))
            context.Response.Redirect(context.RedirectUri);
        else
            context.Response.Redirect(
                AccountPaths.SignIn + QueryString.Create(context.Options.ReturnUrlParameter, AccountPaths.PageOf(context.Request)));
        return Task.CompletedTask;
    }

    /// <summary>Whoever reads these keys can make a cookie for any account: the folder is the server's alone.</summary>
    private static DirectoryInfo KeyFolder(string dataFolder)
    {
        var made = OwnerOnly.MakeFolder(Path.Combine(dataFolder, "keys"));
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(made.FullName, OwnerOnly.FolderRights);
        return made;
    }
}
