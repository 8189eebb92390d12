using Dyad.Gravity.Formulas;
using Dyad.Gravity.Specification;

namespace Dyad.Gravity.Tests.Formulas;

/// <summary>Columns as a .NET programmer has them: arrays, and keys of any type.</summary>
internal sealed class SmallTable(int rows) : IColumns
{
    private readonly Dictionary<string, double[]> numbers = [];
    private readonly Dictionary<string, KeyColumn> keys = [];

    public int Rows => rows;

    public SmallTable With(string name, params double[] values)
    {
        numbers[name] = values;
        return this;
    }

    /// <summary>Keys; a null is missing.</summary>
    public SmallTable With(string name, params string?[] values)
    {
        string[] labels = [.. values.OfType<string>().Distinct()];
        keys[name] = new KeyColumn([.. values.Select(v => Array.IndexOf(labels, v))], labels);
        return this;
    }

    public double[] Numbers(string name) => numbers[name];

    public KeyColumn Keys(string name) => keys[name];
}
