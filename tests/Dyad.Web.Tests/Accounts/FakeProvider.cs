using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using Dyad.Web.Accounts;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Dyad.Web.Tests.Accounts;

/// <summary>A provider of OpenID Connect with the code flow, as far as this server talks to it.</summary>
public sealed class FakeProvider : HttpMessageHandler
{
    private const string Issuer = "https://id.example";
    private readonly ECDsaSecurityKey key = new(ECDsa.Create(ECCurve.NamedCurves.nistP256)) { KeyId = "1" };
    private Dictionary<string, string> asked = [];

    public OidcOptions Options { get; } = new(Issuer, "dyad", "the secret of the client");

    /// <summary>Who signs in at the provider.</summary>
    public string Subject { get; set; } = "s-1";

    public string? PreferredUsername { get; set; }

    /// <summary>The last token that it gave out.</summary>
    public string? IdToken { get; private set; }

    public void ConnectTo(IServiceCollection services) => services.Configure<OpenIdConnectOptions>(
        ExternalSignIn.Scheme, o => o.BackchannelHttpHandler = this);

    /// <summary>Goes the way of a browser: to the provider, back, and on; returns the last answer.</summary>
    public async Task<HttpResponseMessage> SignInAsync(Browser browser, string returnUrl = "/")
    {
        using var away = await browser.GetAsync("/sign-in/external?returnUrl=" + Uri.EscapeDataString(returnUrl));
        Assert.Equal(HttpStatusCode.Redirect, away.StatusCode);
        asked = QueryHelpers.ParseQuery(away.Headers.Location!.Query).ToDictionary(p => p.Key, p => p.Value.ToString());
        using var back = await browser.GetAsync($"/signin-oidc?code=c-1&state={Uri.EscapeDataString(asked["state"])}");
        Assert.Equal(HttpStatusCode.Redirect, back.StatusCode);
        return await browser.GetAsync(back.Headers.Location!.ToString());
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        request.RequestUri!.AbsolutePath switch
        {
            "/.well-known/openid-configuration" => Json(new
            {
                issuer = Issuer,
                authorization_endpoint = Issuer + "/authorize",
                token_endpoint = Issuer + "/token",
                jwks_uri = Issuer + "/keys",
            }),
            "/keys" => Json(new { keys = new[] { PublicKey() } }),
            "/token" => await TokenAsync(QueryHelpers.ParseQuery(await request.Content!.ReadAsStringAsync(cancellationToken))),
            _ => new HttpResponseMessage(HttpStatusCode.NotFound),
        };

    private static HttpResponseMessage Json<T>(T value) => new(HttpStatusCode.OK) { Content = JsonContent.Create(value) };

    private Dictionary<string, string> PublicKey()
    {
        var web = JsonWebKeyConverter.ConvertFromECDsaSecurityKey(key);
        return new() { ["kty"] = web.Kty, ["crv"] = web.Crv, ["x"] = web.X, ["y"] = web.Y, ["kid"] = "1", ["use"] = "sig" };
    }

    private Task<HttpResponseMessage> TokenAsync(Dictionary<string, Microsoft.Extensions.Primitives.StringValues> form)
    {
        Assert.Equal(Options.ClientSecret, form["client_secret"].ToString());
        var challenge = Base64UrlEncoder.Encode(SHA256.HashData(Encoding.ASCII.GetBytes(form["code_verifier"].ToString())));
        Assert.Equal(asked["code_challenge"], challenge);
        var claims = new Dictionary<string, object> { ["sub"] = Subject, ["nonce"] = asked["nonce"] };
        if (PreferredUsername is not null)
            claims["preferred_username"] = PreferredUsername;
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        IdToken = new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Issuer = Issuer,
            Audience = Options.ClientId,
            IssuedAt = now,
            NotBefore = now,
            Expires = now.AddMinutes(5),
            Claims = claims,
            SigningCredentials = new SigningCredentials(key, SecurityAlgorithms.EcdsaSha256),
        });
        return Task.FromResult(Json(new { id_token = IdToken, access_token = "a", token_type = "Bearer", expires_in = 300 }));
    }
}
