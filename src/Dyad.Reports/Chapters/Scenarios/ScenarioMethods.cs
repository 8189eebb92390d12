using Dyad.Reports.Chapters.Method;
using Dyad.Reports.Model;
using static Dyad.Reports.Chapters.Method.Expression;

namespace Dyad.Reports.Chapters.Scenarios;

/// <summary>The equations of the models, in changes: a hat is the factor on the world before, a prime the world after.</summary>
internal static class ScenarioMethods
{
    /// <summary>Name of the model with many sectors (<see cref="ScenarioOutcome.Model"/>).</summary>
    public const string ManySectors = "many-sectors";

    /// <summary>The methods behind the figures of some scenarios.</summary>
    public static IEnumerable<MethodSection> For(IReadOnlyList<ScenarioOutcome> scenarios)
    {
        bool many = scenarios.Any(s => s.Model == ManySectors);
        MethodSection?[] sections =
        [
            many ? Sectors() : null, scenarios.Any(s => s.Model != ManySectors) ? OneSector() : null,
            scenarios.Count == 0 ? null : Welfare(), scenarios.Any(s => s.Ensemble is not null) ? Ensemble() : null,
        ];
        return sections.OfType<MethodSection>();
    }

    private static MethodSection Sectors() => new(
        "many_sectors",
        [
            new("cost", Row(
                Sub("ĉ", "nj"), "=", SubPower("ŵ", "n", Sub("γ", "nj")), Product("k"), SubPower("P̂", "nk", Sub("γ", "nkj")))),
            new("price", Row(
                Sub("P̂", "nj"), "=",
                Power(In(Sum("i"), Sub("π", "nij"), Power(In(Sub("κ̂", "nij"), Sub("ĉ", "ij")), Row("−", Sub("θ", "j")))), Row("−", "1", "/", Sub("θ", "j"))))),
            new("share", Row(
                SubPower("π", "nij", "′"), "=", Sub("π", "nij"),
                Power(In(Over(Row(Sub("κ̂", "nij"), Sub("ĉ", "ij")), Sub("P̂", "nj"))), Row("−", Sub("θ", "j"))))),
            new("expenditure", Row(
                SubPower("X", "nj", "′"), "=", Sum("k"), Sub("γ", "njk"), Sum("i"),
                Over(SubPower("π", "ink", "′"), Row("1", "+", SubPower("τ", "ink", "′"))), SubPower("X", "ik", "′"), "+", Sub("α", "nj"),
                SubPower("I", "n", "′"))),
            new("balance", Row(
                Sum("j"), Sum("i"), Over(SubPower("π", "nij", "′"), Row("1", "+", SubPower("τ", "nij", "′"))), SubPower("X", "nj", "′"), "−",
                SubPower("D", "n", "′"), "=", Sum("j"), Sum("i"),
                Over(SubPower("π", "inj", "′"), Row("1", "+", SubPower("τ", "inj", "′"))), SubPower("X", "ij", "′"))),
        ],
        [
            new("ŵₙ, ĉₙⱼ, P̂ₙⱼ", "hats"), new("κ̂ₙᵢⱼ", "trade_cost_change"), new("πₙᵢⱼ", "trade_share"), new("θⱼ", "trade_elasticity"),
            new("γₙⱼ, γₙₖⱼ", "input_shares"), new("αₙⱼ", "consumption_shares"), new("Xₙⱼ, Iₙ, Dₙ", "expenditure_income"),
            new("τₙᵢⱼ", "tariff"),
        ],
        [Papers.CaliendoParro, Papers.DekleEatonKortum]);

    private static MethodSection OneSector() => new(
        "one_sector",
        [
            new("flows", Row(
                Sub("X", "ij"), "=", Over(Row(Sub("Y", "i"), Sub("E", "j")), "Y"),
                Power(In(Over(Sub("t", "ij"), Row(Sub("Π", "i"), Sub("P", "j")))), Row("1", "−", "σ")))),
            new("outward", Row(
                SubPower("Π", "i", Row("1", "−", "σ")), "=", Sum("j"), Power(In(Over(Sub("t", "ij"), Sub("P", "j"))), Row("1", "−", "σ")),
                Over(Sub("E", "j"), "Y"))),
            new("inward", Row(
                SubPower("P", "j", Row("1", "−", "σ")), "=", Sum("i"), Power(In(Over(Sub("t", "ij"), Sub("Π", "i"))), Row("1", "−", "σ")),
                Over(Sub("Y", "i"), "Y"))),
            new("producer", Row(
                Sub("p", "i"), "=", Over(Power(In(Over(Sub("Y", "i"), "Y")), Row("1", "/", In("1", "−", "σ"))), Row(Sub("β", "i"), Sub("Π", "i"))))),
        ],
        [
            new("Yᵢ, Eⱼ", "output"), new("tᵢⱼ", "cost"), new("Πᵢ, Pⱼ", "resistance"), new("σ", "elasticity"),
            new("pᵢ, βᵢ", "producer_price"),
        ],
        [Papers.AndersonVanWincoop, Papers.AndersonLarchYotov]);

    private static MethodSection Welfare() => new(
        "welfare",
        [
            new("exact", Row(Sub("Ŵ", "n"), "=", Over(Sub("Î", "n"), Sub("P̂", "n")))),
            new("first_order", Row(
                "d", "ln", Sub("W", "n"), "=", Sum("j"), Sum("i"),
                In(Over(Sub("E", "nij"), Sub("I", "n")), "d", "ln", Sub("c", "nj"), "−", Over(Sub("M", "nij"), Sub("I", "n")), "d", "ln", Sub("c", "ij")),
                "+", Sum("j"), Sum("i"), Over(Row(Sub("τ", "nij"), Sub("M", "nij")), Sub("I", "n")),
                In("d", "ln", Sub("M", "nij"), "−", "d", "ln", Sub("c", "ij")),
                "−", Sum("j"), Sum("i"), Over(Row(In("1", "+", Sub("τ", "nij")), Sub("M", "nij")), Sub("I", "n")), "d", "ln", Sub("d", "nij"))),
        ],
        [new("Ŵₙ", "real_income"), new("Eₙᵢⱼ, Mₙᵢⱼ", "exports_imports"), new("Iₙ, Pₙ", "income_price")],
        [Papers.CaliendoParro]);

    private static MethodSection Ensemble() => new(
        "ensemble",
        [
            new("draws", Row(Sub("φ", "d"), "~", "N", In("φ̂", ",", "V"), ",", Sub("g", "d"), "=", "g", In(Sub("φ", "d")))),
            new("quantiles", Row(In(Sub("q", "0.05"), In(Sub("g", "d")), ",", Sub("q", "0.95"), In(Sub("g", "d"))))),
        ],
        [new("φ, V", "drawn_parameters"), new("g", "solved_figures"), new("q", "quantile")],
        [Papers.CaliendoParro]);
}
