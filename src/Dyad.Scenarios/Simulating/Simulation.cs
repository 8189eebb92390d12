using Dyad.Ensembles;
using Dyad.Equilibrium.ManySectors;
using Dyad.Equilibrium.Shocks;
using Dyad.Equilibrium.World;
using Dyad.Scenarios.Expansion;
using Dyad.Scenarios.Model;
using Dyad.Scenarios.Reading;

namespace Dyad.Scenarios.Simulating;

/// <summary>
/// A scenario put to a world: asked for the central result and, by an ensemble, for draws. A draw sets the elasticities and the
/// sizes,
/// solves the world before again, and then every step. The solver starts at the central solution, which depends on the data
/// alone, so that
/// what a draw yields depends on its parameters alone.
/// </summary>
public sealed class Simulation : IEnsembleModel
{
    private readonly ScenarioPlan _plan;
    private readonly Baseline _accounts;
    private readonly Lazy<SimulationOutcome> _central;
    private readonly NoSolution _noSolution;

    private Simulation(Scenario scenario, ScenarioData given, IReadOnlyList<string>? parties, SolverOptions options)
    {
        given.Check();
        (Scenario, Data, Options) = (scenario, given, options);
        var data = scenario.Baseline.Model == ScenarioModel.OneSector ? OneSectorData.Of(given) : given;
        Names = data.Names;
        _noSolution = new NoSolution(scenario, Names);
        _plan = new ScenarioPlan(scenario, data, parties);
        Parties = [.. _plan.Names.Parties.Select(p => Names.Economies[p])];
        Members = [.. LayoutMaker.Members(scenario, _plan.Names).Select(m => Names.Economies[m])];
        Layout = LayoutMaker.Make(scenario, Names, _plan.Names);
        Means = _plan.Means;
        (_accounts, Findings) = Accounts(data);
        // What is out of range at the means is a fault of the file; at a draw it fails the draw.
        _plan.Shocks(_accounts.Tariff, _accounts.TradeElasticity, Means);
        _central = new Lazy<SimulationOutcome>(() => Run(Means, null, CancellationToken.None));
    }

    /// <summary>The scenario.</summary>
    public Scenario Scenario { get; }

    /// <summary>The data that it was put to.</summary>
    public ScenarioData Data { get; }

    /// <summary>How it is solved.</summary>
    public SolverOptions Options { get; }

    /// <summary>Names of the model: those of the data, or one sector <c>ALL</c> in the one-sector model.</summary>
    public WorldNames Names { get; }

    /// <summary>Codes of the two sides, those of the command before those of the file; empty without any.</summary>
    public IReadOnlyList<string> Parties { get; }

    /// <summary>Codes of the economies that the changes name, alone or in a group of the file, the parties left out.</summary>
    public IReadOnlyList<string> Members { get; }

    /// <inheritdoc/>
    public IReadOnlyList<ParameterBlock> Parameters => _plan.Blocks;

    /// <summary>Where each parameter comes from, in their order: what the file cites, or the name of the estimate.</summary>
    public IReadOnlyList<string> ParameterSources => _plan.Sources;

    /// <summary>Means of the parameters, in their order: the central vector.</summary>
    public double[] Means { get; }

    /// <summary>Which position of the figures is which.</summary>
    public FigureLayout Layout { get; }

    /// <inheritdoc/>
    public int FigureCount => Layout.Count;

    /// <summary>What was found wrong in the accounts, and which named rule mended it.</summary>
    public IReadOnlyList<AccountFinding> Findings { get; }

    /// <summary>Puts a scenario to a world, and checks every name and size in it.</summary>
    /// <param name="scenario">The scenario.</param>
    /// <param name="data">The world.</param>
    /// <param name="parties">Two codes that take the place of the file's parties, or null.</param>
    /// <param name="options">How it is solved, or null for the usual way.</param>
    /// <exception cref="ScenarioException">
    /// A name is unknown, a size out of its range, two changes contradict, or the accounts have a fault that no chosen rule
    /// mends.
    /// </exception>
    /// <exception cref="ArgumentException">Names or arrays of the data have the wrong length.</exception>
    public static Simulation Create(
        Scenario scenario, ScenarioData data, IReadOnlyList<string>? parties = null, SolverOptions? options = null) =>
        new(scenario, data, parties, options ?? new SolverOptions());

    /// <summary>All steps at one vector of parameters. Convergence is said in the result.</summary>
    /// <exception cref="ScenarioException">A step leaves a sector that is in demand without a supplier, or sizes leave their range.</exception>
    public SimulationOutcome Solve(ReadOnlySpan<double> parameters, CancellationToken cancel = default) =>
        parameters.SequenceEqual(Means) ? _central.Value : Run(parameters, Start(), cancel);

    /// <summary>All steps at one vector of parameters, solved.</summary>
    /// <exception cref="ScenarioException">
    /// There is no solution there: names the step with its line, and the cause with economy and sector.
    /// </exception>
    public SimulationOutcome Solved(ReadOnlySpan<double> parameters, CancellationToken cancel = default)
    {
        var outcome = Solve(parameters, cancel);
        return outcome.Unsolved is { } fault ? throw fault : outcome;
    }

    /// <inheritdoc/>
    public bool Evaluate(ReadOnlySpan<double> parameters, Span<double> figures, CancellationToken cancel)
    {
        try
        {
            Solved(parameters, cancel).Figures.CopyTo(figures);
            return true;
        }
        catch (ScenarioException)
        {
            return false;
        }
    }

    private SimulationOutcome? Start() => _central.Value is { Converged: true } central ? central : null;

    /// <summary>Refuses a selection of steps that contradict each other when they are taken at once.</summary>
    internal void RequireCompatible(IReadOnlyList<int> steps) => _plan.RequireCompatible(steps);

    /// <summary>
    /// Gains of every economy, income before times the change of real income, of selections of steps taken at once. Each starts at the
    /// solution of the one before it.
    /// </summary>
    /// <exception cref="ScenarioException">A selection has no solution: names its steps, and the cause.</exception>
    internal IReadOnlyList<double[]> GainsOf(
        IReadOnlyList<IReadOnlyList<int>> selections, ReadOnlySpan<double> parameters, CancellationToken cancel)
    {
        var (before, status, residuals, iterations) = Before(parameters, cancel);
        if (Unsolved([], Scenario.Baseline.Deficits, status, residuals, iterations) is { } fault)
            throw fault;
        var (gains, income, near) = (new double[selections.Count][], before.Income(), (Counterfactual?)null);
        for (var s = 0; s < gains.Length; s++)
        {
            var shock = _plan.Shock(_accounts.Tariff, before.TradeElasticity, parameters, selections[s], Scenario.Baseline.Deficits);
            near = Step(before, shock, near, selections[s], cancel);
            if (Unsolved(selections[s], shock.Deficits, near.Status, near.Residuals, near.Iterations) is { } unsolved)
                throw unsolved;
            var (after, price) = (near.Income, near.ConsumerPrice);
            gains[s] = [.. income.Select((v, n) => (after[n] / price[n]) - v)];
        }

        return gains;
    }

    private (Baseline Balanced, SolveStatus Status, Residuals Residuals, int Iterations) Before(
        ReadOnlySpan<double> parameters, CancellationToken cancel)
    {
        var elasticities = _plan.Elasticities(parameters);
        if (elasticities.Any(e => !(e > 0)))
            throw Scenario.Fault(Scenario.Elasticities.Mark, "a trade elasticity is above 0");
        return ManySectorModel.Balance(
            _accounts with { TradeElasticity = elasticities }, Scenario.Baseline.Deficits, Options, cancel);
    }

    private SimulationOutcome Run(ReadOnlySpan<double> parameters, SimulationOutcome? start, CancellationToken cancel)
    {
        var (before, status, residuals, iterations) = Before(parameters, cancel);
        var shocks = _plan.Shocks(_accounts.Tariff, before.TradeElasticity, parameters);
        var unsolved = Unsolved([], Scenario.Baseline.Deficits, status, residuals, iterations);
        var steps = new List<StepOutcome>();
        foreach (var shock in shocks)
        {
            var near = start?.Steps[steps.Count].Counterfactual ?? (steps.Count > 0 ? steps[^1].Counterfactual : null);
            var after = Step(before, shock, near, [steps.Count], cancel);
            unsolved ??= Unsolved([steps.Count], shock.Deficits, after.Status, after.Residuals, after.Iterations);
            steps.Add(new StepOutcome(after, Welfare.Of(after)));
            residuals = Worst(residuals, after.Residuals);
            iterations += after.Iterations;
        }

        return Outcome(before, steps, unsolved, residuals, iterations);
    }

    private Counterfactual Step(Baseline before, Shock shock, Counterfactual? near, IReadOnlyList<int> steps, CancellationToken cancel)
    {
        try
        {
            return ManySectorModel.Solve(before, shock, Options, near, cancel);
        }
        catch (NoSupplierException e)
        {
            throw _noSolution.Of(steps, e);
        }
        catch (ArgumentException e)
        {
            throw Scenario.Fault(steps.Count > 0 ? Scenario.Steps[steps[0]].Mark : default, $"no solution: {e.Message}");
        }
    }

    private ScenarioException? Unsolved(
        IReadOnlyList<int> steps, DeficitRule deficits, SolveStatus status, Residuals residuals, int iterations) =>
        residuals.Worst is { } worst ? _noSolution.Of(steps, deficits, status, iterations, worst) : null;

    private SimulationOutcome Outcome(
        Baseline before, IReadOnlyList<StepOutcome> steps, ScenarioException? unsolved, Residuals residuals, int iterations)
    {
        var (tradeBefore, tradeAfter) = (before.NetTrade(), steps[^1].Counterfactual.NetTrade());
        var figures = new double[Layout.Count];
        var outcome = new SimulationOutcome
        {
            Before = before,
            Unsolved = unsolved,
            Residuals = residuals,
            Iterations = iterations,
            Steps = steps,
            Trade = FigureKernel.Trade(Layout, before.Shape, tradeBefore, tradeAfter),
            OutputBefore = before.Output(),
            OutputAfter = steps[^1].Counterfactual.Output(),
            TradeBefore = FigureKernel.Pairs(before.Shape, tradeBefore),
            TradeAfter = FigureKernel.Pairs(before.Shape, tradeAfter),
            Figures = figures,
        };
        FigureKernel.Fill(Layout, outcome, figures);
        return outcome;
    }

    private (Baseline Accounts, IReadOnlyList<AccountFinding> Findings) Accounts(ScenarioData data)
    {
        var accounts = data.Accounts with { Tariff = _plan.TariffInForce() };
        if (Scenario.Baseline.Model == ScenarioModel.OneSector)
            accounts = OneSectorData.Balanced(accounts.Shape, accounts.Trade, accounts.Tariff);
        var rules = Scenario.Baseline.Repairs?.Select(Rule).ToArray() ?? data.Repairs;
        var reading = Baseline.Of(accounts, _plan.Elasticities(Means), rules);
        if (reading.Baseline is { } baseline)
            return (baseline, reading.Findings);
        var (worst, sentence) = AccountFault.Of(reading.Findings, Names);
        throw new ScenarioException(Scenario.File, default, $"the accounts have a fault that no chosen repair mends: {sentence}")
        {
            Finding = worst,
        };
    }

    private string Rule(NameAt name) => AccountRules.All.ContainsKey(name.Text)
        ? name.Text
        : throw Scenario.Fault(
            name.Mark,
            $"no repair '{name.Text}'{NearNames.Hint(name.Text, AccountRules.All.Keys)}"
            + $" (known: {string.Join(", ", AccountRules.All.Keys)})");

    private static Residuals Worst(Residuals a, Residuals b) => new(
        Math.Max(a.Cost, b.Cost), Math.Max(a.Price, b.Price), Math.Max(a.Expenditure, b.Expenditure),
        Math.Max(a.Demand, b.Demand));
}
