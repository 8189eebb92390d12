namespace Dyad.Reports.Model;

/// <summary>
/// What a scenario does, as figures and records, never as text: what the page of a scenario and a chapter of the joint report state.
/// Percent are changes against the world before; intervals are 90% over the draws, null without draws.
/// </summary>
public record ScenarioOutcome
{
    /// <summary>Name of the file without its ending.</summary>
    public required string Scenario { get; init; }

    /// <summary>Title in the three languages; the code is that of <see cref="Scenario"/>.</summary>
    public required NamedCode Title { get; init; }

    /// <summary>What the scenario assumes, a sentence or two, in the three languages.</summary>
    public required NamedCode Assumption { get; init; }

    /// <summary>Where the scenario comes from: study, page, address.</summary>
    public required IReadOnlyList<string> Sources { get; init; }

    /// <summary>The two sides; empty where the scenario names none.</summary>
    public required IReadOnlyList<string> Parties { get; init; }

    /// <summary>Year of the world before, or null where the data do not say.</summary>
    public required int? Year { get; init; }

    /// <summary><c>many-sectors</c> or <c>one-sector</c>.</summary>
    public required string Model { get; init; }

    /// <summary><c>zero</c>, <c>held</c> or <c>proportional</c>.</summary>
    public required string Deficits { get; init; }

    /// <summary>What each economy gains or loses after the last step, all economies: the parties first, then by size.</summary>
    public required IReadOnlyList<WelfareFigure> Welfare { get; init; }

    /// <summary>
    /// Difference of the two parties' gains (the first of <see cref="Parties"/> less the second, percentage points of exact real income),
    /// from the same draws; null without two parties.
    /// </summary>
    public required GainDifference? Difference { get; init; }

    /// <summary>Trade by pair and sector: every direction in which a party or a bloc takes part, all sectors (null) and each.</summary>
    public required IReadOnlyList<TradeChange> Trade { get; init; }

    /// <summary>Output, producer cost and price by sector of the parties (or of the economies that the scenario names).</summary>
    public required IReadOnlyList<SectorChange> SectorChanges { get; init; }

    /// <summary>Welfare after each step but the last, for scenarios with several steps: title of the step and the figures.</summary>
    public required IReadOnlyList<StepResult> Steps { get; init; }

    /// <summary>The ensemble, or null without draws.</summary>
    public required EnsembleFigure? Ensemble { get; init; }
}

/// <summary>
/// A scenario with all that a document of its own needs: <c>dyad simulate --json</c> (snake_case) and the page that it draws.
/// </summary>
public sealed record ScenarioResult : ScenarioOutcome
{
    /// <summary>Names of every economy of the model.</summary>
    public required IReadOnlyList<NamedCode> Economies { get; init; }

    /// <summary>Names of every sector of the model.</summary>
    public required IReadOnlyList<NamedCode> Sectors { get; init; }

    /// <summary>What was found wrong in the data, and which named rule repaired it.</summary>
    public required IReadOnlyList<DataNote> DataNotes { get; init; }

    /// <summary>Whether baseline and every step were solved.</summary>
    public required bool Converged { get; init; }

    /// <summary>The largest residual of each kind over all steps, relative.</summary>
    public required ScenarioResiduals Residuals { get; init; }

    /// <summary>Passes of the solver over the world, all steps.</summary>
    public required int Iterations { get; init; }

    /// <summary>The addresses: how each figure was come by.</summary>
    public required IReadOnlyList<Provenance> Provenance { get; init; }

    /// <summary>The sources that the data come from.</summary>
    public required IReadOnlyList<SourceRecord> SourceTables { get; init; }

    /// <summary>Version of Dyad that computed it.</summary>
    public required string Version { get; init; }

    /// <summary>Seconds: <c>read</c>, <c>solve</c>, and with draws <c>draws</c>.</summary>
    public required IReadOnlyDictionary<string, double> Seconds { get; init; }
}

/// <summary>A figure with its 90% interval over the draws; null bounds without draws.</summary>
public readonly record struct Estimated(double Value, double? Low, double? High);

/// <summary>How much more the first party gains than the second, percentage points, with its 90% interval over the same draws.</summary>
public sealed record GainDifference(double Value, double? Low, double? High, string Provenance);

/// <summary>
/// What one economy gains or loses, percent. Exact real income is I/P, with its interval in <paramref name="Low"/> and
/// <paramref name="High"/>; first-order welfare is terms of trade, volume of trade and efficiency added (Caliendo and Parro 2015, eq. 15).
/// The two are never mixed.
/// </summary>
/// <param name="Economy">Its code.</param>
/// <param name="Role"><c>party</c> (one of the two sides), <c>member</c> (named by the scenario) or <c>third</c>.</param>
/// <param name="ExactPercent">Exact: real income I/P.</param>
/// <param name="Low">Lower end of the interval of <paramref name="ExactPercent"/>.</param>
/// <param name="High">Its upper end.</param>
/// <param name="FirstOrderPercent">First order, in all.</param>
/// <param name="TermsOfTradePercent">First order: terms of trade.</param>
/// <param name="VolumeOfTradePercent">First order: volume of trade.</param>
/// <param name="EfficiencyPercent">First order: resources that lower iceberg costs free.</param>
/// <param name="RealWagePercent">Exact: wage over consumer prices.</param>
/// <param name="ConsumerPricePercent">Consumer prices, in units of world value added.</param>
/// <param name="IncomeBefore">Income before, in the unit of the data (million US$).</param>
/// <param name="Intervals">Intervals of the other percentages, by their names in snake_case (<c>real_wage_percent</c>, ...); null without draws.</param>
/// <param name="Provenance">Its address.</param>
public sealed record WelfareFigure(
    string Economy, string Role, double ExactPercent, double? Low, double? High, double FirstOrderPercent,
    double TermsOfTradePercent, double VolumeOfTradePercent, double EfficiencyPercent, double RealWagePercent,
    double ConsumerPricePercent, double IncomeBefore, IReadOnlyDictionary<string, Estimated>? Intervals, string Provenance);

/// <summary>
/// Trade of one direction and sector (null: all sectors) before and after, net of tariffs; the change in percent with its interval
/// (null where there was none before). A group of the scenario stands as its name, its trade within itself as exporter and importer alike;
/// all economies but the two sides stand as <see cref="ThirdParties"/>.
/// </summary>
public sealed record TradeChange(
    string Exporter, string Importer, string? Sector, double Before, double After, double? ChangePercent, double? Low, double? High,
    string Provenance)
{
    /// <summary>Name of all third parties together.</summary>
    public const string ThirdParties = "third";
}

/// <summary>Output, cost of the input bundle and price index of one sector of one economy, percent changes.</summary>
public sealed record SectorChange(
    string Economy, string Sector, double OutputBefore, Estimated OutputPercent, Estimated CostPercent, Estimated PricePercent,
    string Provenance);

/// <summary>The world after one of several steps.</summary>
public sealed record StepResult(NamedCode Title, IReadOnlyList<WelfareFigure> Welfare);

/// <summary>What the equations miss, the largest of each kind, relative.</summary>
public sealed record ScenarioResiduals(double Cost, double Price, double Expenditure, double Demand);

/// <summary>
/// An ensemble: how many draws were asked for, which seed, how many had no solution (they are counted, not used), and the parameters
/// that were drawn with mean and standard deviation.
/// </summary>
public sealed record EnsembleFigure(int Draws, int Seed, int Failed, IReadOnlyList<DrawnParameter> Parameters);

/// <summary>An uncertain parameter, by block and name.</summary>
public sealed record DrawnParameter(string Block, string Name, string Distribution, double Mean, double StdDev, string Source);

/// <summary>A kind of thing that was wrong in the accounts and was mended by a named rule, with the largest of its places.</summary>
/// <param name="Check">What was wrong: <c>negative</c>, <c>missing</c>, <c>demand-without-supply</c> and so on.</param>
/// <param name="Table">Table of the accounts: <c>trade</c>, <c>tariff</c>, <c>intermediate</c>, <c>final</c>, <c>value-added</c>, <c>deficit</c>.</param>
/// <param name="Rule">Name of the rule.</param>
/// <param name="Count">How often.</param>
/// <param name="Amount">The largest, before it was mended; gaps between sums are fractions; null where there was no value.</param>
/// <param name="Unit"><see cref="MillionUsd"/>, or null for the unit of the data.</param>
/// <param name="Sector">Its sector, or null.</param>
/// <param name="Input">Its input, or null.</param>
/// <param name="Economy">Its economy (the importer of a flow), or null.</param>
/// <param name="Exporter">Exporter of a flow, or null.</param>
public sealed record DataNote(
    string Check, string Table, string Rule, int Count, double? Amount, string? Unit, string? Sector, string? Input, string? Economy,
    string? Exporter)
{
    /// <summary>The unit of the facts and of WIOD.</summary>
    public const string MillionUsd = "million US$";
}
