using Dyad.Reports.Chapters.Method;
using Dyad.Reports.Model;
using static Dyad.Reports.Chapters.Method.Expression;

namespace Dyad.Reports.Chapters.Programme;

/// <summary>The equations by which a programme is chosen and split.</summary>
internal static class ProgrammeMethods
{
    /// <summary>The methods behind a programme; none without one.</summary>
    public static IEnumerable<MethodSection> For(ProgrammeOutcome? programme) => programme is null ? [] : [Bargaining(), Values()];

    private static MethodSection Bargaining() => new(
        "bargaining",
        [
            new("gain", Row(Sub("v", "a"), In("S"), "=", Sub("g", "a"), In("S"), "−", "w", Sub("c", "a"), In("S"))),
            new("nash", Row(SubPower("S", "N", "*"), "=", "argmax", Sub("v", "1"), In("S"), Sub("v", "2"), In("S"))),
            new("transfer", Row(
                "T", "=", Over(Row(Sub("v", "1"), In(Sub("S", "t")), "−", Sub("v", "2"), In(Sub("S", "t"))), "2"))),
        ],
        [new("S", "measure_set"), new("gₐ, cₐ, w", "gain_cost"), new("Sₜ, T", "transfer")],
        [Papers.Nash]);

    private static MethodSection Values() => new(
        "shapley",
        [
            new("value", Row(
                Sub("φ", "i"), "=", Sum("T"), Over(Row("e", In("T"), "e", In("S", "∖", "T", "∖", "i")), Row("e", In("S"))),
                In("v", In("T", "∪", "i"), "−", "v", In("T")))),
        ],
        [new("φᵢ", "shapley_value"), new("e", "orders")],
        [Papers.Shapley, Papers.FaigleKern]);
}
