namespace Dyad.Workbench.Reports.Diagnosis;

/// <summary>The years that a gravity panel is estimated on.</summary>
internal static class PanelYears
{
    /// <summary>
    /// Years between observations: trade adjusts to its determinants slowly, so panels are estimated with gaps
    /// (Cheng and Wall 2005; Yotov et al. 2016, section I.B).
    /// </summary>
    public const int Interval = 4;

    /// <summary>The years of the facts that lie a multiple of the interval from the year of the report, in order.</summary>
    public static int[] Around(int year, IEnumerable<int> available) =>
        [.. available.Where(y => (y - year) % Interval == 0).Order()];
}
