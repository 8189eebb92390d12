using Dyad.Reports.Chapters.Shared;
using Dyad.Reports.Model;
using Dyad.Reports.Texts;

namespace Dyad.Reports.Chapters.Shortfall;

/// <summary>Names of bottlenecks, for charts and tables.</summary>
internal static class BottleneckNames
{
    /// <summary>What the bottleneck is, with its direction: Machinery and electronics, A → B.</summary>
    public static string Name(Bottleneck bottleneck, Localizer text)
    {
        var direction = ("direction", text.Direction(bottleneck.Exporter, bottleneck.Importer));
        return bottleneck switch
        {
            { Kind: "shortfall" } => text.Text("bottleneck.shortfall", ("sector", text.Sector(bottleneck.Sector)), direction),
            { Kind: "business-environment", Evidence.Indicator: { } indicator } => text.Text(
                "bottleneck.business_environment", ("indicator", text.Named("indicator", indicator)), direction),
            { Kind: "business-environment" } => text.Text("bottleneck.business_environment_overall", direction),
            { Kind: "agreement" } => text.Text("bottleneck.agreement", direction),
            _ => throw new ArgumentException($"No name for a bottleneck of kind \"{bottleneck.Kind}\".", nameof(bottleneck)),
        };
    }

    /// <summary>Who can act: the parties in the order of the report.</summary>
    public static string Acts(Bottleneck bottleneck, JointReport report, Localizer text)
        => bottleneck.Acts.Count == 0
            ? text.Text("format.missing")
            : text.Joined(bottleneck.Acts.OrderBy(code => code == report.Parties[0] ? 0 : 1), text.Economy);
}
