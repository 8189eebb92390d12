using System.Globalization;
using System.Text;
using Dyad.Ensembles;

namespace Dyad.Cluster.Tests.Toys;

/// <summary>A model that takes a while and has no solution at some draws.</summary>
internal sealed class ToyModel(int milliseconds) : IEnsembleModel
{
    /// <summary>Called before each evaluation.</summary>
    public Action<CancellationToken> Before { get; init; } = _ => { };

    public IReadOnlyList<ParameterBlock> Parameters { get; } =
    [
        new("toy", ["a", "b"], ParameterDistribution.Normal, [1, 2], [1, 0.5, 0.5, 2]),
        new("theta", ["c"], ParameterDistribution.LogNormal, [4], [1]),
    ];

    public int FigureCount => 50;

    /// <summary>The job of which <see cref="ToyFactory"/> makes such a model.</summary>
    public byte[] Job => Encoding.ASCII.GetBytes(milliseconds.ToString(CultureInfo.InvariantCulture));

    public bool Evaluate(ReadOnlySpan<double> parameters, Span<double> figures, CancellationToken cancel)
    {
        Before(cancel);
        cancel.WaitHandle.WaitOne(milliseconds);
        cancel.ThrowIfCancellationRequested();
        for (var i = 0; i < figures.Length; i++)
            figures[i] = Math.Exp(parameters[i % 3] / (i + 1)) / parameters[2];
        return parameters[0] < 2;
    }
}

/// <summary>Makes toy models.</summary>
internal sealed class ToyFactory(Action<CancellationToken> before) : IEnsembleModelFactory
{
    public IEnsembleModel Create(ReadOnlyMemory<byte> job) =>
        new ToyModel(int.Parse(Encoding.ASCII.GetString(job.Span), CultureInfo.InvariantCulture)) { Before = before };
}
