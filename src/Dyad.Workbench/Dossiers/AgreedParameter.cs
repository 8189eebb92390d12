namespace Dyad.Workbench.Dossiers;

/// <summary>A parameter that experts of both sides agreed on, as a normal distribution.</summary>
/// <param name="Name"><c>elasticities.SECTOR</c>, or the name of an estimate of the scenario.</param>
/// <param name="Mean">Its mean.</param>
/// <param name="Deviation">Its standard deviation.</param>
/// <param name="Source">Where it comes from.</param>
/// <param name="Percent">Whether mean and deviation are percentages; else they are fractions or plain numbers.</param>
public sealed record AgreedParameter(string Name, double Mean, double Deviation, string Source, bool Percent = false)
{
    private static readonly string[] Percents = ["%", "％", "percent", "per cent", "процент", "百分"];

    /// <summary>Whether a unit counts in hundredths; null where it is neither that nor none, and what its numbers mean cannot be told.</summary>
    public static bool? IsPercent(string unit)
    {
        ArgumentNullException.ThrowIfNull(unit);
        return unit.Trim() is not { Length: > 0 } written ? false
            : Percents.Any(p => written.StartsWith(p, StringComparison.OrdinalIgnoreCase)) ? true : null;
    }
}
