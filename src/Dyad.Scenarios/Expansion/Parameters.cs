using Dyad.Ensembles;
using Dyad.Scenarios.Model;
using Dyad.Scenarios.Reading;

namespace Dyad.Scenarios.Expansion;

/// <summary>A size as it is evaluated: a constant, or a position in the vector of parameters.</summary>
internal readonly record struct Slot(double Constant, int Position = -1)
{
    /// <summary>Its value at a vector of parameters.</summary>
    public double At(ReadOnlySpan<double> parameters) => Position < 0 ? Constant : parameters[Position];
}

/// <summary>
/// The vector of parameters of a simulation, block by block. Only what a scenario uses is in it; a block that is used in part is
/// drawn
/// as a whole, so that scenarios share its draws.
/// </summary>
internal sealed class Parameters(Scenario scenario, IReadOnlyList<ParameterBlock> gravity)
{
    private readonly List<ParameterBlock> _blocks = [];
    private readonly List<string> _sources = [];
    private readonly Dictionary<string, int> _starts = new(StringComparer.Ordinal);
    private int _count;

    /// <summary>The blocks.</summary>
    public IReadOnlyList<ParameterBlock> Blocks => _blocks;

    /// <summary>Where each parameter comes from.</summary>
    public IReadOnlyList<string> Sources => _sources;

    /// <summary>Means in the order of the vector.</summary>
    public double[] Means => [.. _blocks.SelectMany(b => b.Mean)];

    /// <summary>Adds a block unless it is there.</summary>
    /// <returns>Position of its first member.</returns>
    public int Add(ParameterBlock block, Func<int, string> source)
    {
        if (_starts.TryGetValue(block.Name, out var start))
            return start;
        _blocks.Add(block);
        _sources.AddRange(block.Members.Select((_, i) => source(i)));
        _starts.Add(block.Name, _count);
        _count += block.Members.Count;
        return _count - block.Members.Count;
    }

    /// <summary>The slot of a size.</summary>
    public Slot Of(Size size)
    {
        if (size.Estimate is { } estimate)
        {
            return estimate.Text.StartsWith(SizeCheck.Gravity, StringComparison.Ordinal)
                ? OfGravity(estimate, estimate.Text[SizeCheck.Gravity.Length..])
                : OfEstimate(estimate.Text);
        }

        if (!size.IsUncertain)
            return new Slot(size.Mean);
        var block = new ParameterBlock(
            size.Name, [size.Name], ParameterDistribution.Normal, [size.Mean], [size.StdDev * size.StdDev]);
        return new Slot(size.Mean, Add(block, _ => size.Source ?? scenario.Sources[0]));
    }

    private Slot OfEstimate(string name)
    {
        var block = scenario.Estimates.First(b => b.Members.Contains(name));
        var member = block.Members.ToList().IndexOf(name);
        if (block.Covariance.All(c => c == 0))
            return new Slot(block.Mean[member]);
        var start = Add(
            new ParameterBlock(block.Name, block.Members, ParameterDistribution.Normal, block.Mean, block.Covariance),
            _ => block.Source);
        return new Slot(block.Mean[member], start + member);
    }

    private Slot OfGravity(NameAt name, string member)
    {
        if (gravity.FirstOrDefault(b => b.Members.Contains(member)) is not { } block)
        {
            var known = gravity.SelectMany(b => b.Members).Select(m => SizeCheck.Gravity + m).ToArray();
            throw scenario.Fault(name.Mark, $"parameter '{name.Text}' is not defined{NearNames.Hint(name.Text, known)}");
        }

        var position = block.Members.ToList().IndexOf(member);
        return new Slot(block.Mean[position], Add(block, i => SizeCheck.Gravity + block.Members[i]) + position);
    }
}
