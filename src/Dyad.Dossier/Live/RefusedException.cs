using Dyad.Dossier.State;

namespace Dyad.Dossier.Live;

/// <summary>What somebody wanted to do is not allowed, or came too late.</summary>
public sealed class RefusedException(Refusal refusal) : Exception(refusal?.Line())
{
    /// <summary>Why.</summary>
    public Refusal Refusal { get; } = refusal ?? throw new ArgumentNullException(nameof(refusal));
}
