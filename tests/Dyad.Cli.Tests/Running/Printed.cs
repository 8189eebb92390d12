using System.Text.Json;
using System.Text.RegularExpressions;

namespace Dyad.Cli.Tests.Running;

/// <summary>What goes to standard output and what to standard error.</summary>
public partial class Printed
{
    [Fact]
    public void TheReportEndsWithItsFindingsAndItsPlace()
    {
        using var folder = new TemporaryFolder();
        var outcome = Shell.Dyad(folder.Path, "report", "CHN", "RUS", "--resamples", "20").Succeeded();
        Assert.DoesNotContain('\u001b', outcome.Out + outcome.Error);
        var lines = outcome.Out.Split('\n');
        Assert.Equal(["1. ", "2. ", "3. "], lines.Take(3).Select(l => l[..3]));
        var html = Place().Match(outcome.Out).Groups[1].Value;
        Assert.True(Path.IsPathFullyQualified(html) && File.Exists(html), html);
        Assert.Equal(Path.Combine("reports", "CHN-RUS-2011", "report.html"), Path.GetRelativePath(folder.Path, html));
        foreach (var name in Also().Match(outcome.Out).Groups[1].Value.Split([", ", " and "], StringSplitOptions.TrimEntries))
            Assert.NotEmpty(Directory.EnumerateFiles(Path.GetDirectoryName(html)!, name));
        Assert.All(outcome.ErrorLines, l => Assert.StartsWith("dyad: ", l, StringComparison.Ordinal));
        Assert.Equal(outcome.ErrorLines.Count, outcome.ErrorLines.Distinct().Count());
        Assert.Equal("dyad: reading facts", outcome.ErrorLines[0]);
        Assert.DoesNotContain(folder.Entries, entry => entry.Contains(".dyad-", StringComparison.Ordinal));
    }

    [Fact]
    public void JsonIsAllThatIsPrinted()
    {
        using var folder = new TemporaryFolder();
        var outcome = Shell.Dyad(folder.Path, "report", "RUS", "CHN", "--resamples", "20", "--json", "--out", "out").Succeeded();
        Assert.Empty(outcome.Error);
        using var printed = JsonDocument.Parse(outcome.Out);
        Assert.Equal(["RUS", "CHN"], printed.RootElement.GetProperty("parties").EnumerateArray().Select(p => p.GetString()));
        Assert.Equal(File.ReadAllText(folder.At("out", "report.json")), outcome.Out);
    }

    [Theory]
    [InlineData("data list --json")]
    [InlineData("data show economies --json")]
    [InlineData("data verify --json")]
    public void JsonOfTheFacts(string commandLine)
    {
        using var folder = new TemporaryFolder();
        var outcome = Shell.Dyad(folder.Path, commandLine.Split(' ')).Succeeded();
        Assert.Empty(outcome.Error);
        using var printed = JsonDocument.Parse(outcome.Out);
        Assert.NotEqual(JsonValueKind.Undefined, printed.RootElement.ValueKind);
        Assert.Empty(folder.Entries);
    }

    [Theory]
    [InlineData("data show votes --limit 20000")]
    [InlineData("report CHN RUS --resamples 20 --json")]
    public void AReaderWhoLeavesEarlyIsNoFailure(string commandLine)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "head is a program of Unix");
        using var folder = new TemporaryFolder();
        var outcome = Shell.Run(
            folder.Path, "/bin/sh", ["-c", $"{{ dotnet \"$0\" {commandLine}; echo ended with $? >&2; }} | head -n 1",
                Shell.Program]).Succeeded();
        Assert.Single(outcome.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal("ended with 0\n", outcome.Error);
    }

    [Fact]
    public void TextIsUtf8WhateverTheLocale()
    {
        using var folder = new TemporaryFolder();
        var outcome = Shell.Run(
            folder.Path, "dotnet", [Shell.Program, "data", "show", "economies", "--where", "code = 'CHN'"],
                [("LC_ALL", "en_US.ISO-8859-1")]);
        Assert.Contains("中国", outcome.Succeeded().Out, StringComparison.Ordinal);
        Assert.Contains("Китай", outcome.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void TheVersionIsThatOfTheProduct()
    {
        using var folder = new TemporaryFolder();
        Assert.StartsWith(Workbench.WorkbenchDefaults.Version, Shell.Dyad(folder.Path, "--version").Succeeded().Out,
            StringComparison.Ordinal);
    }

    [GeneratedRegex(@"^Report: (.*)$", RegexOptions.Multiline)]
    private static partial Regex Place();

    [GeneratedRegex(@"^ +also (.*)$", RegexOptions.Multiline)]
    private static partial Regex Also();
}
