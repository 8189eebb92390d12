using Dyad.Dossier.Events;

namespace Dyad.Dossier.State;

/// <summary>What may happen to a round.</summary>
internal static class RoundRules
{
    public static Refusal? Answer(DossierState state, AnswerGiven e)
    {
        if (Iteration(state, e.Round, e.Iteration, open: true) is { } refusal)
            return refusal;
        var round = state.Rounds[e.Round];
        return e.Value >= round.Minimum && e.Value <= round.Maximum ? null : new Refusal(RefusalKind.Invalid, "value");
    }

    public static Refusal? Accept(DossierState state, ParameterAccepted e) =>
        Iteration(state, e.Round, e.Iteration, open: false)
            ?? (state.Rounds[e.Round].Parameter is not null && Rounds.Distribution.Of(state.Rounds[e.Round].Current) is not null
                ? null : new Refusal(RefusalKind.Invalid, "parameter"));

    /// <summary>That the iteration is the last one and open, or not.</summary>
    public static Refusal? Iteration(DossierState state, string round, int number, bool open)
    {
        if (!state.Rounds.TryGetValue(round, out var found))
            return new Refusal(RefusalKind.Unknown, round);
        return found.Current.Number == number && found.Current.Open == open ? null : new Refusal(RefusalKind.Changed, round);
    }
}
