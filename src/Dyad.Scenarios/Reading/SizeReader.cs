using System.Globalization;
using System.Text.RegularExpressions;
using Dyad.Scenarios.Model;
using Dyad.Scenarios.Reading.Yaml;

namespace Dyad.Scenarios.Reading;

/// <summary>
/// Reads sizes. A percentage carries its sign (<c>5%</c>) and a number does not, so that 0.05 is never taken for 5 percent or the
/// other
/// way round. An uncertain size is <c>{mean, se}</c> or <c>{low, high}</c>, the 90% interval of a normal distribution.
/// </summary>
internal static partial class SizeReader
{
    /// <summary>Half the width of the 90% interval of a standard normal distribution.</summary>
    private const double HalfWidth90 = 1.6448536269514722;

    /// <summary>A percentage, as a fraction: certain, uncertain, or the name of an estimate.</summary>
    public static Size Percent(MapReader map, string key, string path) =>
        Read(map, map.Need(key), $"{path}, {key}", percent: true);

    /// <summary>A number: certain, uncertain, or the name of an estimate.</summary>
    public static Size Number(MapReader map, string key, string path) =>
        Read(map, map.Need(key), $"{path}, {key}", percent: false);

    /// <summary>A plain number or percentage that is certain.</summary>
    public static double Value(MapReader map, YamlNode node, bool percent)
    {
        var text = map.Text(node);
        if (!Pattern().IsMatch(text))
            throw map.Fault(node.Mark, $"'{text}': a {(percent ? "percentage like 5%" : "number")} is wanted");
        var signed = text.EndsWith('%');
        if (signed != percent)
            throw map.Fault(node.Mark, percent
                ? $"'{text}': a percentage carries its sign, like 5%"
                : $"'{text}': a plain number is wanted here, not a percentage");
        var value = double.Parse(text.TrimEnd('%'), NumberStyles.Float, CultureInfo.InvariantCulture);
        if (!double.IsFinite(value))
            throw map.Fault(node.Mark, $"'{text}' is too large");
        return percent ? value / 100 : value;
    }

    /// <summary>Whether a text is written as a percentage.</summary>
    public static bool IsPercent(YamlNode node) => node is YamlText { Value: var value } && value.EndsWith('%');

    /// <summary>Mean and standard deviation of <c>{mean, se}</c> or <c>{low, high}</c>.</summary>
    public static (double Mean, double StdDev) Distribution(MapReader map, bool percent)
    {
        if (map.One("mean", "low") == "mean")
        {
            if (map.Find("high") is { } stray)
                throw map.Fault(stray.Mark, "high stands beside mean: write {mean, se} or {low, high}");
            return (Value(map, map.Need("mean"), percent), StdErr(map, percent));
        }

        if (map.Find("se") is { } odd)
            throw map.Fault(odd.Mark, "se stands beside low: write {mean, se} or {low, high}");
        var (low, high) = (Value(map, map.Need("low"), percent), Value(map, map.Need("high"), percent));
        if (high <= low)
            throw map.Fault(map.Need("high").Mark, "high is not above low");
        return ((low + high) / 2, (high - low) / 2 / HalfWidth90);
    }

    /// <summary>A standard error, at least 0.</summary>
    public static double StdErr(MapReader map, bool percent)
    {
        var node = map.Need("se");
        var value = Value(map, node, percent);
        return value >= 0 ? value : throw map.Fault(node.Mark, "a standard error is not below 0");
    }

    private static Size Read(MapReader owner, YamlNode node, string name, bool percent)
    {
        if (node is YamlMap uncertain)
        {
            var kind = uncertain.Entries.Any(e => e.Key.Text is "low" or "high") ? Keys.Interval : Keys.Normal;
            var map = owner.Object(node, kind);
            var (mean, stdDev) = Distribution(map, percent);
            var source = map.Find("source") is { } cited ? map.Text(cited) : null;
            return new Size(node.Mark, name, percent, mean, stdDev, Source: source);
        }

        var text = owner.Text(node);
        return EstimateName().IsMatch(text)
            ? new Size(node.Mark, name, percent, double.NaN, Estimate: new NameAt(node.Mark, text))
            : new Size(node.Mark, name, percent, Value(owner, node, percent));
    }

    /// <summary>Names of estimates, and of <c>gravity.NAME</c>.</summary>
    [GeneratedRegex(@"^[A-Za-z_][A-Za-z0-9_]*(\.[A-Za-z_][A-Za-z0-9_]*)?$")]
    public static partial Regex EstimateName();

    [GeneratedRegex(@"^[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?%?$")]
    private static partial Regex Pattern();
}
