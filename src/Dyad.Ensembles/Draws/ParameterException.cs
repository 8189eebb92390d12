using System.Globalization;

namespace Dyad.Ensembles.Draws;

/// <summary>A block of parameters from which nothing can be drawn; the message names block, member and value.</summary>
public sealed class ParameterException : Exception
{
    internal ParameterException(ParameterBlock block, string what)
        : base($"parameters {block.Name}: {what}")
    {
    }

    internal ParameterException(ParameterBlock block, string what, double value, string fault)
        : this(block, $"{what} is {value.ToString("R", CultureInfo.InvariantCulture)}: {fault}")
    {
    }
}
