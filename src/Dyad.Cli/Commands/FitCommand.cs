using System.CommandLine;
using Dyad.Cli.Hosting;
using Dyad.Workbench;
using Dyad.Workbench.Fitting;

namespace Dyad.Cli.Commands;

/// <summary><c>dyad fit FORMULA --data FILE</c>: estimates a gravity model on a file of one's own.</summary>
internal static class FitCommand
{
    /// <summary>The command with its handler.</summary>
    public static Command Create()
    {
        var formula = new Argument<string>("FORMULA")
        {
            Description = "outcome ~ terms | effects, as in fixest: log(x), x^2, a:b, a*b, i(factor, x, ref=), a^b effects",
        };
        var data = new Option<string>("--data")
        {
            Description = "Parquet, or CSV with a header",
            HelpName = "FILE",
            Required = true,
        };
        var with = new Option<string[]>("--with")
        {
            Description = "adds a column, a DuckDB expression of the others; may be given again",
            HelpName = "NAME=SQL",
        };
        var where = new Option<string?>("--where")
        {
            Description = "takes rows that fulfil a DuckDB condition",
            HelpName = "SQL",
        };
        var family = new Option<string>("--family")
        {
            Description = "poisson: PPML, for flows with zeros; gaussian: least squares",
            DefaultValueFactory = _ => "poisson",
        };
        family.AcceptOnlyFromAmong("poisson", "gaussian");
        var vcov = new Option<string>("--vcov")
        {
            Description = "standard errors: iid, hetero, cluster:V[,V], dyadic:A,B; V a column or several (exporter^year)",
            HelpName = "KIND",
            DefaultValueFactory = _ => "hetero",
        };
        var ssc = new Option<string>("--ssc")
        {
            Description = "small-sample conventions: stata (ppmlhdfe, reghdfe), fixest or none",
            DefaultValueFactory = _ => "stata",
        };
        ssc.AcceptOnlyFromAmong("stata", "fixest", "none");
        var bootstrap = new Option<string?>("--bootstrap")
        {
            Description = "score bootstrap by cluster V with B draws beside the errors, for few clusters",
            HelpName = "score:V:B",
        };
        var seed = WholeNumber.Option("--seed", "seed of the bootstrap", "S", 1);
        var reset = new Option<bool>("--reset")
        {
            Description = "RESET: test whether the square of the fitted index adds anything",
        };
        var save = new Option<string?>("--save")
        {
            Description = "write row, fitted value and residual of each row in the estimation (.parquet, .csv)",
            HelpName = "FILE",
        };
        var saveEffects = new Option<string?>("--save-effects")
        {
            Description = "write the fixed effects, level by level (.parquet, .csv)",
            HelpName = "FILE",
        };
        var plot = new Option<string?>("--plot")
        {
            Description = "draw the coefficients with their intervals (.svg, .png)",
            HelpName = "FILE",
        };
        var bias = new Option<bool>("--bias-correct")
        {
            Description = "correct estimates of three-way PPML, and errors by pair of two- and three-way (Weidner and Zylkin 2021)",
        };
        var weights = new Option<string?>("--weights") { Description = "weights: a column or an expression", HelpName = "V" };
        var offset = new Option<string?>("--offset") { Description = "added to the linear predictor as it is", HelpName = "V" };
        var singletons = new Option<bool>("--keep-singletons")
        {
            Description = "keep rows that are alone in a level of an effect",
        };
        var threads = WholeNumber.Option("--threads", "threads; the same number gives the same bits [default: all cores]", "N");
        var tolerance = RealNumber.Option(
            "--tolerance", "size of the last step [default: 1e-6, coefficients to about 1e-10]", "T");
        var json = new Option<bool>("--json") { Description = "print JSON on standard output, nothing else" };
        var markdown = new Option<bool>("--markdown") { Description = "print the table as Markdown" };
        var latex = new Option<bool>("--latex") { Description = "print the table as LaTeX (booktabs)" };
        var command = new Command(
            "fit", "Estimates a gravity model with fixed effects, by PPML or least squares, on your own file.")
        {
            formula, data, with, where, family, vcov, ssc, bias, bootstrap, seed, reset, weights, offset, singletons, threads, tolerance, save,
            saveEffects, plot, json, markdown, latex,
        };
        command.Validators.Add(parsed =>
        {
            Option<bool>[] forms = [.. new[] { json, markdown, latex }.Where(parsed.GetValue)];
            if (forms.Length > 1)
                parsed.AddError($"{string.Join(" and ", forms.Select(f => f.Name))}: the table takes one form");
        });
        command.SetAction((parsed, cancel) =>
        {
            var request = new FitRequest(parsed.GetValue(formula)!, parsed.GetValue(data)!)
            {
                With = parsed.GetValue(with) ?? [],
                Where = parsed.GetValue(where),
                Family = parsed.GetValue(family) == "gaussian" ? FitFamily.Gaussian : FitFamily.Poisson,
                Vcov = parsed.GetValue(vcov)!,
                Ssc = parsed.GetValue(ssc)!,
                BiasCorrect = parsed.GetValue(bias),
                Bootstrap = parsed.GetValue(bootstrap),
                Seed = parsed.GetValue(seed),
                Reset = parsed.GetValue(reset),
                Save = parsed.GetValue(save),
                SaveEffects = parsed.GetValue(saveEffects),
                Plot = parsed.GetValue(plot),
                Weights = parsed.GetValue(weights),
                Offset = parsed.GetValue(offset),
                KeepSingletons = parsed.GetValue(singletons),
                Threads = parsed.GetValue(threads),
                Tolerance = parsed.GetValue(tolerance),
            };
            var asJson = parsed.GetValue(json);
            var result = Progress.RunSlow(asJson, progress => FitGravity.Run(request, progress, cancel));
            Output.Write(
                asJson ? FitJson.Write(result)
                : parsed.GetValue(markdown) ? FitTable.Markdown(result)
                : parsed.GetValue(latex) ? FitTable.Latex(result)
                : FitTable.Text(result));
            return Task.FromResult(result.Converged ? ExitCodes.Success : NotConverged(result));
        });
        return command.WithExamples(
            "fit \"million_usd ~ i(year, border, ref = 1995) | exporter^year + importer^year + sector\" " +
                "--data data/trade.parquet --with \"border=(exporter <> importer)::INT\" --where \"million_usd >= 0\"",
            "fit \"log(million_usd) ~ border | exporter + importer\" --data data/trade.parquet --where \"sector = 'AGR'\" " +
                "--with \"border=(exporter <> importer)::INT\" --family gaussian --vcov cluster:exporter,importer --json",
            "fit \"million_usd ~ i(year, border, ref = 1995) | exporter^year + importer^year + exporter^importer\" " +
                "--data data/trade.parquet --where \"sector = 'AGR'\" --with \"border=(exporter <> importer)::INT\" " +
                "--vcov cluster:exporter^importer --plot years.svg --latex");
    }

    private static int NotConverged(FitResult result) => throw new UserException(
        $"did not converge in {result.Iterations} iterations: the figures above are where it stopped and no estimate; a " +
        "term may separate zero flows, or --tolerance be too small");
}
