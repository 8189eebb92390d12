using Dyad.Ensembles;
using Dyad.Equilibrium.Shocks;
using Dyad.Equilibrium.World;
using Dyad.Scenarios.Model;
using Dyad.Scenarios.Reading;
using Dyad.Scenarios.Simulating;

namespace Dyad.Scenarios.Expansion;

/// <summary>A step with its changes by position.</summary>
internal sealed record PlannedStep(ScenarioStep Step, IReadOnlyList<Operation> Operations);

/// <summary>
/// A scenario put to the names of the data: every change by position, every size by slot. Values wait for parameters.
/// </summary>
internal sealed class ScenarioPlan
{
    private readonly Scenario _scenario;
    private readonly ScenarioData _data;
    private readonly WorldShape _shape;
    private readonly Parameters _parameters;
    private readonly Slot[] _elasticities;
    private readonly IReadOnlyList<TariffOperation> _inForce;

    /// <summary>The plan of a scenario.</summary>
    /// <exception cref="ScenarioException">A name is unknown, or two changes contradict.</exception>
    public ScenarioPlan(Scenario scenario, ScenarioData data, IReadOnlyList<string>? parties)
    {
        (_scenario, _data, _shape) = (scenario, data, data.Accounts.Shape);
        Names = new NameResolver(scenario, data.Names, parties);
        _parameters = new Parameters(scenario, data.Estimates);
        _elasticities = ElasticityDraw.Slots(scenario, data.Names, data.Elasticities, _parameters);
        _inForce = [.. scenario.Baseline.Tariffs.Select(t => (TariffOperation)Plan(t))];
        Steps = [.. scenario.Steps.Select(s => new PlannedStep(s, [.. s.Changes.Select(Plan)]))];
        Contradictions.Check(scenario, _shape, [_inForce, .. Steps.Select(s => s.Operations)]);
    }

    /// <summary>Names of the scenario against those of the data.</summary>
    public NameResolver Names { get; }

    /// <summary>The steps.</summary>
    public IReadOnlyList<PlannedStep> Steps { get; }

    /// <summary>Blocks of the vector of parameters.</summary>
    public IReadOnlyList<ParameterBlock> Blocks => _parameters.Blocks;

    /// <summary>Where each parameter comes from.</summary>
    public IReadOnlyList<string> Sources => _parameters.Sources;

    /// <summary>Means of the parameters.</summary>
    public double[] Means => _parameters.Means;

    /// <summary>Trade elasticities by sector at a vector of parameters.</summary>
    public double[] Elasticities(ReadOnlySpan<double> parameters)
    {
        var values = new double[_elasticities.Length];
        for (var j = 0; j < values.Length; j++)
            values[j] = _elasticities[j].At(parameters);
        return values;
    }

    /// <summary>Tariffs before the first step: those of the data, and those that the scenario says are in force.</summary>
    public double[] TariffInForce()
    {
        var tariff = (double[])_data.Accounts.Tariff.Clone();
        foreach (var operation in _inForce)
        {
            if (operation.Apply(new PolicyState(_shape, [], tariff, []), []) is { } fault)
                throw _scenario.Fault(operation.Change.Flows.Mark, fault);
        }

        return tariff;
    }

    /// <summary>The shock of each step, against the world before the first.</summary>
    /// <param name="tariffInForce">Tariffs before the first step.</param>
    /// <param name="elasticities">Trade elasticities.</param>
    /// <param name="parameters">The vector of parameters.</param>
    /// <exception cref="ScenarioException">A tariff or a cost leaves its range at these parameters.</exception>
    public Shock[] Shocks(double[] tariffInForce, double[] elasticities, ReadOnlySpan<double> parameters)
    {
        var state = Unchanged(tariffInForce, elasticities);
        var shocks = new Shock[Steps.Count];
        for (var s = 0; s < shocks.Length; s++)
        {
            state.TariffBefore = (double[])state.Tariff.Clone();
            Apply(Steps[s], state, parameters);
            shocks[s] = new Shock((double[])state.Tariff.Clone(), (double[])state.Cost.Clone(), Steps[s].Step.Deficits);
        }

        return shocks;
    }

    /// <summary>The shock of some steps taken at once.</summary>
    /// <exception cref="ScenarioException">A tariff or a cost leaves its range at these parameters.</exception>
    public Shock Shock(
        double[] tariffInForce, double[] elasticities, ReadOnlySpan<double> parameters, IReadOnlyList<int> steps, DeficitRule deficits)
    {
        var state = Unchanged(tariffInForce, elasticities);
        foreach (var step in steps)
            Apply(Steps[step], state, parameters);
        return new Shock(state.Tariff, state.Cost, deficits);
    }

    /// <summary>Refuses steps that contradict each other when they are taken at once.</summary>
    /// <exception cref="ScenarioException">Two do: the line of the second, with that of the first.</exception>
    public void RequireCompatible(IReadOnlyList<int> steps) =>
        Contradictions.Check(_scenario, _shape, [[.. steps.SelectMany(s => Steps[s].Operations)]]);

    private PolicyState Unchanged(double[] tariffInForce, double[] elasticities)
    {
        var cost = new double[_shape.Flows];
        Array.Fill(cost, 1);
        return new PolicyState(_shape, elasticities, (double[])tariffInForce.Clone(), cost) { TariffBefore = tariffInForce };
    }

    private void Apply(PlannedStep step, PolicyState state, ReadOnlySpan<double> parameters)
    {
        foreach (var operation in step.Operations)
        {
            if (operation.Apply(state, parameters) is { } fault)
                throw _scenario.Fault(operation.Change.Flows.Mark, fault);
        }
    }

    private Operation Plan(Change change)
    {
        var cells = FlowCells.Of(_scenario, change.Flows, Names);
        var slots = change.Sizes.Select(_parameters.Of).ToArray();
        if (change is CostChange cost)
        {
            // All of a trade effect counts where no part is named; a closed flow has no size.
            return new CostOperation(cost, cells, At(0, new Slot(0)), At(1, new Slot(1)));
        }

        var tariff = (TariffChange)change;
        return new TariffOperation(
            tariff, cells, At(0, new Slot(0)),
            tariff.Rule is TariffRule.Column column ? Column(column.Name) : null,
            tariff.Rule is TariffRule.LevelOf like ? Names.Economy(like.Economy) : -1);

        Slot At(int position, Slot otherwise) => position < slots.Length ? slots[position] : otherwise;
    }

    private double[] Column(NameAt name) => _data.Columns.TryGetValue(name.Text, out var column)
        ? column
        : throw _scenario.Fault(
            name.Mark, $"no column of tariffs '{name.Text}' in the data{NearNames.Hint(name.Text, _data.Columns.Keys)}");
}
