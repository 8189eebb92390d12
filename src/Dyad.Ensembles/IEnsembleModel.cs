namespace Dyad.Ensembles;

/// <summary>
/// A model of which an ensemble asks the same figures at many parameters. Called from several threads; what it answers depends on the
/// parameters alone, never on what was asked before.
/// </summary>
public interface IEnsembleModel
{
    /// <summary>The uncertain parameters, block by block; a vector of parameters is in this order.</summary>
    IReadOnlyList<ParameterBlock> Parameters { get; }

    /// <summary>Number of figures that a draw yields.</summary>
    int FigureCount { get; }

    /// <summary>Computes the figures at one vector of parameters.</summary>
    /// <returns>False where the model has no solution there: the draw is counted as failed and its figures are not used.</returns>
    bool Evaluate(ReadOnlySpan<double> parameters, Span<double> figures, CancellationToken cancel);
}

/// <summary>
/// Makes a model from what another process sent: the same bytes make the same model, to the bit.
/// </summary>
public interface IEnsembleModelFactory
{
    /// <summary>The model of a job.</summary>
    IEnsembleModel Create(ReadOnlyMemory<byte> job);
}
