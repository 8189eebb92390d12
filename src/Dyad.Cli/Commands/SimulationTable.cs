using System.Globalization;
using Dyad.Cli.Hosting;
using Dyad.Reports.Chapters.Scenarios;
using Dyad.Reports.Document;
using Dyad.Reports.Model;

namespace Dyad.Cli.Commands;

/// <summary>A scenario's result as text: both sides, third parties, and trade between those that the scenario names.</summary>
internal static class SimulationTable
{
    /// <summary>Third parties that are listed: those whose real income moves most.</summary>
    private const int MostThirds = 10;

    /// <summary>Writes it to standard output.</summary>
    public static void Write(ScenarioResult result, IReadOnlyList<string> files)
    {
        Output.Line(result.Title.En);
        Output.Line();
        var named = result.Welfare.Where(w => w.Role != "third").ToList();
        var thirds = result.Welfare.Where(w => w.Role == "third")
            .OrderByDescending(w => Math.Abs(w.ExactPercent)).ThenBy(w => w.Economy, StringComparer.Ordinal).Take(MostThirds).ToList();
        Table(named.Any(w => w.Role == "party") ? "Both sides" : "Named", named, result);
        if (thirds.Count > 0)
        {
            Output.Line();
            Table("Third parties", thirds, result);
        }

        var trade = result.Trade.Where(t => t.Sector is null && OfASide(t, result)).ToList();
        if (trade.Count > 0)
        {
            Output.Line();
            TextTable.Write(
                ["Trade", "before", "after", "change %", .. Interval(result)],
                trade.Select(t => (IReadOnlyList<object?>)
                [
                    t.Exporter == t.Importer ? $"within {t.Exporter}" : $"{t.Exporter} to {t.Importer}", Whole(t.Before), Whole(t.After),
                    Percent(t.ChangePercent), .. Ends(result, t.Low, t.High),
                ]));
        }

        Output.Line();
        Output.Line("Exact: real income I/P. First order: terms of trade, volume of trade and efficiency added; it is no approximation to trust");
        Output.Line("for large changes and is never added to the exact figure.");
        foreach (var note in DataNoteSentences.Of(result, Language.En))
            Output.Line($"Data: {note}");
        var r = result.Residuals;
        Output.Line(string.Create(
            CultureInfo.InvariantCulture,
            $"Solved in {result.Iterations:N0} passes; residuals: cost {r.Cost:0e+0}, price {r.Price:0e+0}, expenditure {r.Expenditure:0e+0}, demand {r.Demand:0e+0}"));
        if (result.Ensemble is { } ensemble)
        {
            Output.Line(string.Create(
                CultureInfo.InvariantCulture,
                $"Intervals: 90% of {ensemble.Draws:N0} draws of {ensemble.Parameters.Count} parameters, seed {ensemble.Seed}, {ensemble.Failed} without a solution"));
        }

        if (files.Count == 0)
            return;
        Output.Line();
        Output.Line($"Page: {files[0]}");
        Output.Line($"      also {string.Join(", ", files.Skip(1).Select(f => Path.GetFileName(f)))}");
    }

    /// <summary>Trade of a side, or within a group; the rest is in the tables.</summary>
    private static bool OfASide(TradeChange trade, ScenarioResult result) =>
        result.Parties.Count == 0 || trade.Exporter == trade.Importer || result.Parties.Contains(trade.Exporter)
        || result.Parties.Contains(trade.Importer);

    private static void Table(string title, List<WelfareFigure> rows, ScenarioResult result) => TextTable.Write(
        [title, "exact %", .. Interval(result), "first order %", "terms of trade", "volume of trade", "efficiency", "real wage %"],
        rows.Select(w => (IReadOnlyList<object?>)
        [
            result.Economies.FirstOrDefault(e => e.Code == w.Economy)?.En ?? w.Economy, Percent(w.ExactPercent), .. Ends(result, w.Low, w.High),
            Percent(w.FirstOrderPercent), Percent(w.TermsOfTradePercent), Percent(w.VolumeOfTradePercent), Percent(w.EfficiencyPercent),
            Percent(w.RealWagePercent),
        ]));

    private static string[] Interval(ScenarioResult result) => result.Ensemble is null ? [] : ["low", "high"];

    private static object?[] Ends(ScenarioResult result, double? low, double? high) =>
        result.Ensemble is null ? [] : [Percent(low), Percent(high)];

    private static double Whole(double value) => Math.Round(value);

    /// <summary>Three decimals: gains of a hundredth of a percent are what agreements are made of.</summary>
    private static object? Percent(double? value) => value is { } v ? Math.Round(v, 3) + 0.0 : null;
}
