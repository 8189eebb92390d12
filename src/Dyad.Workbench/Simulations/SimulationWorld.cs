using Dyad.Data;
using Dyad.Data.Accounts;
using Dyad.Data.Facts;
using Dyad.Data.Store;
using Dyad.Ensembles;
using Dyad.Equilibrium.World;
using Dyad.Reports.Model;
using Dyad.Scenarios;
using Dyad.Scenarios.Model;
using Dyad.Scenarios.Simulating;
using Dyad.Workbench.Facts;

namespace Dyad.Workbench.Simulations;

/// <summary>The world that a scenario is put to: read from whichever layout the folder has, with names and sources.</summary>
internal sealed class SimulationWorld
{
    private readonly IReadOnlyList<string> repairs;

    /// <summary>
    /// What WIOD needs in every year: draws on inventories make flows negative, a few industries of small economies have no costs, and
    /// rows sum to output within rounding. A scenario that names repairs of its own is held to those.
    /// </summary>
    private static readonly string[] UsualRepairs =
    [
        AccountRules.NegativeFlowsToZero, AccountRules.MissingSupplyFromHome, AccountRules.MissingCostsFromWorld, AccountRules.DeficitsFromTrade,
        AccountRules.SolveLevelsAgain,
    ];

    private SimulationWorld(EconomicAccounts accounts, IReadOnlyList<SourceRecord> sources, IReadOnlyList<string> repairs)
    {
        Accounts = accounts;
        Sources = sources;
        this.repairs = repairs;
    }

    /// <summary>The accounts as they were read.</summary>
    public EconomicAccounts Accounts { get; }

    /// <summary>Where they come from.</summary>
    public IReadOnlyList<SourceRecord> Sources { get; }

    /// <summary>Blocks of gravity estimates that the scenario asks for.</summary>
    public IReadOnlyList<ParameterBlock> Estimates { get; private init; } = [];

    /// <summary>Reads the world of a scenario.</summary>
    /// <param name="data">The folder, or null for the built-in facts.</param>
    /// <param name="scenario">The scenario: its year and the estimates that it asks for.</param>
    /// <param name="cancel">Ends the work.</param>
    /// <exception cref="UserException">The folder is not there.</exception>
    /// <exception cref="ScenarioException">It does not hold the year.</exception>
    /// <exception cref="FactException">A table is at fault.</exception>
    public static SimulationWorld Read(string? data, Scenario scenario, CancellationToken cancel)
    {
        if (data is not null && !Directory.Exists(data))
            throw new UserException($"--data {data}: no such folder");
        if (data is not null && TableFolder.Is(data))
        {
            var accounts = TableFolder.Read(data, cancel);
            var world = new SimulationWorld(accounts, [.. accounts.Sources.Select(s => OwnFile(s, accounts.Unit))], []);
            if (scenario.GravityEstimates.Count == 0)
                return world;
            using var builtIn = FactStore.Open(WorkbenchDefaults.DataFolder);
            return world.With(scenario, builtIn, cancel);
        }

        var years = data is null ? [] : WiodFolder.Years(data);
        using var store = FactStore.Open(WorkbenchDefaults.DataFolder, years.Count > 0 ? null : data);
        if (years.Count == 0)
            return Of(store, scenario, data ?? "the facts").With(scenario, store, cancel);
        var wiod = WiodFolder.Read(data!, Year(scenario, years, data!), store);
        return new SimulationWorld(wiod, [.. wiod.Sources.Select(s => OwnFile(s, wiod.Unit))], UsualRepairs).With(scenario, store, cancel);
    }

    /// <summary>The world of fact tables, without estimates.</summary>
    /// <param name="store">The tables.</param>
    /// <param name="scenario">The scenario: its year.</param>
    /// <param name="where">What the tables are called, for a reader.</param>
    /// <exception cref="ScenarioException">They do not hold the year.</exception>
    /// <exception cref="FactException">A table is at fault.</exception>
    public static SimulationWorld Of(FactStore store, Scenario scenario, string where)
    {
        var accounts = store.Accounts(Year(scenario, store.AccountYears(), where));
        return new SimulationWorld(accounts, [.. accounts.Sources.Select(s => FactSources.Record(store.Describe(s.Table)))], UsualRepairs);
    }

    /// <summary>The same with the estimates that a scenario refers to.</summary>
    /// <exception cref="UserException">The tables do not identify them.</exception>
    public SimulationWorld With(Scenario scenario, FactStore store, CancellationToken cancel) =>
        scenario.GravityEstimates.Count == 0
            ? this
            : new SimulationWorld(Accounts, [.. Sources, FactSources.Record(store.Describe("trade_totals"))], repairs)
            {
                Estimates = [GravityBlock.Estimate(store.Totals(), cancel)],
            };

    /// <summary>Puts a scenario to this world. A fault of a cell is told with the file, row and column that it stands in.</summary>
    /// <exception cref="ScenarioException">The scenario is at fault.</exception>
    /// <exception cref="FactException">The accounts are, and no chosen rule mends them.</exception>
    public Simulation Simulate(Scenario scenario, IReadOnlyList<string>? parties)
    {
        try
        {
            return Simulation.Create(scenario, ForModel(), parties);
        }
        catch (ScenarioException e) when (e.Finding is { } finding && PlaceOf(finding, scenario) is { } place)
        {
            throw new FactException($"{place}: {e.Reason}", e);
        }
    }

    /// <summary>File, row and column of a finding; null where it is not of a file, or of accounts that were added up over sectors.</summary>
    private string? PlaceOf(AccountFinding finding, Scenario scenario)
    {
        var table = finding.Table == nameof(Baseline.TradeElasticity) ? nameof(EconomicAccounts.Elasticity) : finding.Table;
        if (scenario.Baseline.Model == ScenarioModel.OneSector || !Accounts.Places.TryGetValue(table, out var places))
            return null;
        var (shape, rows) = (new WorldShape(Accounts.Economies.Count, Accounts.Sectors.Count), places.Rows);
        int? cell = finding switch
        {
            // Sums over cells have no row of their own.
            _ when finding.Check is not (AccountCheck.Missing or AccountCheck.Negative or AccountCheck.TariffOutOfRange or AccountCheck.Elasticity) => null,
            { Sector: { } j, Economy: { } n, Exporter: { } i } => shape.Flow(j, n, i),
            { Sector: { } j, Economy: { } n, Input: { } k } => shape.Input(j, k, n),
            { Sector: { } j, Economy: { } n } => shape.Cell(j, n),
            _ => finding.Sector ?? finding.Economy,
        };
        return cell is { } c && rows is not null
            ? FormattableString.Invariant($"{places.Path}: row {rows[c]}, column {places.Column}: {finding.Amount}")
            : places.Path;
    }

    /// <summary>The world as the model takes it.</summary>
    public ScenarioData ForModel() => new()
    {
        Names = new WorldNames(
            [.. Accounts.Economies.Select(e => e.Code)], [.. Accounts.Sectors.Select(s => new SectorCode(s.Code, s.Goods))]),
        Accounts = new WorldAccounts
        {
            Shape = new WorldShape(Accounts.Economies.Count, Accounts.Sectors.Count),
            Trade = Accounts.Trade,
            Tariff = Accounts.Tariff,
            Intermediate = Accounts.Intermediate,
            Final = Accounts.Final,
            ValueAdded = Accounts.ValueAdded,
            Deficit = Accounts.Deficit,
        },
        Elasticities = Accounts.Elasticity,
        Columns = Accounts.Columns,
        Estimates = Estimates,
        Repairs = repairs,
    };

    private static int Year(Scenario scenario, IReadOnlyList<int> years, string where)
    {
        var year = scenario.Baseline.Year ?? years[^1];
        return years.Contains(year)
            ? year
            : throw new ScenarioException(
                scenario.File, scenario.Baseline.YearMark.Line, scenario.Baseline.YearMark.Column,
                FormattableString.Invariant($"no accounts of the year {year} in {where}; years: {string.Join(", ", years)}"));
    }

    private static SourceRecord OwnFile(AccountSource source, string unit) => new(
        source.Table, "User's own file " + source.Table, source.Sha256[..12], "the user's", "", "", unit, 0, source.Sha256);
}
