namespace Dyad.Equilibrium.World;

/// <summary>A baseline out of accounts, with what was found wrong in them.</summary>
/// <param name="Baseline">The baseline; null where something is wrong that no chosen rule mends.</param>
/// <param name="Findings">All that is wrong, mended or not, in the order of the checks.</param>
public sealed record BaselineReading(Baseline? Baseline, IReadOnlyList<AccountFinding> Findings);

/// <summary>
/// Makes a <see cref="Baseline"/> out of accounts: cells first, then what is missing, then balances. Accounts are copied, never
/// changed.
/// </summary>
internal sealed class BaselineMaker
{
    /// <summary>Accounts that are rounded to the last printed digits pass; a gap beyond is a finding.</summary>
    private const double Rounding = 1e-6;

    /// <summary>
    /// What deficits may sum to, as part of the world's value added: rounding of a sum. It is spread over the economies without a
    /// rule, for excess demands of a world sum to it and could not vanish.
    /// </summary>
    private const double RoundingOfSum = 1e-12;

    private readonly WorldShape _shape;
    private readonly HashSet<string> _rules;
    private readonly List<AccountFinding> _findings = [];
    private readonly double[] _trade;
    private readonly double[] _tariff;
    private readonly double[] _intermediate;
    private readonly double[] _final;
    private readonly double[] _valueAdded;
    private readonly double[] _deficit;
    private readonly double[] _elasticity;

    private BaselineMaker(WorldAccounts accounts, double[] elasticity, IEnumerable<string> rules)
    {
        _shape = accounts.Shape;
        _rules = [.. rules];
        if (_rules.FirstOrDefault(r => !AccountRules.All.ContainsKey(r)) is { } unknown)
        {
            throw new ArgumentException(
                $"no rule has the name '{unknown}'; there are {string.Join(", ", AccountRules.All.Keys)}");
        }

        _trade = Copy(accounts.Trade, _shape.Flows, nameof(accounts.Trade));
        _tariff = Copy(accounts.Tariff, _shape.Flows, nameof(accounts.Tariff));
        _intermediate = Copy(accounts.Intermediate, _shape.Inputs, nameof(accounts.Intermediate));
        _final = Copy(accounts.Final, _shape.Cells, nameof(accounts.Final));
        _valueAdded = Copy(accounts.ValueAdded, _shape.Cells, nameof(accounts.ValueAdded));
        _deficit = Copy(accounts.Deficit, _shape.Economies, nameof(accounts.Deficit));
        _elasticity = Copy(elasticity, _shape.Sectors, nameof(Baseline.TradeElasticity));
    }

    public static BaselineReading Make(WorldAccounts accounts, double[] elasticity, IEnumerable<string> rules)
    {
        var maker = new BaselineMaker(accounts, elasticity, rules);
        maker.CheckCells();
        // Sums of cells that are wrong say nothing.
        if (maker.IsMended)
            maker.CheckSums();
        return new BaselineReading(maker.IsMended ? maker.Build() : null, maker._findings);
    }

    private bool IsMended => _findings.TrueForAll(f => f.Rule is not null);

    private void CheckCells()
    {
        CheckFlows(_trade, nameof(WorldAccounts.Trade));
        for (var f = 0; f < _tariff.Length; f++)
        {
            if (!double.IsFinite(_tariff[f]))
                Mend(AccountCheck.Missing, nameof(WorldAccounts.Tariff), f, ref _tariff[f], AccountRules.MissingCellsToZero);
            if (_tariff[f] <= -1)
                Mend(AccountCheck.TariffOutOfRange, nameof(WorldAccounts.Tariff), f, ref _tariff[f], null);
        }

        CheckFlows(_intermediate, nameof(WorldAccounts.Intermediate));
        CheckFlows(_final, nameof(WorldAccounts.Final));
        CheckFlows(_valueAdded, nameof(WorldAccounts.ValueAdded));
        for (var n = 0; n < _deficit.Length; n++)
        {
            if (!double.IsFinite(_deficit[n]))
                Find(AccountCheck.Missing, nameof(WorldAccounts.Deficit), null, n, _deficit[n], AccountRules.DeficitsFromTrade);
        }

        for (var j = 0; j < _elasticity.Length; j++)
        {
            if (!(_elasticity[j] > 0) || double.IsInfinity(_elasticity[j]))
                Find(AccountCheck.Elasticity, nameof(Baseline.TradeElasticity), j, null, _elasticity[j], null);
        }
    }

    private void CheckFlows(double[] flows, string table)
    {
        for (var k = 0; k < flows.Length; k++)
        {
            if (!double.IsFinite(flows[k]))
                Mend(AccountCheck.Missing, table, k, ref flows[k], AccountRules.MissingCellsToZero);
            else if (flows[k] < 0)
                Mend(AccountCheck.Negative, table, k, ref flows[k], AccountRules.NegativeFlowsToZero);
        }
    }

    private void CheckSums()
    {
        var sales = _shape.Output(_trade);
        var (costs, uses, purchases) = (Costs(), Uses(), Purchases());
        for (var cell = 0; cell < _shape.Cells; cell++)
        {
            var (j, n) = (cell / _shape.Economies, cell % _shape.Economies);
            if (uses[cell] > 0 && purchases[cell] == 0)
            {
                const string Home = AccountRules.MissingSupplyFromHome;
                Find(AccountCheck.DemandWithoutSupply, nameof(WorldAccounts.Trade), j, n, uses[cell], Home);
                if (Chosen(Home))
                    sales[cell] += _trade[_shape.Flow(j, n, n)] = purchases[cell] = uses[cell];
            }

            const string Costs = nameof(WorldAccounts.ValueAdded);
            if (sales[cell] > 0 && costs[cell] == 0)
                Find(AccountCheck.SalesWithoutCosts, Costs, j, n, sales[cell], AccountRules.MissingCostsFromWorld);
            else
                Compare(AccountCheck.OutputAgainstSales, Costs, j, n, costs[cell], sales[cell]);
            Compare(AccountCheck.PurchasesAgainstUses, nameof(WorldAccounts.Trade), j, n, purchases[cell], uses[cell]);
        }

        if (Chosen(AccountRules.MissingCostsFromWorld))
            CostsFromWorld(sales, costs);
        var added = ByEconomy(_valueAdded);
        CheckEconomies(added, nameof(WorldAccounts.ValueAdded));
        CheckEconomies(ByEconomy(_final), nameof(WorldAccounts.Final));
        if (IsMended)
            CheckDeficits(added);
    }

    private void CheckEconomies(double[] sums, string table)
    {
        for (var n = 0; n < sums.Length; n++)
        {
            if (sums[n] <= 0)
                Find(AccountCheck.EmptyEconomy, table, null, n, sums[n], null);
        }
    }

    private void CheckDeficits(double[] added)
    {
        var (fromTrade, world) = (new double[_shape.Economies], added.Sum());
        for (var f = 0; f < _trade.Length; f++)
        {
            fromTrade[f / _shape.Economies % _shape.Economies] += _trade[f];
            fromTrade[f % _shape.Economies] -= _trade[f];
        }

        for (var n = 0; n < _deficit.Length; n++)
        {
            var gap = (_deficit[n] - fromTrade[n]) / added[n];
            var rule = Chosen(AccountRules.DeficitsFromTrade) ? AccountRules.DeficitsFromTrade : AccountRules.SolveLevelsAgain;
            if (Math.Abs(gap) > Rounding)
                Find(AccountCheck.DeficitAgainstTrade, nameof(WorldAccounts.Deficit), null, n, gap, rule);
            if (Chosen(AccountRules.DeficitsFromTrade))
                _deficit[n] = fromTrade[n];
        }

        var sum = _deficit.Sum();
        if (Math.Abs(sum) > RoundingOfSum * world)
        {
            Find(AccountCheck.DeficitSum, nameof(WorldAccounts.Deficit), null, null, sum / world, AccountRules.DeficitsToZeroSum);
            if (!Chosen(AccountRules.DeficitsToZeroSum))
                return;
        }

        for (var n = 0; n < _deficit.Length; n++)
            _deficit[n] -= sum * added[n] / world;
    }

    /// <summary>Costs of the sector over all economies, scaled to the sales of those that have none.</summary>
    private void CostsFromWorld(double[] sales, double[] costs)
    {
        var (economies, sectors) = (_shape.Economies, _shape.Sectors);
        for (var j = 0; j < sectors; j++)
        {
            var world = costs.AsSpan(j * economies, economies).ToArray().Sum();
            for (var n = 0; n < economies; n++)
            {
                var cell = _shape.Cell(j, n);
                if (!(sales[cell] > 0 && costs[cell] == 0))
                    continue;
                // A sector without costs anywhere works without inputs.
                var left = sales[cell];
                for (var k = 0; k < sectors && world > 0; k++)
                {
                    var inputs = _intermediate.AsSpan(_shape.Input(j, k, 0), economies);
                    var sum = 0.0;
                    foreach (var value in inputs)
                        sum += value;
                    left -= inputs[n] = sales[cell] * sum / world;
                }

                _valueAdded[cell] = left;
            }
        }
    }

    private Baseline Build()
    {
        var (shares, expenditure) = (new double[_shape.Flows], Purchases());
        for (var cell = 0; cell < _shape.Cells; cell++)
        {
            var first = cell * _shape.Economies;
            // What nobody buys is priced at home.
            if (expenditure[cell] == 0)
                shares[first + (cell % _shape.Economies)] = 1;
            for (var f = first; f < first + _shape.Economies && expenditure[cell] > 0; f++)
                shares[f] = _trade[f] * (1 + _tariff[f]) / expenditure[cell];
        }

        var (costs, consumption) = (Costs(), ByEconomy(_final));
        var (inputs, added) = (new double[_shape.Inputs], new double[_shape.Cells]);
        for (var j = 0; j < _shape.Sectors; j++)
        {
            for (var n = 0; n < _shape.Economies; n++)
            {
                var cost = costs[_shape.Cell(j, n)];
                // What makes nothing would work without inputs.
                added[_shape.Cell(j, n)] = cost > 0 ? _valueAdded[_shape.Cell(j, n)] / cost : 1;
                for (var k = 0; k < _shape.Sectors && cost > 0; k++)
                    inputs[_shape.Input(j, k, n)] = _intermediate[_shape.Input(j, k, n)] / cost;
            }
        }

        return new Baseline
        {
            Shape = _shape,
            TradeShare = shares,
            Tariff = _tariff,
            InputShare = inputs,
            ValueAddedShare = added,
            FinalShare = [.. _final.Select((v, cell) => v / consumption[cell % _shape.Economies])],
            Expenditure = expenditure,
            ValueAdded = ByEconomy(_valueAdded),
            Deficit = _deficit,
            TradeElasticity = _elasticity,
        };
    }

    private double[] Purchases()
    {
        var purchases = new double[_shape.Cells];
        for (var f = 0; f < _trade.Length; f++)
            purchases[f / _shape.Economies] += _trade[f] * (1 + _tariff[f]);
        return purchases;
    }

    private double[] Costs()
    {
        var costs = (double[])_valueAdded.Clone();
        for (var j = 0; j < _shape.Sectors; j++)
        {
            for (var k = 0; k < _shape.Cells; k++)
                costs[_shape.Cell(j, k % _shape.Economies)] += _intermediate[(j * _shape.Cells) + k];
        }

        return costs;
    }

    private double[] Uses()
    {
        var uses = (double[])_final.Clone();
        for (var k = 0; k < _intermediate.Length; k++)
            uses[k % _shape.Cells] += _intermediate[k];
        return uses;
    }

    private double[] ByEconomy(double[] cells)
    {
        var sums = new double[_shape.Economies];
        for (var cell = 0; cell < cells.Length; cell++)
            sums[cell % _shape.Economies] += cells[cell];
        return sums;
    }

    private void Compare(AccountCheck check, string table, int sector, int economy, double value, double other)
    {
        var gap = value == other ? 0 : (value / other) - 1;
        if (Math.Abs(gap) > Rounding)
            Find(check, table, sector, economy, gap, AccountRules.SolveLevelsAgain);
    }

    private bool Chosen(string rule) => _rules.Contains(rule);

    private void Find(AccountCheck check, string table, int? sector, int? economy, double amount, string? rule) =>
        _findings.Add(new(check, table, sector, null, economy, null, amount, rule is not null && Chosen(rule) ? rule : null));

    /// <summary>
    /// Notes a cell, and sets it to zero where the rule is chosen. Its place follows from the length of its table.
    /// </summary>
    private void Mend(AccountCheck check, string table, int k, ref double value, string? rule)
    {
        var (economy, row) = (k % _shape.Economies, k / _shape.Economies);
        var chosen = rule is not null && Chosen(rule) ? rule : null;
        _findings.Add(table switch
        {
            nameof(WorldAccounts.Trade) or nameof(WorldAccounts.Tariff) =>
                new(check, table, row / _shape.Economies, null, row % _shape.Economies, economy, value, chosen),
            nameof(WorldAccounts.Intermediate) =>
                new(check, table, row / _shape.Sectors, row % _shape.Sectors, economy, null, value, chosen),
            _ => new(check, table, row, null, economy, null, value, chosen),
        });
        if (chosen is not null)
            value = 0;
    }

    private static double[] Copy(double[] values, int length, string table) =>
        values.Length == length
            ? (double[])values.Clone()
            : throw new ArgumentException($"{table} has {values.Length} values in place of {length}");
}
