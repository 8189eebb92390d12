using Dyad.Scenarios.Reading;
using Dyad.Scenarios.Simulating;
using Dyad.Scenarios.Tests.Reading;
using Dyad.Scenarios.Tests.Worlds;

namespace Dyad.Scenarios.Tests.Expansion;

/// <summary>What is wrong with a scenario in the world that it is put to. The mark § stands where the fault is.</summary>
public class DataFaults
{
    private const string Change = "tariff: {between: [A, B], set: 0%}";

    [Theory]
    [InlineData("tariff: {from: §AAB, to: CCC, set: 0%}", "no economy or group 'AAB' in the data, did you mean 'AAA'?")]
    [InlineData(
        "tariff: {from: all, to: CCC, sectors: [FARM, §OFICE], set: 0%}",
        "no sector or group of sectors 'OFICE' in the data, did you mean 'OFFICE'?")]
    [InlineData(
        "tariff: {from: all, to: all, column: §tariff_latter}",
        "no column of tariffs 'tariff_latter' in the data, did you mean 'tariff_later'?")]
    [InlineData(
        "barrier: {between: [A, B], trade_effect: §gravity.agrement}",
        "parameter 'gravity.agrement' is not defined, did you mean 'gravity.agreement'?")]
    [InlineData("tariff: §{within: AAA, set: 0%}", "nobody trades here")]
    [InlineData("tariff: §{from: pair, to: all, points: -103}", "a tariff becomes -1")]
    [InlineData(
        "bloc: {kind: customs-union, members: [AAA, CCC], external: {like: §pair}}",
        "'pair': one economy is wanted, not a group")]
    public void InAChange(string change, string reason) => Refused(SmallWorld.Text(change), reason);

    [Theory]
    [InlineData("groups: {G: [CCC, §EEE]}", "no economy or group 'EEE' in the data")]
    [InlineData("groups: {§DDD: [CCC]}", "group 'DDD' has the name of an economy of the data")]
    [InlineData("sector_groups: {G: [§FARMS]}", "no sector or group of sectors 'FARMS' in the data, did you mean 'FARM'?")]
    [InlineData("sector_groups: {§FARM: [OFFICE]}", "group 'FARM' has the name of a sector of the data")]
    [InlineData("baseline: {repairs: [§mend]}", "no repair 'mend' (known: ")]
    [InlineData("baseline: {tariffs: [{from: all, to: all, column: §none}]}", "no column of tariffs 'none' in the data")]
    [InlineData(
        "baseline: {tariffs: [{from: all, to: all, set: 5%}, §{from: A, to: B, set: 4%}]}",
        "the tariff of a flow is changed twice in one step, see line 7")]
    [InlineData("baseline: {tariffs: [{from: all, to: all, set: §{mean: 5%, se: 1%}}]}", "a tariff in force is certain")]
    public void AtTheTop(string top, string reason) => Refused(SmallWorld.Text(top, [Change]), reason);

    [Theory]
    [InlineData(
        "tariff: {between: [A, B], set: 0%}", "tariff: §{from: A, to: all, set: 5%}",
        "the tariff of a flow is changed twice in one step, see line 11")]
    [InlineData(
        "tariff: {between: [A, B], change: -50%}", "tariff: §{from: A, to: all, points: 5}",
        "the tariff of a flow is changed twice in one step")]
    [InlineData(
        "bloc: {kind: free-trade, members: pair}", "tariff: §{from: A, to: B, sectors: FARM, set: 5%}",
        "the tariff of a flow is changed twice")]
    [InlineData(
        "withdrawal: {of: third, from: A, close: true}", "iceberg: §{from: A, to: all, factor: 0.9}",
        "the costs of a flow change that is closed, see line 11")]
    [InlineData(
        "iceberg: {from: A, to: all, factor: 0.9}", "withdrawal: §{of: third, from: A, close: true}",
        "a flow is closed whose costs change in the same step, see line 11")]
    public void TwoChangesThatContradict(string first, string second, string reason) => Refused(SmallWorld.Text(first, second), reason);

    [Theory]
    [InlineData("tariff: {between: [A, B], set: 0%}", "tariff: {between: [A, CCC], set: 5%}")]
    [InlineData("iceberg: {between: [A, B], factor: 0.9}", "iceberg: {between: [A, B], factor: 0.9}")]
    [InlineData("tariff: {between: [A, B], set: 0%}", "iceberg: {between: [A, B], factor: 0.9}")]
    public void TwoChangesThatDoNot(string first, string second) => Assert.NotNull(SmallWorld.Simulate(first, second));

    [Fact]
    public void WhatIsClosedStaysClosedInTheNextStep() => Refused(
        SmallWorld.Text("withdrawal: {of: third, from: A, close: true}")
        + "\n  - {title: {en: Two, zh: 二, ru: Два}, changes: [{iceberg: §{from: CCC, to: A, factor: 0.9}}]}",
        "the costs of a flow change that is closed, see line 11");

    [Fact]
    public void AGroupOfThePartiesNeedsParties() => Refused(
        SmallWorld.Text("tariff: {between: [§A, B], set: 0%}").Replace("parties: [AAA, BBB]\n", "", StringComparison.Ordinal),
        "'A' needs two parties: name them under parties or in the command");

    [Fact]
    public void APartyOfTheFileIsLookedUp() => Refused(
        SmallWorld.Text(Change).Replace("[AAA, BBB]", "[AAA, §BBC]", StringComparison.Ordinal), "no economy or group 'BBC'");

    [Theory]
    [InlineData("AAA,EEE", "party 'EEE' is no economy of the data")]
    [InlineData("AAA", "parties are two economies, not 'AAA'")]
    [InlineData("AAA,AAA", "parties are two economies, not 'AAA, AAA'")]
    public void PartiesOfTheCommand(string parties, string reason)
    {
        var fault = Assert.Throws<ScenarioException>(
            () => Simulation.Create(SmallWorld.Scenario(Change), SmallWorld.Data, parties.Split(',')));
        Assert.StartsWith($"small.yaml: {reason}", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{sectors: {§FARMS: 4}, default: 4, source: me}", "no sector 'FARMS' in the data, did you mean 'FARM'?")]
    [InlineData("§{sectors: {FARM: 4}, services: 4, source: me}", "sector 'FACTORY' has no elasticity")]
    [InlineData("§data", "the data bring no elasticities")]
    [InlineData("§caliendo-parro-2015", "sector 'FARM' has no elasticity")]
    public void Elasticities(string elasticities, string reason) => Refused(
        SmallWorld.Text(Change).Replace("{default: 4, services: 5, source: made up}", elasticities, StringComparison.Ordinal), reason);

    [Fact]
    public void ElasticitiesOfTheDataAreAboveZero()
    {
        var text = SmallWorld.Text(Change).Replace("{default: 4, services: 5, source: made up}", "§data", StringComparison.Ordinal);
        Marked.Refused(
            text, "elasticity -1 of 'FACTORY' in the data is not above 0",
            t => Simulation.Create(ScenarioFile.Read("small.yaml", t), SmallWorld.Data with { Elasticities = [3, -1, 4] }));
    }

    [Fact]
    public void TheOneSectorModelKnowsNoSectors() => Refused(
        SmallWorld.Text("baseline: {model: one-sector}", ["tariff: {between: [A, B], sectors: §FARM, set: 0%}"]),
        "no sector or group of sectors 'FARM' in the data");

    [Fact]
    public void ArraysOfTheDataAreAsLongAsTheirNames()
    {
        var data = SmallWorld.Data with { Columns = new Dictionary<string, double[]> { ["short"] = [1, 2] } };
        var fault = Assert.Throws<ArgumentException>(() => Simulation.Create(SmallWorld.Scenario(Change), data));
        Assert.Equal("short has 2 values in place of 48", fault.Message);
        Assert.Throws<ArgumentException>(
            () => Simulation.Create(SmallWorld.Scenario(Change), SmallWorld.Data with { Elasticities = [1] }));
    }

    [Fact]
    public void AccountsThatNoRepairMends()
    {
        var fault = Assert.Throws<ScenarioException>(
            () => Simulation.Create(SmallWorld.Scenario(Change), SmallWorld.Data with { Repairs = [] }));
        Assert.Contains("the accounts have a fault that no chosen repair mends: ", fault.Message, StringComparison.Ordinal);
        Assert.Contains("; not mended", fault.Message, StringComparison.Ordinal);
    }

    private static void Refused(string marked, string reason) => Marked.Refused(
        marked, reason, text => Simulation.Create(ScenarioFile.Read("small.yaml", text), SmallWorld.Data));
}
