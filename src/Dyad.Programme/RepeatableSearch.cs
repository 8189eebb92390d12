using Google.OrTools.Sat;

namespace Dyad.Programme;

/// <summary>The constraint solver, such that the same problem has the same answer everywhere.</summary>
internal static class RepeatableSearch
{
    /// <summary>A solver that works on one thread, with a seed and a limit that counts work, not seconds.</summary>
    /// <param name="work">Limit, in the solver's deterministic seconds.</param>
    public static CpSolver Of(double work) => new()
    {
        // The solver's own handler of Ctrl-C would take the place of the program's, and leave none when the search ends.
        StringParameters = FormattableString.Invariant(
            $"num_workers:1 random_seed:1 max_deterministic_time:{work} catch_sigint_signal:false"),
    };
}
