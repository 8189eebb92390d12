using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Dyad.Gravity.Absorption;
using Dyad.Gravity.Specification;
using Dyad.Numerics;

namespace Dyad.Gravity.Regression;

/// <summary>
/// Regressors in sorted rows with room for a response: row r of term k at <c>Values[r * Stride + k]</c>. The stride is whole vectors
/// (<see cref="Kernels.Stride"/>); what fills it up is zero.
/// </summary>
/// <remarks>
/// Regressors less any combination of the effects span the same model, so they are replaced once by their residuals under the first
/// weights: later cross products lose no digits to what the effects explain, and later solutions start near zero.
/// </remarks>
internal sealed class RegressorRows
{
    /// <summary>Share of a regressor's variance outside the effects below which it depends on them: residuals are exact to 1e-10.</summary>
    private const double CollinearShare = 1e-16;

    private readonly LevelIndex index;

    /// <summary>Sorts the regressors of a sample.</summary>
    public RegressorRows(GravitySample sample, LevelIndex index)
    {
        this.index = index;
        Terms = sample.Terms.Count;
        Stride = Kernels.Stride(Terms + 1);
        Values = new double[index.Rows * Stride];
        index.ForEachPart(part =>
        {
            var (from, to) = index.RowsOf(part);
            for (var r = from; r < to; r++)
            {
                for (var k = 0; k < Terms; k++)
                    Values[(r * Stride) + k] = sample.Regressors[k][index.Order[r]];
            }
        });
    }

    /// <summary>Regressors.</summary>
    public int Terms { get; }

    /// <summary>Row length.</summary>
    public int Stride { get; }

    /// <summary>The rows.</summary>
    public double[] Values { get; }

    /// <summary>
    /// Takes the effects out of the regressors: x ← x − Σ a, for those columns of <paramref name="effects"/> that belong to terms.
    /// </summary>
    /// <param name="effects">Effects by level of the stack, with this stride.</param>
    /// <param name="weights">Weights of the sorted rows.</param>
    /// <returns>Weighted sums of squares of what is left, by term.</returns>
    public double[] TakeOut(double[] effects, double[] weights)
    {
        var squares = new double[index.Parts.Length - 1][];
        index.ForEachPart(part => squares[part] = TakeOutOf(part, effects, weights));
        return [.. Enumerable.Range(0, Terms).Select(k => squares.Sum(part => part[k]))];
    }

    private double[] TakeOutOf(int part, double[] effects, double[] weights)
    {
        var squares = new double[Stride];
        ref var origin = ref MemoryMarshal.GetArrayDataReference(effects);
        ref var values = ref MemoryMarshal.GetArrayDataReference(Values);
        var width = index.Width;
        for (var c = 0; c < Stride; c += Vector512<double>.Count)
        {
            var terms = Mask(c);
            var square = Vector512<double>.Zero;
            for (var lead = index.Parts[part]; lead < index.Parts[part + 1]; lead++)
            {
                var own = Vector512.LoadUnsafe(ref origin, (nuint)((lead * Stride) + c));
                for (var r = index.Start[lead]; r < index.Start[lead + 1]; r++)
                {
                    var sum = own;
                    foreach (var place in index.Others.AsSpan(r * width, width))
                        sum += Vector512.LoadUnsafe(ref origin, (nuint)((place * Stride) + c));
                    ref var x = ref Unsafe.Add(ref values, (r * Stride) + c);
                    var left = Vector512.LoadUnsafe(ref x) - (sum * terms);
                    left.StoreUnsafe(ref x);
                    square = Vector512.FusedMultiplyAdd(weights[r] * left, left, square);
                }
            }

            square.StoreUnsafe(ref squares[c]);
        }

        return squares;
    }

    /// <summary>Whether a regressor depends on the effects, by its weighted sums of squares without them and with them.</summary>
    public static bool Depends(double left, double square) => left <= CollinearShare * square;

    /// <summary>Sets regressors to zero, which leaves them without a coefficient.</summary>
    public void Drop(int[] terms)
    {
        for (var r = 0; r < index.Rows && terms.Length > 0; r++)
        {
            foreach (var k in terms)
                Values[(r * Stride) + k] = 0;
        }
    }

    private Vector512<double> Mask(int c)
    {
        Span<double> mask = stackalloc double[Vector512<double>.Count];
        mask.Clear();
        for (var k = c; k < Math.Min(Terms, c + mask.Length); k++)
            mask[k - c] = 1;
        return Vector512.Create<double>(mask);
    }
}
