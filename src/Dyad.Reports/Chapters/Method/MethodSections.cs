using Dyad.Reports.Chapters.Programme;
using Dyad.Reports.Chapters.Scenarios;
using Dyad.Reports.Model;
using static Dyad.Reports.Chapters.Method.Expression;

namespace Dyad.Reports.Chapters.Method;

/// <summary>The methods, in the order in which figures are come by. Equations hold in every language.</summary>
internal static class MethodSections
{
    /// <summary>The methods whose figures stand in the report. Those of gravity and of indicators, but for three, are in every report.</summary>
    public static IEnumerable<MethodSection> For(JointReport report)
    {
        MethodSection?[] sections =
        [
            Gravity(), Expected(), Errors(), Resampling(),
            report.Bottlenecks.Any(b => b.Kind == "agreement") ? Agreement() : null,
            report.Bottlenecks.Any(b => b.Kind == "business-environment") ? Environment() : null,
            Advantage(), Michaely(), Potential(), Dependence(), Governance(), Votes(),
            report.Mirror.Any(m => m.Reconciled is not null) ? Mirror() : null,
            report.Timing.Count > 0 ? Timing() : null,
        ];
        return sections.OfType<MethodSection>().Concat(ScenarioMethods.For(report.Scenarios))
            .Concat(ProgrammeMethods.For(report.Programme));
    }

    private static MethodSection Gravity() => new(
        "gravity",
        [
            new("structural", Row(
                Sub("X", "ij"), "=", Over(Row(Sub("Y", "i"), Sub("E", "j")), "Y"),
                Power(In(Over(Sub("t", "ij"), Row(Sub("Π", "i"), Sub("P", "j")))), Row("1", "−", "σ")))),
            new("ppml", Row(
                Sub("X", "ijt"), "=", "exp", In(Sub("π", "it"), "+", Sub("χ", "jt"), "+", "β′", Sub("z", "ijt")), "×",
                Sub("ε", "ijt"))),
            new("score", Row(Sum("ijt"), In(Sub("X", "ijt"), "−", Sub("μ", "ijt")), Sub("z", "ijt"), "=", "0")),
        ],
        [
            new("Xᵢⱼₜ", "flow"), new("Yᵢ, Eⱼ", "output"), new("tᵢⱼ", "cost"), new("Πᵢ, Pⱼ", "resistance"), new("σ", "elasticity"),
            new("πᵢₜ, χⱼₜ", "effects"), new("zᵢⱼₜ", "covariates"), new("μᵢⱼₜ", "fitted"),
        ],
        [Papers.SantosSilvaTenreyro, Papers.AndersonVanWincoop, Papers.YotovEtAl]);

    private static MethodSection Expected() => new(
        "expected",
        [
            new("left_out", Row(
                Sub("X̂", "ij"), "=", Over(Row(Sub("Y", "i"), Sub("E", "j")), "Y"),
                Over(
                    Row("exp", In(Power("β̂′", "(−ij)"), Sub("z", "ij"))),
                    Power(In(Sub("Π", "i"), Sub("P", "j")), Row("1", "−", "σ"))))),
            new("clearing", Row(
                Sum("j"), Sub("X̂", "ij"), "=", Sub("Y", "i"), ",", Sum("i"), Sub("X̂", "ij"), "=", Sub("E", "j"))),
            new("shortfall", Row(Sub("S", "ij"), "=", Sub("X̂", "ij"), "−", Sub("X", "ij"))),
        ],
        [new("(−ij)", "without_pair"), new("Yᵢ, Eⱼ", "output"), new("Πᵢ, Pⱼ", "resistance"), new("Sᵢⱼ", "shortfall")],
        [Papers.AndersonVanWincoop, Papers.YotovEtAl]);

    private static MethodSection Errors() => new(
        "errors",
        [
            new("clustered", Row(
                "V", "=", Power("H", "−1"), In(Sum("p"), Sub("s", "p"), SubPower("s", "p", "′")), Power("H", "−1"))),
        ],
        [new("H", "hessian"), new("sₚ", "pair_score")],
        [Papers.YotovEtAl]);

    private static MethodSection Resampling() => new(
        "resampling",
        [
            new("weights", Row("w", "~", "Multinomial", In("N", ";", Over("1", "N"), ",", "…", ",", Over("1", "N")))),
            new("quantiles", Row(In(Sub("q", "0.05"), ",", Sub("q", "0.95")))),
        ],
        [new("N", "pairs"), new("w", "weights"), new("q", "quantile")],
        [Papers.CameronGelbachMiller]);

    private static MethodSection Agreement() => new(
        "agreement",
        [new("worth", Row("Δ", Sub("X", "ij"), "=", Sub("X", "ij"), In(Power("e", "δ"), "−", "1")))],
        [new("δ", "agreement_effect")],
        [Papers.BaierBergstrand]);

    private static MethodSection Environment() => new(
        "environment_cost",
        [new("cost", Row("Δ", Sub("X", "ij"), "=", Sub("X", "ij"), In(Power("e", Row("γ", Sub("g", "i"))), "−", "1")))],
        [new("gᵢ", "governance_gap"), new("γ", "governance_effect")],
        [Papers.KaufmannKraayMastruzzi]);

    private static MethodSection Advantage() => new(
        "advantage",
        [
            new("balassa", Row(
                Sub("RCA", "ik"), "=", Over(Row(Sub("X", "ik"), "/", Sub("X", "i")), Row(Sub("X", "wk"), "/", Sub("X", "w"))))),
            new("symmetric", Row(
                Sub("RSCA", "ik"), "=", Over(Row(Sub("RCA", "ik"), "−", "1"), Row(Sub("RCA", "ik"), "+", "1")))),
        ],
        [new("Xᵢₖ", "sector_exports"), new("w", "world")],
        [Papers.Balassa, Papers.DalumLaursenVillumsen, Papers.Laursen]);

    private static MethodSection Michaely() => new(
        "michaely",
        [
            new("index", Row(
                Sub("C", "ij"), "=", "100", In("1", "−", Over("1", "2"), Sum("k"), Abs(Sub("m", "jk"), "−", Sub("x", "ik"))))),
        ],
        [new("xᵢₖ, mⱼₖ", "basket_shares")],
        [Papers.Michaely]);

    private static MethodSection Potential() => new(
        "potential",
        [
            new("index", Row(Sub("V", "ijk"), "=", Sub("A", "ik"), "×", Sub("D", "jk"), "×", Sub("F", "ij"))),
            new("ease", Row(Sub("F", "ij"), "=", Over(Sub("X", "ij"), Row(Sum("k"), Sub("A", "ik"), Sub("D", "jk"))))),
        ],
        [new("Aᵢₖ", "supply"), new("Dⱼₖ", "demand"), new("Fᵢⱼ", "ease")],
        [Papers.DecreuxSpies]);

    private static MethodSection Dependence() => new(
        "dependence",
        [new("herfindahl", Row(Sub("H", "ij"), "=", Sum("k"), SubPower("s", "ijk", "2")))],
        [new("sᵢⱼₖ", "sector_share")],
        [Papers.Hirschman]);

    private static MethodSection Governance() => new(
        "governance",
        [
            new("interval", Row(
                Sub("θ̂", "i"), "−", "1.645", Sub("s", "i"), "≤", Sub("θ", "i"), "≤", Sub("θ̂", "i"), "+", "1.645",
                Sub("s", "i"))),
            new("probability", Row(
                "Pr", In(Sub("θ", "i"), "<", Sub("θ", "m")), "=", Over("1", "D"), Sum("d"),
                "1", In(Sub("θ", "id"), "<", Sub("θ", "md")))),
        ],
        [new("θ̂ᵢ, sᵢ", "governance_estimate"), new("θₘ", "peer_median"), new("θid, θmd, D", "peer_draws")],
        [Papers.KaufmannKraayMastruzzi]);

    private static MethodSection Votes() => new(
        "votes",
        [
            new("wilson", Row(
                Sub("p", "±"), "=", Over(
                    Row("p̂", "+", Over(Power("z", "2"), Row("2", "n")), "±", "z",
                        Root(Over(Row("p̂", In("1", "−", "p̂")), "n"), "+", Over(Power("z", "2"), Row("4", Power("n", "2"))))),
                    Row("1", "+", Over(Power("z", "2"), "n"))))),
        ],
        [new("p̂", "equal_share"), new("n", "roll_calls"), new("z", "normal_quantile")],
        [Papers.Voeten, Papers.Wilson]);

    private static MethodSection Mirror() => new(
        "mirror",
        [
            new("gap", Row(
                "ln", Sub("M", "ji"), "−", "ln", Sub("X", "ij"), "=", "ln", Sub("c", "ij"), "+", Sub("p", "ij"), "+", Sub("u", "ij"))),
            new("reconciled", Row(
                "ln", Sub("R", "ij"), "=", Sub("a", "i"), "ln", Sub("X", "ij"), "+", In("1", "−", Sub("a", "i")), In(
                    "ln", Sub("M", "ji"), "−", "ln", Sub("c", "ij")))),
            new("weight", Row(
                Sub("a", "i"), "=", Over(
                    Row(SubPower("σ", "j", "2"), "+", Power("s", "2")),
                    Row(SubPower("σ", "i", "2"), "+", SubPower("σ", "j", "2"), "+", Power("s", "2"))))),
        ],
        [
            new("Xᵢⱼ, Mⱼᵢ", "claims"), new("cᵢⱼ", "cif_margin"), new("pᵢⱼ", "told_parts"), new("uᵢⱼ", "unexplained"), new("aᵢ", "accuracy"),
            new("σᵢ², s²", "reporting_error"),
        ],
        [Papers.GaulierZignago]);

    private static MethodSection Timing() => new(
        "timing",
        [
            new("arrived", Row(
                "ln", Sub("M", "t"), "=", "c", "+", "ln", In(In("1", "−", "τ"), Sub("X", "t"), "+", "τ", Sub("X", "t−1")), "+",
                Sub("e", "t"))),
        ],
        [new("Xₜ, Mₜ", "claims"), new("τ", "arriving_share"), new("c, eₜ", "lasting_gap")], []);
}
