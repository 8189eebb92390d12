using Dyad.Scenarios.Reading;
using Dyad.Scenarios.Tests.Worlds;
using FsCheck;
using FsCheck.Xunit;

namespace Dyad.Scenarios.Tests.Reading;

/// <summary>What is wrong with a file without looking at data: place and reason. The mark § stands where the fault is.</summary>
public class FileFaults
{
    private const string Change = "tariff: {between: [A, B], set: 0%}";

    [Theory]
    [InlineData("§colour: red", "unknown key 'colour' (known: dyad, title")]
    [InlineData("§step: []", "unknown key 'step', did you mean 'steps'?")]
    [InlineData("§title: {en: Again, zh: 再, ru: Снова}", "key 'title' stands twice, first in line 2")]
    [InlineData("baseline: §[2011]", "a list: keys with values are wanted (year, deficits")]
    [InlineData("baseline: {year: §soon}", "'soon': a whole number from 1900 to 2200 is wanted")]
    [InlineData("baseline: {deficits: §nul}", "'nul' is none of held, zero, proportional")]
    [InlineData("baseline: {model: §one-sektor}", "did you mean 'one-sector'?")]
    [InlineData("baseline: {tariffs: §[]}", "the list of tariffs is empty")]
    [InlineData("baseline: {tariffs: [§{to: all, set: 5%}]}", "to stands alone: name from and to")]
    [InlineData("baseline: {tariffs: [{from: all, to: all, §change: 5%}]}", "unknown key 'change'")]
    [InlineData("groups: {G: §[]}", "the list of members is empty")]
    [InlineData("groups: §nothing", "'nothing': names with values are wanted below groups")]
    [InlineData("groups: {§third: [CCC]}", "'third' is a group of every scenario: take another name")]
    [InlineData("groups: {§G: [H], H: [K, CCC], K: [G]}", "group 'G' holds itself: G > H > K > G")]
    [InlineData("sector_groups: {§S: [S]}", "group 'S' holds itself: S > S")]
    [InlineData("estimates: {x: §{mean: 1, se: 1}}", "key 'source' is missing")]
    [InlineData("estimates: {§elasticities: {mean: 1, se: 1, source: me}}", "'elasticities' is a block of every scenario")]
    [InlineData("estimates: {x: {mean: 1, se: §-1, source: me}}", "a standard error is not below 0")]
    [InlineData("estimates: {x: {mean: 5%, se: §1, source: me}}", "'1': a percentage carries its sign, like 5%")]
    [InlineData("estimates: {x: {low: 2, high: §1, source: me}}", "high is not above low")]
    [InlineData("estimates: {x: {low: 2, high: 3, se: §1, source: me}}", "se stands beside low: write {mean, se} or {low, high}")]
    [InlineData(
        "estimates: {x: {mean: 2, se: 3, high: §1, source: me}}",
        "high stands beside mean: write {mean, se} or {low, high}")]
    [InlineData("estimates: {§x.y: {mean: 1, se: 1, source: me}}", "'x.y' is no name of an estimate")]
    [InlineData(
        "estimates: {x: {mean: 1, se: 1, source: me}, §z: {members: [x], mean: [1], covariance: [[1]], source: me}}",
        "estimate 'x' stands twice")]
    [InlineData(
        "estimates: {z: {members: [x, y], mean: §[1], covariance: [[1, 0], [0, 1]], source: me}}",
        "one mean for each member is wanted")]
    [InlineData(
        "estimates: {z: {members: [x, y], mean: [1, 2], covariance: [[1, 0], §[0]], source: me}}",
        "one covariance for each member is wanted")]
    [InlineData(
        "estimates: {z: {members: [x, y], mean: [1, 2], covariance: [[1, 0], §[2, 1]], source: me}}",
        "no covariance: 'y' and 'x' need one value both ways")]
    [InlineData("groups: {G: §&a [CCC]}", "anchor '&a': anchors are not read")]
    [InlineData("groups: {G: §*a}", "alias '*a': aliases are not read")]
    [InlineData("groups: {G: §!!set [CCC]}", "tag 'tag:yaml.org,2002:set': tags are not read")]
    [InlineData("groups: {§[a]: [CCC]}", "a key is a word, not a list")]
    [InlineData("groups: {a: [[[[[[[[[[[[[[[§[[CCC]]]]]]]]]]]]]]]]]}", "nested deeper than 16 levels")]
    public void AtTheTop(string top, string reason) =>
        Marked.Refused(SmallWorld.Text(top, [Change]), reason, text => ScenarioFile.Read("small.yaml", text));

    [Theory]
    [InlineData("§{}", "one of tariff, iceberg, barrier, bloc, corridor, withdrawal is missing")]
    [InlineData("{§tarif: {}}", "unknown key 'tarif', did you mean 'tariff'?")]
    [InlineData("§{tariff: {}, iceberg: {}}", "tariff, iceberg stand together: one of them is wanted")]
    [InlineData("{tariff: §{set: 5%}}", "one of between, within is missing")]
    [InlineData("{tariff: §{from: A, to: B, within: all, set: 5%}}", "from, within stand together")]
    [InlineData("{tariff: {between: §[A, B, all], set: 5%}}", "between has two sides")]
    [InlineData("{tariff: {between: [A, §{}], set: 5%}}", "keys with values: a text is wanted")]
    [InlineData("{tariff: §{between: [A, B]}}", "one of set, change, points, column, like is missing")]
    [InlineData("{tariff: §{between: [A, B], set: 5%, points: 2}}", "set, points stand together: one of them is wanted")]
    [InlineData("{tariff: {between: [A, B], set: §5}}", "'5': a percentage carries its sign, like 5%")]
    [InlineData("{tariff: {between: [A, B], set: §0.05}}", "'0.05': a percentage carries its sign, like 5%")]
    [InlineData("{tariff: {between: [A, B], points: §-2%}}", "'-2%': a plain number is wanted here, not a percentage")]
    [InlineData("{tariff: {between: [A, B], set: §5 percent}}", "'5 percent': a percentage like 5% is wanted")]
    [InlineData("{tariff: {between: [A, B], set: §1e999%}}", "'1e999%' is too large")]
    [InlineData("{tariff: {between: [A, B], set: §-100%}}", "a tariff is above -100%")]
    [InlineData("{tariff: {between: [A, B], set: §{mean: -120%, se: 1%}}}", "a tariff is above -100%")]
    [InlineData("{tariff: {between: [A, B], change: §-101%}}", "a tariff falls by 100% of itself at most")]
    [InlineData("{tariff: {between: [A, B], set: §sise}}", "parameter 'sise' is not defined, did you mean 'size'?")]
    [InlineData("{tariff: {between: [A, B], set: §count}}", "'count' is a number: a percentage is wanted here")]
    [InlineData(
        "{tariff: {between: [A, B], set: §gravity.agreement}}",
        "'gravity.agreement' is a number: a percentage is wanted here")]
    [InlineData("{iceberg: {between: [A, B], factor: §size}}", "'size' is a percentage: a number is wanted here")]
    [InlineData("{iceberg: {between: [A, B], factor: §0}}", "a factor on costs is above 0")]
    [InlineData("{iceberg: {between: [A, B], change: §-100%}}", "costs of delivery fall by less than 100%")]
    [InlineData("{iceberg: {between: [A, B], factor: 1.1, part: §50%}}", "part belongs to trade_effect")]
    [InlineData("{iceberg: {between: [A, B], time: §{days: 2}}}", "key 'per_day' is missing")]
    [InlineData("{iceberg: {between: [A, B], time: {days: 2, per_day: §-1%}}}", "what a day is worth is above 0%")]
    [InlineData("{barrier: {between: [A, B], ad_valorem_equivalent: {from: §-1%, to: 0%}}}", "a barrier is worth 0% or more")]
    [InlineData(
        "{barrier: {between: [A, B], ad_valorem_equivalent: {from: 10%, change: §-110%}}}",
        "a barrier falls by 100% of itself")]
    [InlineData("{barrier: {between: [A, B], ad_valorem_equivalent: §{from: 10%}}}", "one of to, change is missing")]
    [InlineData("{barrier: {between: [A, B], §factor: 2}}", "unknown key 'factor'")]
    [InlineData("{bloc: {kind: §club, members: pair}}", "'club' is none of free-trade, customs-union")]
    [InlineData("{bloc: §{kind: customs-union, members: pair}}", "key 'external' is missing")]
    [InlineData(
        "{bloc: {kind: free-trade, members: pair, external: §{set: 5%}}}",
        "a free-trade bloc has no external tariff in common")]
    [InlineData("{withdrawal: {of: third, from: pair, close: §maybe}}", "close is true, or it is left out")]
    [InlineData("{withdrawal: {of: third, from: pair, direction: §in, close: true}}", "'in' is none of both, sales, purchases")]
    public void InAChange(string change, string reason) => Marked.Refused(
        SmallWorld.Text(
            "estimates: {size: {mean: 5%, se: 1%, source: me}, count: {mean: 2, se: 1, source: me}}", [change]),
        reason, text => ScenarioFile.Read("small.yaml", text));

    [Theory]
    [InlineData("dyad: scenario/1", "dyad: §scenario/2", "'scenario/2' is no form of file that is read here: 'scenario/1' is")]
    [InlineData("dyad: scenario/1\n", "§", "key 'dyad' is missing")]
    [InlineData("ru: Малый}", "ru: §\"\"}", "'': a text is wanted")]
    [InlineData("title: {en: Small, ", "title: §{", "key 'en' is missing")]
    [InlineData("[made up for a test]", "§[]", "the list of sources is empty")]
    [InlineData("[AAA, BBB]", "§[AAA]", "parties are two economies")]
    [InlineData("[AAA, BBB]", "[AAA, §AAA]", "the two parties are one")]
    [InlineData(
        "{default: 4, services: 5, source: made up}", "§{default: 4}",
        "key 'source' is missing: say where the elasticities come from")]
    [InlineData("{default: 4, services: 5, source: made up}", "{default: §0, source: me}", "a trade elasticity is above 0")]
    [InlineData(
        "{default: 4, services: 5, source: made up}", "{sectors: {FARM: {mean: 4, se: §-1}}, source: me}",
        "a standard error is not below 0")]
    [InlineData("{default: 4, services: 5, source: made up}", "§{source: me}", "no elasticity is named")]
    [InlineData(
        "{default: 4, services: 5, source: made up}", "§caliendo-paro-2015",
        "no elasticities 'caliendo-paro-2015', did you mean")]
    [InlineData("{default: 4, services: 5, source: made up}", "{from: data, relative_se: §-5%}", "a standard error is not below 0")]
    public void InPlaceOf(string text, string marked, string reason)
    {
        var whole = SmallWorld.Text(Change);
        Assert.Contains(text, whole, StringComparison.Ordinal);
        var changed = whole.Replace(text, marked, StringComparison.Ordinal);
        Marked.Refused(changed, reason, t => ScenarioFile.Read("small.yaml", t));
    }

    [Fact]
    public void StepsStandInTheOrderOfTheirYears()
    {
        var text = SmallWorld.Text("baseline: {year: 2011}", [Change])
            + "\n  - {title: {en: Two, zh: 二, ru: Два}, year: 2020, changes: [{tariff: {between: [A, B], set: 0%}}]}"
            + "\n  - {title: {en: Three, zh: 三, ru: Три}, year: §2015, changes: [{tariff: {between: [A, B], set: 0%}}]}";
        Marked.Refused(text, "the step of 2015 comes after 2020", t => ScenarioFile.Read("small.yaml", t));
    }

    [Theory]
    [InlineData("", "the file is empty")]
    [InlineData("- a list", "a scenario is keys with values, not a list")]
    [InlineData("# nothing but a remark\n", "the file is empty")]
    public void NoScenarioAtAll(string text, string reason) =>
        Assert.Contains(reason, Assert.Throws<ScenarioException>(() => ScenarioFile.Read("f", text)).Reason, StringComparison.Ordinal);

    [Theory]
    [InlineData("sources: [made up for a test]", "sources: [made up for a test", "not YAML: ")]
    [InlineData("sources: [made up for a test]", "sources: made: up", "(a text that holds ': ' stands in quotes)")]
    [InlineData("sources: [made up for a test]", "\tsources: [made up]", "not YAML: ")]
    public void NoYaml(string text, string broken, string reason)
    {
        var whole = SmallWorld.Text(Change).Replace(text, broken, StringComparison.Ordinal);
        var fault = Assert.Throws<ScenarioException>(() => ScenarioFile.Read("f", whole));
        Assert.Contains(reason, fault.Reason, StringComparison.Ordinal);
        Assert.InRange(fault.Line, 3, 6);
        Assert.DoesNotContain('\n', fault.Message);
    }

    /// <summary>Whatever is cut out of a scenario and put in, it is read or refused: no other exception comes of it.</summary>
    [Property(MaxTest = 2000)]
    public void NoTextMakesTheReaderFall(int from, byte length, NonNull<string> inserted, byte symbol)
    {
        const string Symbols = "[]{}:,-#&*!|>'\"%@`\t\n ?~\u0000\ud800";
        var text = SmallWorld.Text(
            "groups: {G: [CCC, DDD]}", [Change, "iceberg: {within: G, time: {days: 1, per_day: {low: 1%, high: 2%}}}"]);
        var start = (from & int.MaxValue) % text.Length;
        var cut = text.Remove(start, Math.Min(length % 16, text.Length - start));
        try
        {
            ScenarioFile.Read("f", cut.Insert(start, Symbols[symbol % Symbols.Length] + inserted.Get));
        }
        catch (ScenarioException fault)
        {
            Assert.True(fault.Line >= 1 && fault.Column >= 1, fault.Message);
        }
    }

    [Fact]
    public void OneScenarioAFile() => Marked.Refused(
        SmallWorld.Text(Change) + "\n§---\ndyad: scenario/1", "a second document", t => ScenarioFile.Read("small.yaml", t));

    [Fact]
    public void TextsThatAreTooLongAreNotParsed()
    {
        var fault = Assert.Throws<ScenarioException>(() => ScenarioFile.Read("f", new string('[', 300_000)));
        Assert.Contains("300000 characters: a scenario has at most 262144", fault.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void AFaultWithoutAPlaceNamesTheFileAlone() =>
        Assert.Equal("f: reason", new ScenarioException("f", 0, 0, "reason").Message);
}
