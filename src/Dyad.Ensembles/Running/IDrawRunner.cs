using Dyad.Ensembles.Results;

namespace Dyad.Ensembles.Running;

/// <summary>Runs ensembles: on the cores of this machine, or on several machines. All give the same result, bit for bit.</summary>
public interface IDrawRunner
{
    /// <summary>Computes every draw.</summary>
    /// <exception cref="Draws.ParameterException">A block of parameters is at fault.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    EnsembleResult Run(EnsembleRequest request, IProgress<EnsembleProgress>? progress, CancellationToken cancel);
}
