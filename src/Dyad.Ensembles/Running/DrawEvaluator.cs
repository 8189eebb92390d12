using Dyad.Ensembles.Draws;

namespace Dyad.Ensembles.Running;

/// <summary>A model at its draws, one after the other: what a thread or a worker does. Used from several threads.</summary>
public sealed class DrawEvaluator
{
    private readonly IEnsembleModel model;
    private readonly ParameterDraws draws;

    /// <summary>Checks the model's parameters and makes their draws ready.</summary>
    /// <exception cref="ParameterException">A block of parameters is at fault.</exception>
    public DrawEvaluator(IEnsembleModel model, int seed)
    {
        ArgumentNullException.ThrowIfNull(model);
        this.model = model;
        draws = new ParameterDraws(model.Parameters, seed);
    }

    /// <summary>The figures of a draw, or null where the model has no solution.</summary>
    public double[]? Evaluate(int draw, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        var parameters = new double[draws.Count];
        draws.Fill(draw, parameters);
        var figures = new double[model.FigureCount];
        return model.Evaluate(parameters, figures, cancel) ? figures : null;
    }

    /// <summary>The figures of several draws in a row.</summary>
    public double[]?[] Evaluate(int first, int count, CancellationToken cancel)
    {
        var figures = new double[]?[count];
        for (var i = 0; i < count; i++)
            figures[i] = Evaluate(first + i, cancel);
        return figures;
    }
}
