namespace Dyad.Evidence;

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
/// <param name="History">What earlier years said about a claim that stands alone; null where both are there or none was asked.</param>
/// <param name="Missing">The side that published nothing in the year; null if both published or the record was not given.</param>
public sealed record ReconciledFlow(
    MirrorFlow Flow, ReconciledFrom From, double MillionUsd, double Low, double High, double LogStdError, double ExporterWeight,
    PredictedMargin Margin, GapDecomposition? Gap, bool ValuationAssumed, bool WeaklyMeasured,
    ClaimHistory? History = null, MissingReporter? Missing = null);
