using System.Globalization;
using System.Text;
using Dyad.Workbench.Fitting;

namespace Dyad.Cli.Commands;

/// <summary>An estimate as a table: for people at a terminal, as Markdown, as LaTeX.</summary>
internal static class FitTable
{
    /// <summary>For a terminal: no frame, numbers to the right.</summary>
    public static string Text(FitResult result)
    {
        var text = new StringBuilder();
        text.AppendLine(Title(result)).AppendLine();
        IReadOnlyList<string[]> rows = [Header(result), .. result.Coefficients.Select(c => Cells(result, c))];
        int[] widths = [.. Enumerable.Range(0, rows[0].Length).Select(c => rows.Max(r => r[c].Length))];
        foreach (var row in result.Coefficients.Count > 0 ? rows : [])
            text.AppendLine(string.Join("  ", row.Select((v, c) => c == 0 ? v.PadRight(widths[c]) : v.PadLeft(widths[c]))));
        if (result.Coefficients.Count > 0)
            text.AppendLine();
        var facts = Facts(result).ToList();
        var width = facts.Max(f => f.Name.Length);
        foreach (var (name, value) in facts)
            text.AppendLine($"{name.PadRight(width)}  {value}");
        return text.ToString().ReplaceLineEndings("\n");
    }

    /// <summary>As Markdown.</summary>
    public static string Markdown(FitResult result)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{Title(result)}\n\n");
        if (result.Coefficients.Count > 0)
        {
            Row(Header(result));
            text.Append(CultureInfo.InvariantCulture, $"|---|{string.Concat(Header(result).Skip(1).Select(_ => "---:|"))}\n");
            foreach (var c in result.Coefficients)
                Row(Cells(result, c));
            text.Append('\n');
        }

        foreach (var (name, value) in Facts(result))
            text.Append(CultureInfo.InvariantCulture, $"- {name}: {value}\n");
        return text.ToString();

        void Row(string[] cells) =>
            text.Append(
                CultureInfo.InvariantCulture,
                $"| {string.Join(" | ", cells.Select(c => c.Replace("|", "\\|", StringComparison.Ordinal)))} |\n");
    }

    /// <summary>
    /// As a LaTeX table of the package booktabs: the outcome above, estimates with their errors below, as papers print them; in
    /// square brackets the interval and p-value of a bootstrap.
    /// </summary>
    public static string Latex(FitResult result)
    {
        var text = new StringBuilder();
        text.Append("\\begin{tabular}{lr}\n\\toprule\n");
        text.Append(CultureInfo.InvariantCulture, $" & {Escape(Outcome(result))} \\\\\n\\midrule\n");
        foreach (var c in result.Coefficients)
        {
            text.Append(CultureInfo.InvariantCulture, $"{Escape(c.Term)} & {Minus(Digits(c.Estimate))} \\\\\n");
            text.Append(CultureInfo.InvariantCulture, $" & ({Digits(c.StdError)}) \\\\\n");
            if (result.Bootstrap?.Of(c.Term) is { } test)
            {
                var interval = $"{Minus(Digits(test.ConfLow))}, {Minus(Digits(test.ConfHigh))}";
                text.Append(CultureInfo.InvariantCulture, $" & {{[}}{interval}; $p$ {Probability(test.PValue)}{{]}} \\\\\n");
            }
        }

        if (result.Coefficients.Count > 0)
            text.Append("\\midrule\n");
        text.Append(CultureInfo.InvariantCulture, $"Estimator & {Estimator(result)} \\\\\n");
        if (result.Errors.Length > 0)
            text.Append(CultureInfo.InvariantCulture, $"Standard errors & {Escape(result.Errors)} \\\\\n");
        foreach (var (name, value) in Facts(result).Where(f => f.Name != "Time"))
            text.Append(CultureInfo.InvariantCulture, $"{Escape(name)} & {Minus(Escape(value))} \\\\\n");
        text.Append("\\bottomrule\n\\end{tabular}\n");
        return text.ToString();
    }

    private static string Title(FitResult result) =>
        $"{result.Formula}\n{Estimator(result)}{(result.Errors.Length > 0 ? $", standard errors {result.Errors}" : "")}";

    private static string Estimator(FitResult result) => result.Family == FitFamily.Poisson ? "PPML" : "Least squares";

    /// <summary>The left side of the formula.</summary>
    private static string Outcome(FitResult result) => result.Formula[..result.Formula.IndexOf(" ~ ", StringComparison.Ordinal)];

    private static string[] Header(FitResult result) =>
    [
        "Term", "Estimate", "Std. error", result.StudentT ? "t" : "z", result.StudentT ? "P(>|t|)" : "P(>|z|)", "2.5%", "97.5%",
        .. result.Bias is null ? Array.Empty<string>() : ["Uncorrected", "its error"],
        .. result.Bootstrap is null ? Array.Empty<string>() : ["P bootstrap", "2.5% bootstrap", "97.5% bootstrap"],
    ];

    private static string[] Cells(FitResult result, FitCoefficient c)
    {
        var test = result.Bootstrap?.Of(c.Term);
        return
        [
            c.Term, Digits(c.Estimate), Digits(c.StdError), Fixed(c.Statistic, "0.00"), Probability(c.PValue), Digits(c.ConfLow),
            Digits(c.ConfHigh),
            .. result.Bias?.Of(c.Term) is { } uncorrected
                ? [Digits(uncorrected.Estimate), Digits(uncorrected.StdError)]
                : Array.Empty<string>(),
            .. result.Bootstrap is null ? Array.Empty<string>()
                : test is null ? ["-", "-", "-"]
                : [Probability(test.PValue), Digits(test.ConfLow), Digits(test.ConfHigh)],
        ];
    }

    private static string Probability(double p) => p < 0.0001 ? "<0.0001" : Fixed(p, "0.0000");

    private static IEnumerable<(string Name, string Value)> Facts(FitResult result)
    {
        yield return ("Observations", Count(result.Observations));
        (int Rows, string Why)[] dropped =
        [
            (result.Dropped.Missing, "missing values"), (result.ZeroWeight, "weight of zero"),
            (result.Dropped.Singletons, "singletons"), (result.Dropped.Separated, "separated"),
            (result.Dropped.AllZero, "only zero flows in a level"),
        ];
        if (dropped.Any(d => d.Rows > 0))
            yield return ("Dropped", string.Join(", ", dropped.Where(d => d.Rows > 0).Select(d => $"{Count(d.Rows)} {d.Why}")));
        if (result.FixedEffects.Count > 0)
            yield return ("Fixed effects", string.Join(", ", result.FixedEffects.Select(e => $"{e.Name} ({Count(e.Levels)})")));
        if (result.Collinear.Count > 0)
            yield return ("Collinear", string.Join(", ", result.Collinear));
        if (result.Bias is { } bias)
        {
            var what = bias.Model == "two-way" ? "standard errors" : "estimates and standard errors";
            yield return (
                "Bias correction",
                $"{what} of {bias.Model} PPML, Weidner and Zylkin (2021); largest leverage {Fixed(bias.LargestLeverage, "0.000")}");
        }

        if (result.Bootstrap is { } b)
        {
            var drawn = b.Seed is { } seed ? $"{Count(b.Draws)} draws, seed {seed}" : $"all {Count(b.Draws)} draws";
            yield return ("Bootstrap", $"scores by {b.Cluster} ({b.Clusters} clusters), {drawn}, {b.Weights} weights");
        }

        if (result.Reset is { } reset)
        {
            var statistic = $"{(result.StudentT ? "t" : "z")} {Fixed(reset.Statistic, "0.00")}";
            yield return ("RESET", $"{statistic}, p {Probability(reset.PValue)}");
        }

        var poisson = result.Family == FitFamily.Poisson;
        yield return (poisson ? "Deviance" : "Sum of squares", Fixed(result.Deviance, "#,0.######"));
        yield return ("Log likelihood", Fixed(result.LogLikelihood, "#,0.###"));
        yield return (poisson ? "Pseudo R2" : "R2", Fixed(result.PseudoR2, "0.000000"));
        var steps = result.Iterations == 1 ? "iteration" : "iterations";
        yield return ("Converged", result.Converged ? $"yes, {result.Iterations} {steps}" : "NO");
        yield return (
            "Time", $"{Fixed(result.ReadSeconds, "0.00")} s reading, {Fixed(result.FitSeconds, "0.00")} s estimating, " +
            $"{Fixed(result.PeakBytes / 1e6, "0")} MB");
    }

    /// <summary>Six decimals; small numbers by their digits.</summary>
    private static string Digits(double value) =>
        value != 0 && Math.Abs(value) is < 1e-3 or >= 1e7
            ? Fixed(value, "0.#####E+0")
            : Fixed(value, "0.000000");

    private static string Fixed(double value, string format)
    {
        if (!double.IsFinite(value))
            return double.IsNaN(value) ? "-" : value > 0 ? "inf" : "-inf";
        var text = value.ToString(format, CultureInfo.InvariantCulture);
        // What rounds to zero from below is zero.
        return text.Trim('-', '0', '.').Length == 0 ? text.TrimStart('-') : text;
    }

    private static string Count(int value) => value.ToString("#,0", CultureInfo.InvariantCulture);

    /// <summary>A minus where a hyphen stands for one.</summary>
    private static string Minus(string number) => number.StartsWith('-') && number.Length > 1 ? $"$-${number[1..]}" : number;

    private static string Escape(string text) => string.Concat(text.Select(c => c switch
    {
        '_' or '&' or '%' or '#' or '$' or '{' or '}' => $"\\{c}",
        '^' => "\\textasciicircum{}",
        '~' => "\\textasciitilde{}",
        '\\' => "\\textbackslash{}",
        '<' => "\\textless{}",
        '>' => "\\textgreater{}",
        _ => c.ToString(),
    }));
}
