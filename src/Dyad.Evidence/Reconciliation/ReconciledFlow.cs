namespace Dyad.Evidence;

/// <summary>The gap between the two claims of a flow, in two parts. Log points, and million US$.</summary>
/// <param name="TotalLog">ln(importer's report / exporter's report).</param>
/// <param name="MarginLog">The part that the CIF/FOB margin explains; 0 where both claims share a valuation.</param>
/// <param name="UnexplainedLog">The rest; <paramref name="MarginLog"/> and it add to <paramref name="TotalLog"/>.</param>
/// <param name="TotalMillionUsd">Importer's report less exporter's report.</param>
/// <param name="MarginMillionUsd">Cost, insurance and freight in the report that includes them.</param>
/// <param name="UnexplainedMillionUsd">Difference of the two reports when both are FOB.</param>
public sealed record GapDecomposition(
    double TotalLog, double MarginLog, double UnexplainedLog,
    double TotalMillionUsd, double MarginMillionUsd, double UnexplainedMillionUsd);

/// <summary>Which claims a reconciled value rests on.</summary>
public enum ReconciledFrom
{
    /// <summary>Both sides.</summary>
    BothSides,

    /// <summary>The exporter alone: the importer states nothing, or zero.</summary>
    ExporterOnly,

    /// <summary>The importer alone: the exporter states nothing, or zero.</summary>
    ImporterOnly,
}

/// <summary>A flow with its reconciled FOB value.</summary>
/// <param name="Flow">The flow with both claims, as published.</param>
/// <param name="From">Which claims the value rests on.</param>
/// <param name="MillionUsd">Reconciled FOB value.</param>
/// <param name="Low">Lower end of the interval.</param>
/// <param name="High">Upper end of the interval.</param>
/// <param name="LogStdError">Standard error of the log of the value.</param>
/// <param name="ExporterWeight">Weight of the exporter's claim, 0 to 1; the importer's is the rest.</param>
/// <param name="Margin">The margin taken off CIF claims; <see cref="PredictedMargin.None"/> where none is CIF.</param>
/// <param name="Gap">The gap in its parts; null unless both claims are above zero.</param>
/// <param name="ValuationAssumed">Whether a claim that was used does not state its valuation.</param>
/// <param name="WeaklyMeasured">Whether a reporter whose claim was used has few mirror flows.</param>
public sealed record ReconciledFlow(
    MirrorFlow Flow, ReconciledFrom From, double MillionUsd, double Low, double High, double LogStdError, double ExporterWeight,
    PredictedMargin Margin, GapDecomposition? Gap, bool ValuationAssumed, bool WeaklyMeasured);
