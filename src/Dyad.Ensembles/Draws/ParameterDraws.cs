namespace Dyad.Ensembles.Draws;

/// <summary>
/// Draws of a model's parameters: each a function of the seed, the names of the blocks and the number of the draw alone, to the bit on
/// every machine.
/// </summary>
public sealed class ParameterDraws
{
    private readonly List<BlockDraws> blocks = [];

    /// <summary>Checks and factors the blocks once.</summary>
    /// <exception cref="ParameterException">A block is at fault: names the block, the member and the value.</exception>
    public ParameterDraws(IReadOnlyList<ParameterBlock> blocks, int seed)
    {
        ArgumentNullException.ThrowIfNull(blocks);
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var block in blocks)
        {
            if (!names.Add(block.Name))
                throw new ParameterException(block, "two blocks have this name");
            this.blocks.Add(new BlockDraws(block, seed));
        }

        Count = blocks.Sum(b => b.Members.Count);
    }

    /// <summary>Number of parameters, all blocks.</summary>
    public int Count { get; }

    /// <summary>Fills in the parameters of a draw, block after block.</summary>
    /// <param name="draw">From 0 up.</param>
    /// <param name="parameters">Length <see cref="Count"/>.</param>
    public void Fill(int draw, Span<double> parameters)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(draw);
        ArgumentOutOfRangeException.ThrowIfNotEqual(parameters.Length, Count);
        var start = 0;
        foreach (var block in blocks)
        {
            block.Fill(draw, parameters.Slice(start, block.Count));
            start += block.Count;
        }
    }
}
