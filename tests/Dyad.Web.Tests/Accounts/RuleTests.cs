using System.Globalization;
using System.Text;
using Dyad.Web.Accounts;
using FsCheck;
using FsCheck.Xunit;
using Microsoft.Extensions.Configuration;

namespace Dyad.Web.Tests.Accounts;

/// <summary>Handles, codes and settings: what needs no database.</summary>
public class RuleTests
{
    [Theory]
    [InlineData("ab", true)]
    [InlineData("9._-", true)]
    [InlineData("operator", true)]
    [InlineData("expert", true)]
    [InlineData("secretary2", true)]
    [InlineData("a", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    [InlineData("Anna", false)]
    [InlineData(".ab", false)]
    [InlineData("ab\n", false)]
    [InlineData("a b", false)]
    [InlineData("анна", false)]
    [InlineData("secretary", false)]
    [InlineData("expert-1", false)]
    public void IsAHandle(string? text, bool expected) => Assert.Equal(expected, HandleRules.IsHandle(text));

    [Fact]
    public void AHandleHasFortyCharactersAtMost()
    {
        Assert.True(HandleRules.IsHandle(new string('a', 40)));
        Assert.False(HandleRules.IsHandle(new string('a', 41)));
    }

    /// <summary>RFC 6238, appendix B, the rows of SHA-1; the last six of their eight digits.</summary>
    [Theory]
    [InlineData(59, "287082")]
    [InlineData(1111111109, "081804")]
    [InlineData(1111111111, "050471")]
    [InlineData(1234567890, "005924")]
    [InlineData(2000000000, "279037")]
    [InlineData(20000000000, "353130")]
    public void CodesAreThoseOfTheStandard(long seconds, string code) => Assert.Equal(
        code, Totp.CodeAt(Encoding.ASCII.GetBytes("12345678901234567890"), Totp.StepAt(DateTimeOffset.FromUnixTimeSeconds(seconds))));

    /// <summary>RFC 4648, section 10.</summary>
    [Theory]
    [InlineData("MZXW6YTBOI======", "foobar")]
    [InlineData("mzxw6ytb", "fooba")]
    [InlineData("MZXW6YQ=", "foob")]
    [InlineData("MZXW6===", "foo")]
    [InlineData("", "")]
    public void ReadsBase32(string text, string bytes) => Assert.Equal(bytes, Encoding.ASCII.GetString(Totp.KeyOf(text)!));

    [Fact]
    public void WhatIsNotBase32IsNoKey() => Assert.Null(Totp.KeyOf("MZXW1"));

    [Property]
    public bool AnAddressIsOnThisServer(NonNull<string> text)
    {
        var address = new Uri(new Uri("https://dyad.example/"), AccountPaths.Local("/" + text.Get));
        return address.Host == "dyad.example";
    }

    [Fact]
    public void SettingsOfAProviderAreWholeOrAbsent()
    {
        Assert.Null(OidcOptions.From(Settings()));
        var whole = OidcOptions.From(Settings(("Authority", "https://id.example"), ("ClientId", "dyad"), ("ClientSecret", "secret")));
        Assert.Equal(new OidcOptions("https://id.example", "dyad", "secret"), whole);
        Assert.DoesNotContain("secret", string.Create(CultureInfo.InvariantCulture, $"{whole}"), StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => OidcOptions.From(Settings(("Authority", "https://id.example"), ("ClientId", "dyad"))));
        Assert.Throws<ArgumentException>(
            () => OidcOptions.From(Settings(("Authority", "http://id.example"), ("ClientId", "dyad"), ("ClientSecret", "secret"))));
    }

    private static IConfiguration Settings(params (string Name, string Value)[] values) => new ConfigurationBuilder()
        .AddInMemoryCollection(values.Select(v => KeyValuePair.Create("Oidc:" + v.Name, (string?)v.Value))).Build();
}
