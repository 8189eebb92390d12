using Dyad.Equilibrium.ManySectors;
using Dyad.Equilibrium.World;
using Dyad.Numerics;

namespace Dyad.Equilibrium.Solving;

/// <summary>
/// The equations of a world and a shock, laid out for passes over them: rows of economies are whole vectors long, what does not
/// change from pass to pass is multiplied out. Amounts of an economy are in units of its value added before. Made once a shape
/// and a thread, loaded once a problem.
/// </summary>
/// <remarks>
/// A point is (log w_n, log c_jn, X_jn), hats of wages and unit costs and levels of expenditure, each in rows of <see
/// cref="Stride"/>. A = π κ^−θ; u = ĉ^−θ; Φ = A u = P̂^−θ; B = A / (1 + τ'); F = B u; net purchases are X F / Φ and sales Y = u
/// (Bᵀ X / Φ).
/// </remarks>
internal sealed partial class WorldSystem
{
    private readonly double[] _costPower;
    private readonly double[] _index;
    private readonly double[] _netIndex;
    private readonly double[] _logPrice;
    private readonly double[] _perIndex;
    private readonly double[] _sales;
    private readonly double[] _revenue;
    private readonly double[] _labour;
    private readonly double[] _sold;
    private readonly double[] _bought;
    private readonly double[] _income;
    private readonly double[] _deficit;

    public WorldSystem(WorldShape shape)
    {
        Shape = shape;
        Stride = Kernels.Stride(shape.Economies);
        Rows = shape.Sectors * Stride;
        Length = Stride + (2 * Rows);
        (_costPower, _index, _netIndex, _logPrice) = (new double[Rows], new double[Rows], new double[Rows], new double[Rows]);
        (_perIndex, _sales) = (new double[Rows], new double[Rows]);
        (_sold, _bought) = (new double[Stride], new double[Stride]);
        (_revenue, _labour, _income, _deficit) = (new double[Stride], new double[Stride], new double[Stride], new double[Stride]);
        var matrix = Rows * shape.Economies;
        (_byExporter, _netByExporter, _netByImporter) = (new double[matrix], new double[matrix], new double[matrix]);
        _inputShare = new double[shape.Sectors * Rows];
        (_valueAddedShare, _finalShare, _priceShift) = (new double[Rows], new double[Rows], new double[Rows]);
        (_valueAdded, _deficitBefore) = (new double[Stride], new double[Stride]);
        (_wageStep, _slope, WageStepFactors) = (new double[Stride], new double[Stride], new double[shape.Economies]);
        _elasticity = new double[shape.Sectors];
        _kind = new SectorKind[shape.Sectors];
        Image = new double[Length];
    }

    /// <summary>Sizes of the world.</summary>
    public WorldShape Shape { get; }

    /// <summary>Length of a row of economies.</summary>
    public int Stride { get; }

    /// <summary>Length of an array by sector and economy.</summary>
    public int Rows { get; }

    /// <summary>Length of a point.</summary>
    public int Length { get; }

    /// <summary>What the equations make of the last point.</summary>
    public double[] Image { get; }

    /// <summary>What the last point misses.</summary>
    public Residuals Residuals { get; private set; } = new(0, 0, 0, 0);

    /// <summary>
    /// Puts the image of a point under the equations into <see cref="Image"/>, and what they miss into <see cref="Residuals"/>.
    /// </summary>
    public void Pass(ReadOnlySpan<double> point)
    {
        var logWage = point[..Stride];
        var expenditure = point.Slice(Stride + Rows, Rows);
        _revenue.AsSpan().Clear();
        _labour.AsSpan().Clear();
        _sold.AsSpan().Clear();
        _bought.AsSpan().Clear();
        for (var j = 0; j < Shape.Sectors; j++)
            Markets(j, point.Slice(Stride * (1 + j), Stride), expenditure.Slice(j * Stride, Stride));
        Incomes(logWage);
        var logCost = Image.AsSpan(Stride, Rows);
        var demand = Image.AsSpan(Stride + Rows, Rows);
        for (var j = 0; j < Shape.Sectors; j++)
        {
            RowKernels.Product(Row(_valueAddedShare, j), logWage, logCost.Slice(j * Stride, Stride));
            RowKernels.Product(Row(_finalShare, j), _income, demand.Slice(j * Stride, Stride));
        }

        for (var j = 0; j < Shape.Sectors; j++)
        {
            RowKernels.Linkages(
                _inputShare.AsSpan(j * Rows, Rows), _logPrice, Row(_sales, j), logCost.Slice(j * Stride, Stride), demand);
        }

        // Prices follow from costs in closed form: they miss nothing.
        Residuals = new(
            Cost: RowKernels.LargestDifference(point.Slice(Stride, Rows), logCost),
            Price: 0,
            Expenditure: RowKernels.LargestShare(expenditure, demand),
            Demand: Wages(logWage));
    }

    /// <summary>Prices, net purchases and sales of a sector (docs/method/equilibrium.md, 2 and 3).</summary>
    private void Markets(int j, ReadOnlySpan<double> logCost, ReadOnlySpan<double> expenditure)
    {
        var power = Row(_costPower, j);
        var index = Row(_index, j);
        var net = Row(_netIndex, j);
        var perIndex = Row(_perIndex, j);
        var sales = Row(_sales, j);
        RowKernels.ScaledExp(logCost, -_elasticity[j], power);
        var kind = _kind[j];
        if (kind == SectorKind.Home)
        {
            RowKernels.Product(Matrix(_byExporter, j)[..Stride], power, index);
        }
        else
        {
            RowProducts.Sum(Matrix(_byExporter, j), power, Shape.Economies, index);
            if (kind == SectorKind.Taxed)
                RowProducts.Sum(Matrix(_netByExporter, j), power, Shape.Economies, net);
        }

        RowKernels.Prices(index, expenditure, Row(_priceShift, j), -1 / _elasticity[j], Row(_logPrice, j), perIndex);
        if (kind == SectorKind.Home)
        {
            expenditure.CopyTo(sales);
        }
        else
        {
            if (kind == SectorKind.Taxed)
                RowKernels.AddRevenue(expenditure, perIndex, net, _revenue);
            RowProducts.Sum(Matrix(_netByImporter, j), perIndex, Shape.Economies, sales);
            RowKernels.Product(sales, power, sales);
        }

        RowKernels.AddProduct(Row(_valueAddedShare, j), sales, _labour);
        Kernels.AddScaled(_sold, sales, 1);
        Kernels.AddScaled(_bought, expenditure, 1);
    }

    private Span<double> Row(double[] rows, int j) => rows.AsSpan(j * Stride, Stride);
}
