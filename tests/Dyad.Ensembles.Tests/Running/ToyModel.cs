namespace Dyad.Ensembles.Tests.Running;

/// <summary>Sum, product and the first parameter; draws may fail, throw or wait.</summary>
internal sealed class ToyModel(params ParameterBlock[] blocks) : IEnsembleModel
{
    /// <summary>Called at each evaluation; false: no solution.</summary>
    public Func<double, CancellationToken, bool> Solves { get; init; } = (_, _) => true;

    public IReadOnlyList<ParameterBlock> Parameters { get; } =
        blocks.Length > 0 ? blocks : [Blocks.Normal("a", [1, 2], 1, 0.5, 0.5, 2), Blocks.LogNormal("b", (4, 1))];

    public int FigureCount => 3;

    public bool Evaluate(ReadOnlySpan<double> parameters, Span<double> figures, CancellationToken cancel)
    {
        (figures[0], figures[1], figures[2]) = (0, 1, parameters[0]);
        foreach (var p in parameters)
        {
            figures[0] += p;
            figures[1] *= p;
        }

        return Solves(parameters[0], cancel);
    }
}
