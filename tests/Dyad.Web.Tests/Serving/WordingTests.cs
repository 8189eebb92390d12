using System.Text.RegularExpressions;
using Dyad.Dossier.Events;
using Dyad.Dossier.State;
using Dyad.Web.Accounts;
using Dyad.Web.Api;
using Dyad.Web.Wording;

namespace Dyad.Web.Tests.Serving;

/// <summary>Texts of the pages: the same in three languages, none missing, none left over.</summary>
public sealed partial class WordingTests
{
    /// <summary>Texts that are rightly the same in English and in another language.</summary>
    private static readonly string[] Same = ["finish.word"];

    /// <summary>Faults that the pages of a link and of an account tell; all others come on the page of a refused form.</summary>
    private static readonly AccountFault[] FaultsOnTheirPages = [AccountFault.LinkNotValid, AccountFault.PasswordTooShort, AccountFault.PasswordIsHandle];

    private static readonly Words English = Words.In("en");

    /// <summary>All sources of the pages and forms.</summary>
    private static readonly string Sources = string.Concat(
        Directory.EnumerateFiles(Folder(), "*.*", SearchOption.AllDirectories)
            .Where(f => Path.GetExtension(f) is ".cs" or ".razor" or ".js" && !f.Contains("/obj/", StringComparison.Ordinal)).Select(File.ReadAllText));

    public static TheoryData<string> Translated => new("zh", "ru");

    [Theory]
    [MemberData(nameof(Translated))]
    public void ALanguageHasTheKeysOfEnglishAndTheirPlaces(string language)
    {
        var other = Words.In(language);
        Assert.Equal(English.Keys.Order(StringComparer.Ordinal), other.Keys.Order(StringComparer.Ordinal));
        Assert.All(English.Keys, key => Assert.Equal((key, Places(English[key])), (key, Places(other[key]))));
    }

    [Theory]
    [MemberData(nameof(Translated))]
    public void NoTextIsLeftInEnglishOrEmpty(string language)
    {
        var other = Words.In(language);
        Assert.Equal(Same, English.Keys.Where(key => other[key] == English[key] && !Same.Contains(key)).Union(Same).Order(StringComparer.Ordinal));
        Assert.All(other.Keys, key => Assert.False(string.IsNullOrWhiteSpace(other[key]), key));
        Assert.All(Same, key => Assert.Equal(English[key], other[key]));
    }

    [Fact]
    public void EveryTextIsUsed() => Assert.Equal([], English.Keys.Where(key => !IsUsed(key)));

    [Fact]
    public void EveryKeyInASourceHasAText()
    {
        var asked = Asked().Matches(Sources).Select(m => m.Groups[1].Value).Distinct().ToList();
        Assert.True(asked.Count > 200, $"{asked.Count} keys were found");
        Assert.Equal([], asked.Where(key => !English.Keys.Contains(key)));
    }

    [Fact]
    public void EveryRefusalHasAText()
    {
        // A store that is damaged, or of a later version, keeps the server from starting; a conflict is told as one that cannot be reached.
        string[] kinds =
        [
            .. Enum.GetValues<RefusalKind>().Select(Problems.Name), .. FaultsOnForms().Select(f => Problems.Of(new AccountException(f)).Kind!),
            "full", "unreachable",
        ];
        Assert.Equal([], kinds.Where(k => !English.Keys.Contains("refusal." + k)));
    }

    [Fact]
    public void EveryFaultOfAnAccountHasAText()
    {
        // What ChangePasswordAsync and the code's form say on the account's page, besides our own faults.
        string[] said = [.. FaultsOnTheirPages.Select(f => f.ToString()), "PasswordMismatch", "ConcurrencyFailure", "code"];
        Assert.Equal([], said.Where(f => !English.Keys.Contains("account_fault." + f)));
    }

    private static IEnumerable<AccountFault> FaultsOnForms() => Enum.GetValues<AccountFault>().Except(FaultsOnTheirPages);

    [Theory]
    [InlineData("role", typeof(Role))]
    [InlineData("position", typeof(Position))]
    [InlineData("status", typeof(CommitmentStatus))]
    [InlineData("job_state", typeof(Dyad.Web.Jobs.JobState))]
    public void EveryValueThatAPageNamesHasAText(string family, Type values)
    {
        ArgumentNullException.ThrowIfNull(values);
        Assert.Equal([], Enum.GetNames(values).Where(v => !English.Keys.Contains($"{family}.{v}")));
    }

    private static bool IsUsed(string key)
    {
        string family = key.Split('.')[0];
        return Sources.Contains($"\"{key}\"", StringComparison.Ordinal) || Sources.Contains($"Named(\"{family}\"", StringComparison.Ordinal);
    }

    private static string Places(string text) =>
        string.Join(' ', Place().Matches(text).Select(m => m.Value).Distinct().Order(StringComparer.Ordinal));

    private static string Folder()
    {
        string at = AppContext.BaseDirectory;
        while (!Directory.Exists(Path.Combine(at, "src", "Dyad.Web")))
            at = Path.GetDirectoryName(at) ?? throw new DirectoryNotFoundException("There are no sources.");
        return Path.Combine(at, "src", "Dyad.Web");
    }

    [GeneratedRegex(@"\{[a-z_]+\}")]
    private static partial Regex Place();

    /// <summary>T["x.y"], Say("x.y".</summary>
    [GeneratedRegex("(?:T\\[|Say\\()\"([a-z_]+\\.[A-Za-z_-]+)\"")]
    private static partial Regex Asked();
}
