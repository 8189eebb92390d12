using System.Text.Json;

namespace Dyad.Cli.Tests.Running;

/// <summary><c>dyad fit</c> as a process: what it prints, where, and with which exit code.</summary>
public class FitRuns
{
    private const int Failure = 1;
    private static readonly string[] Flows =
        ["flow,x,who", "1,1,a", "3,2,a", "2,3,b", "8,4,b", "2,2,c", "5,1,c"];

    [Fact]
    public void TheTableIsForPeople()
    {
        using var folder = new TemporaryFolder();
        var text = Fit(folder, Flows, "flow ~ x | who").Succeeded().Out;
        Assert.StartsWith("flow ~ x | who\nPPML, standard errors robust to heteroskedasticity\n", text, StringComparison.Ordinal);
        string[] parts = ["Term", "Std. error", "97.5%", "Observations", "who (3)", "Deviance", "Pseudo R2", "yes, "];
        Assert.All(parts, p => Assert.Contains(p, text, StringComparison.Ordinal));
    }

    /// <summary>Means of equal flows fit them but for rounding, here to below zero.</summary>
    [Fact]
    public void ZeroHasNoSign()
    {
        using var folder = new TemporaryFolder();
        string[] equal = ["flow,who", "2,a", "2,a", "4,b", "4,b", "7,c", "7,c"];
        Assert.Contains("\nDeviance        0\n", Fit(folder, equal, "flow ~ i(who)").Succeeded().Out, StringComparison.Ordinal);
    }

    [Fact]
    public void JsonIsAloneOnStandardOutput()
    {
        using var folder = new TemporaryFolder();
        var outcome = Fit(folder, Flows, "flow ~ x | who", "--json").Succeeded();
        Assert.Empty(outcome.Error);
        Assert.Equal(6, JsonDocument.Parse(outcome.Out).RootElement.GetProperty("observations").GetInt32());
    }

    [Fact]
    public void TablesForPapers()
    {
        using var folder = new TemporaryFolder();
        Assert.Contains("\n| x | ", Fit(folder, Flows, "flow ~ x | who", "--markdown").Succeeded().Out, StringComparison.Ordinal);
        var latex = Fit(folder, Flows, "flow ~ x^2 | who", "--latex").Succeeded().Out;
        string[] lines = [" & flow", "I(x\\textasciicircum{}2) & ", "Estimator & PPML", "Standard errors & ", "Log likelihood & $-$"];
        Assert.All(lines, l => Assert.Contains("\n" + l, latex, StringComparison.Ordinal));
        Assert.EndsWith("\\end{tabular}\n", latex, StringComparison.Ordinal);
    }

    [Fact]
    public void ACorrectedTableHasTheUncorrectedFiguresBeside()
    {
        using var folder = new TemporaryFolder();
        var flows = from i in Enumerable.Range(1, 4) from j in Enumerable.Range(1, 4) select $"{(3 * i) + (i * j % 5)},{i * j % 3},{i},{j}";
        var text = Fit(folder, ["flow,x,exp,imp", .. flows], "flow ~ x | exp + imp", "--bias-correct").Succeeded().Out;
        string[] parts =
        [
            "clustered by pair (16 clusters), corrected", "Uncorrected", "Bias correction  standard errors of two-way PPML",
            "; largest leverage 0.",
        ];
        Assert.All(parts, p => Assert.Contains(p, text, StringComparison.Ordinal));
        Fit(folder, Flows, "flow ~ x | who", "--bias-correct").IsOneLine(Failure, "--bias-correct: 1 sets of effects");
    }

    [Fact]
    public void WhatABootstrapSaysStandsBesideTheErrors()
    {
        using var folder = new TemporaryFolder();
        string[] options = ["--bootstrap", "score:who:99", "--seed", "3", "--reset"];
        var text = Fit(folder, Flows, "flow ~ x", options).Succeeded().Out;
        string[] parts = ["97.5% bootstrap", "scores by who (3 clusters), 99 draws, seed 3, webb weights", "RESET", "inf"];
        Assert.All(parts, p => Assert.Contains(p, text, StringComparison.Ordinal));
        var json = JsonDocument.Parse(Fit(folder, Flows, "flow ~ x", [.. options, "--json"]).Succeeded().Out).RootElement;
        Assert.True(json.GetProperty("coefficients")[1].TryGetProperty("bootstrap_p_value", out _));
        Assert.True(json.GetProperty("reset").GetProperty("p_value").GetDouble() is >= 0 and <= 1);
        var latex = Fit(folder, Flows, "flow ~ x", [.. options, "--latex"]).Succeeded().Out;
        Assert.Contains(" & {[}$-$inf, inf; $p$ ", latex, StringComparison.Ordinal);
    }

    [Fact]
    public void MoreTermsThanMemoryAreOneLine()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllLines(folder.At("many.csv"), ["flow,who", .. Enumerable.Range(0, 2000).Select(i => $"{i % 7},w{i}")]);
        // 48 MB (the limit is read as hexadecimal); three times 2,000 by 1,999 numbers are 96 MB.
        Shell.Run(
            folder.Path, "dotnet", [Shell.Program, "fit", "flow ~ i(who)", "--data", "many.csv"],
            [("DOTNET_GCHeapHardLimit", "3000000")]).IsOneLine(Failure, "i(who): 1999 terms of 2000 rows take 0.1 GB");
    }

    [Fact]
    public void FilesAreWrittenBesideTheTable()
    {
        using var folder = new TemporaryFolder();
        string[] files = ["rows.csv", "effects.parquet", "plot.png"];
        Fit(folder, Flows, "flow ~ x | who", "--save", files[0], "--save-effects", files[1], "--plot", files[2]).Succeeded();
        Assert.All(files, f => Assert.True(new FileInfo(folder.At(f)).Length > 0));
        Fit(folder, Flows, "flow ~ x", "--save-effects", "more.csv").IsOneLine(Failure, "no effects");
        Fit(folder, Flows, "flow ~ x", "--save", "flows.csv").IsOneLine(Failure, "named twice");
    }

    [Theory]
    [InlineData("flow ~ lgo(x) | who", "unknown function 'lgo'", 7)]
    [InlineData("flow ~ x | woh", "unknown column 'woh'; near: who", 11)]
    [InlineData("flow ~ log(x", "')' is wanted", 12)]
    [InlineData("flow ~ `国家` + y", "unknown column '国家'", 7)]
    [InlineData("flow ~ I(`国`*x) + y )", "')' is not understood", 21)]
    public void AFaultOfTheFormulaHasACaretUnderIt(string formula, string part, int column)
    {
        using var folder = new TemporaryFolder();
        var outcome = Fit(folder, Flows, formula);
        Assert.Equal(Failure, outcome.Code);
        Assert.Empty(outcome.Out);
        Assert.Equal(3, outcome.ErrorLines.Count);
        Assert.Contains(part, outcome.ErrorLines[0], StringComparison.Ordinal);
        Assert.Equal("  " + formula, outcome.ErrorLines[1]);
        Assert.Equal(new string(' ', 2 + column) + "^", outcome.ErrorLines[2]);
    }

    [Fact]
    public void WhatDidNotConvergeIsSaid()
    {
        using var folder = new TemporaryFolder();
        var outcome = Fit(folder, Flows, "flow ~ x | who", "--tolerance", "1e-300", "--json");
        Assert.Equal(Failure, outcome.Code);
        Assert.False(JsonDocument.Parse(outcome.Out).RootElement.GetProperty("converged").GetBoolean());
        Assert.StartsWith("dyad: did not converge", Assert.Single(outcome.ErrorLines), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("flow ~ x", "1,abc,a", "column x holds text ('abc')")]
    [InlineData("flow ~ x", "-1,2,a", "flow: -1 is below zero (row 7")]
    [InlineData("flow ~ x", "1,inf,a", "flows.csv: column x holds Infinity (row 7")]
    [InlineData("flow ~ x", "1,nan,a", "flows.csv: column x holds NaN (row 7")]
    [InlineData("flow ~ log(x)", "1,0,a", "flows.csv: log(x): no value where x is 0 (row 7", "--where \"x > 0\"")]
    [InlineData("flow ~ x | none", "1,2,a", "no row is left")]
    [InlineData("flow ~ who", "1,2,a", "column who holds text ('a')", "i(who)")]
    public void BadDataIsToldOfInOneLine(string formula, string row, params string[] parts)
    {
        using var folder = new TemporaryFolder();
        Fit(folder, [.. Flows, row], formula, "--with", "none=NULL").IsOneLine(Failure, parts);
    }

    private static Outcome Fit(TemporaryFolder folder, string[] data, string formula, params string[] options)
    {
        File.WriteAllLines(folder.At("flows.csv"), data);
        return Shell.Dyad(folder.Path, ["fit", formula, "--data", "flows.csv", .. options]);
    }
}
