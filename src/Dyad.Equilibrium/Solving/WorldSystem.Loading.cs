using Dyad.Equilibrium.ManySectors;
using Dyad.Equilibrium.Shocks;
using Dyad.Equilibrium.World;

namespace Dyad.Equilibrium.Solving;

/// <summary>From a baseline and a shock to the arrays that the passes read.</summary>
internal sealed partial class WorldSystem
{
    /// <summary>A, by sector, exporter and importer; rows of <see cref="Stride"/> importers.</summary>
    private readonly double[] _byExporter;

    /// <summary>B, by sector, exporter and importer.</summary>
    private readonly double[] _netByExporter;

    /// <summary>B in units of the exporter for units of the importer, by sector, importer and exporter.</summary>
    private readonly double[] _netByImporter;

    private readonly double[] _inputShare;
    private readonly double[] _valueAddedShare;
    private readonly double[] _finalShare;

    /// <summary>Log of the factor that was taken out of a row of A, over -θ.</summary>
    private readonly double[] _priceShift;

    /// <summary>Value added before, as a part of the world's.</summary>
    private readonly double[] _valueAdded;

    /// <summary>Deficits before in units of value added.</summary>
    private readonly double[] _deficitBefore;

    private readonly double[] _wageStep;
    private readonly double[] _elasticity;
    private readonly SectorKind[] _kind;
    private DeficitRule _rule;

    private enum SectorKind
    {
        /// <summary>No flow leaves its economy, none is taxed: Φ is a product, sales are expenditure.</summary>
        Home,

        /// <summary>Traded without tariffs.</summary>
        Untaxed,

        /// <summary>Traded with tariffs.</summary>
        Taxed,
    }

    /// <summary>Takes in a problem.</summary>
    /// <param name="baseline">The world before.</param>
    /// <param name="shock">The change.</param>
    /// <param name="part">
    /// How much of the change, 1 is all: log costs and tariffs are on the straight line to there, and so are flows that close.
    /// </param>
    public void Load(Baseline baseline, Shock shock, double part)
    {
        var (economies, sectors) = (Shape.Economies, Shape.Sectors);
        _rule = shock.Deficits;
        baseline.TradeElasticity.CopyTo(_elasticity, 0);
        Pad(baseline.InputShare, _inputShare);
        Pad(baseline.ValueAddedShare, _valueAddedShare);
        Pad(baseline.FinalShare, _finalShare);
        Array.Fill(_wageStep, 1);
        var world = baseline.ValueAdded.Sum();
        for (var n = 0; n < economies; n++)
        {
            _valueAdded[n] = baseline.ValueAdded[n] / world;
            _deficitBefore[n] = baseline.Deficit[n] / baseline.ValueAdded[n];
        }

        for (var j = 0; j < sectors; j++)
            LoadSector(baseline, shock, part, j);
    }

    /// <summary>Pads rows of economies.</summary>
    public void Pad(ReadOnlySpan<double> rows, Span<double> padded)
    {
        var economies = Shape.Economies;
        for (int from = 0, to = 0; from < rows.Length; from += economies, to += Stride)
            rows.Slice(from, economies).CopyTo(padded[to..]);
    }

    private void LoadSector(Baseline baseline, Shock shock, double part, int j)
    {
        var (taxed, traded) = (false, false);
        for (var n = 0; n < Shape.Economies; n++)
        {
            var first = Shape.Flow(j, n, 0);
            var scale = LogScale(baseline, shock, j, n, part);
            var supply = 0.0;
            _priceShift[(j * Stride) + n] = -scale / _elasticity[j];
            for (var i = 0; i < Shape.Economies; i++)
            {
                var share = baseline.TradeShare[first + i];
                var factor = share == 0 ? 0 : Factor(baseline, shock, j, first + i, part, scale);
                var tariff = shock.Tariff[first + i];
                if (part < 1)
                    tariff = ((1 - part) * baseline.Tariff[first + i]) + (part * tariff);

                var weight = share * factor;
                var net = weight / (1 + tariff);
                supply += weight;
                _byExporter[Entry(j, i, n)] = weight;
                _netByExporter[Entry(j, i, n)] = net;
                _netByImporter[Entry(j, n, i)] = net * (_valueAdded[n] / _valueAdded[i]);
                taxed |= tariff != 0 && share != 0;
                traded |= weight != 0 && i != n;
            }

            // A sector that nobody there buys may lose its suppliers: its price is that of its own cost.
            if (supply == 0)
                _byExporter[Entry(j, n, n)] = 1;
        }

        // Lanes that pad a row price one unit of the first exporter, so that none is without a price.
        for (var n = Shape.Economies; n < Stride; n++)
            _byExporter[Entry(j, 0, n)] = 1;
        _kind[j] = taxed ? SectorKind.Taxed : traded ? SectorKind.Untaxed : SectorKind.Home;
        if (_kind[j] == SectorKind.Home)
            LoadHome(j);
    }

    /// <summary>A sector that is not traded has the diagonal of A in its first row.</summary>
    private void LoadHome(int j)
    {
        for (var n = 0; n < Shape.Economies; n++)
            _byExporter[Entry(j, 0, n)] = _byExporter[Entry(j, n, n)];
    }

    /// <summary>
    /// log of the largest κ^−θ of an importer's suppliers: it is taken out of the row, which neither overflows nor vanishes.
    /// </summary>
    private double LogScale(Baseline baseline, Shock shock, int j, int importer, double part)
    {
        var first = Shape.Flow(j, importer, 0);
        var least = double.PositiveInfinity;
        for (var i = first; i < first + Shape.Economies; i++)
        {
            if (baseline.TradeShare[i] > 0)
                least = Math.Min(least, Cost(baseline, shock, i));
        }

        if (double.IsPositiveInfinity(least) && baseline.Expenditure[Shape.Cell(j, importer)] > 0)
            throw new NoSupplierException(j, importer);
        return double.IsPositiveInfinity(least) || least == 1 ? 0 : -_elasticity[j] * part * Math.Log(least);
    }

    private double Factor(Baseline baseline, Shock shock, int j, int flow, double part, double scale)
    {
        var cost = Cost(baseline, shock, flow);
        if (cost == 1 && scale == 0)
            return 1;
        return double.IsPositiveInfinity(cost)
            ? (1 - part) * Math.Exp(-scale)
            : Math.Exp((-_elasticity[j] * part * Math.Log(cost)) - scale);
    }

    /// <summary>κ: factor on tariffs paid and iceberg costs together.</summary>
    private static double Cost(Baseline baseline, Shock shock, int flow) =>
        shock.Tariff[flow] == baseline.Tariff[flow]
            ? shock.CostChange[flow]
            : (1 + shock.Tariff[flow]) / (1 + baseline.Tariff[flow]) * shock.CostChange[flow];

    private int Entry(int sector, int row, int column) => (((sector * Shape.Economies) + row) * Stride) + column;

    private Span<double> Matrix(double[] matrices, int sector) =>
        matrices.AsSpan(sector * Shape.Economies * Stride, Shape.Economies * Stride);
}
