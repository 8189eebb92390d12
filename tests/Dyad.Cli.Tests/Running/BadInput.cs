namespace Dyad.Cli.Tests.Running;

/// <summary>Wrong command lines: one clear line each, the right exit code, nothing written.</summary>
public class BadInput
{
    private const int Failure = 1;
    private const int Usage = 2;

    [Theory]
    [InlineData("report CHN XXX", Failure, "unknown economy 'XXX'", "near: ", "data show economies")]
    [InlineData("report Chnia RUS", Failure, "unknown economy 'Chnia'", "CHN (China)")]
    [InlineData("report CHN Rusia", Failure, "unknown economy 'Rusia'", "RUS (Russia)")]
    [InlineData("report CHN ROW", Failure, "no trade by sector of")]
    [InlineData("report CHN CHN", Failure, "two different economies", "CHN (China)")]
    [InlineData("report China CN", Failure, "two different economies", "CHN (China)")]
    [InlineData("report CHN RUS --year 2050", Failure, "--year 2050", "1995 to 2011")]
    [InlineData("report CHN RUS --year abc", Usage, "--year abc: not a whole number", "dyad report --help")]
    [InlineData("report CHN RUS --seed x", Usage, "--seed x: not a whole number")]
    [InlineData("report CHN RUS --seed 99999999999", Usage, "--seed 99999999999")]
    [InlineData("report CHN RUS --resamples 5", Failure, "--resamples 5", "20 to 10,000")]
    [InlineData("report CHN RUS --lang xx", Usage, "'xx'", "'en' 'zh' 'ru' 'all'")]
    [InlineData("report CHN RUS --sed 4", Usage, "unknown option '--sed'", "near: --seed")]
    [InlineData("report CHN RUS DEU", Usage, "'DEU'", "dyad report --help")]
    [InlineData("report CHN", Usage, "'B'", "dyad report --help")]
    [InlineData("report", Usage, "'A'", "dyad report --help")]
    [InlineData("report CHN RUS --data nowhere", Failure, "no folder 'nowhere'")]
    [InlineData("report CHN RUS --data .", Failure, "no fact table in '.'", "NAME.csv")]
    [InlineData("reprot CHN RUS", Usage, "unknown command 'reprot'", "near: report")]
    [InlineData("data lst", Usage, "unknown command 'lst'", "near: list", "dyad data --help")]
    [InlineData("data", Usage, "a command is needed", "verify")]
    [InlineData("", Usage, "a command is needed", "report, diagnose, simulate, programme, worker, serve, fit, data, dossier, verify")]
    [InlineData("data show", Usage, "'TABLE'", "dyad data show --help")]
    [InlineData("data show nothing", Failure, "no table 'nothing'", "economies")]
    [InlineData("data show economies --limit 0", Failure, "--limit 0")]
    [InlineData("data show economies --where 1=", Failure, "--where 1=", "syntax error")]
    [InlineData("fit y~x", Usage, "--data")]
    [InlineData("fit --data x.csv", Usage, "'FORMULA'")]
    [InlineData("fit y~x --data nowhere.csv", Failure, "nowhere.csv")]
    [InlineData("fit y~x --data .", Failure, ".: a folder, not a file")]
    [InlineData("fit y~x --data x.csv --family probit", Usage, "'probit'")]
    [InlineData("fit y~x --data x.csv --vcov robust", Failure, "--vcov robust", "hetero")]
    [InlineData("fit y~x --data x.csv --json --latex", Usage, "--json and --latex")]
    [InlineData("fit y~x --data x.csv --threads 0", Failure, "--threads 0")]
    [InlineData("fit y~x --data x.csv --tolerance small", Usage, "--tolerance small: not a number")]
    [InlineData("fit y~x --data x.csv --tolerance 2", Failure, "--tolerance 2")]
    [InlineData("data build", Usage, "--from")]
    [InlineData("data build --from nowhere", Failure, "no folder 'nowhere'")]
    [InlineData("data verify --data nowhere", Failure, "nowhere")]
    public void IsToldOfInOneLine(string commandLine, int code, params string[] parts)
    {
        using var folder = new TemporaryFolder();
        var outcome = Shell.Dyad(folder.Path, commandLine.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        outcome.IsOneLine(code, parts);
        Assert.Empty(folder.Entries);
    }

    [Theory]
    [InlineData("report CHN RUS")]
    [InlineData("data list")]
    [InlineData("data show trade")]
    [InlineData("data verify")]
    public void FactsThatAreNotThere(string commandLine)
    {
        using var folder = new TemporaryFolder();
        var outcome = Shell.Run(folder.Path, "dotnet", [Shell.Program, .. commandLine.Split(' ')],
            [("DYAD_DATA", folder.At("nowhere"))]);
        outcome.IsOneLine(Failure, "nowhere", "manifest.json");
        Assert.Empty(folder.Entries);
    }
}
