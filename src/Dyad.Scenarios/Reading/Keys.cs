namespace Dyad.Scenarios.Reading;

/// <summary>
/// The keys of a scenario file, by the object that they stand in. The reader knows no others, and the published schema
/// (<c>scenarios/schema.json</c>) names the same under the same object; a test holds it.
/// </summary>
internal static class Keys
{
    public const string Scenario = "scenario";
    public const string LocalText = "localText";
    public const string Baseline = "baseline";
    public const string BaselineTariff = "baselineTariff";
    public const string Elasticities = "elasticities";
    public const string Elasticity = "elasticity";
    public const string Estimate = "estimate";
    public const string JointEstimates = "jointEstimates";
    public const string Step = "step";
    public const string Change = "change";
    public const string Tariff = "tariff";
    public const string Iceberg = "iceberg";
    public const string Barrier = "barrier";
    public const string Bloc = "bloc";
    public const string External = "external";
    public const string Corridor = "corridor";
    public const string Withdrawal = "withdrawal";
    public const string Time = "time";
    public const string AdValorem = "adValorem";
    public const string Normal = "normal";
    public const string Interval = "interval";
    public const string Programme = "programme";
    public const string Measure = "measure";
    public const string Sides = "sides";
    public const string Benefit = "benefit";

    private static readonly string[] Flows = ["from", "to", "between", "within", "sectors"];
    private static readonly string[] Worlds =
    [
        "dyad", "title", "assumption", "sources", "parties", "baseline", "elasticities", "groups", "sector_groups", "estimates",
    ];

    private static readonly string[] Costs = ["change", "factor", "trade_effect", "part", "time", "ad_valorem_equivalent"];

    /// <summary>Keys by object.</summary>
    public static IReadOnlyDictionary<string, string[]> Of { get; } = new Dictionary<string, string[]>(StringComparer.Ordinal)
    {
        [Scenario] = [.. Worlds, "steps"],
        [Programme] = [.. Worlds, "measures", "budget", "per_quarter", "start", "quarters", "benefit"],
        [Measure] =
        [
            "id", "title", "source", "cost", "after", "with", "excludes", "quarters", "not_before", "changes",
        ],
        [Sides] = ["A", "B"],
        [Benefit] = ["years", "discount"],
        [LocalText] = ["en", "zh", "ru"],
        [Baseline] = ["year", "deficits", "model", "repairs", "tariffs"],
        [BaselineTariff] = [.. Flows, "set", "column"],
        [Elasticities] = ["from", "sectors", "services", "default", "relative_se", "distribution", "source"],
        [Elasticity] = ["mean", "se"],
        [Estimate] = ["mean", "se", "low", "high", "source"],
        [JointEstimates] = ["members", "mean", "covariance", "source"],
        [Step] = ["title", "year", "deficits", "changes"],
        [Change] = [Tariff, Iceberg, Barrier, Bloc, Corridor, Withdrawal],
        [Tariff] = [.. Flows, "set", "change", "points", "column"],
        [Iceberg] = [.. Flows, "change", "factor", "trade_effect", "part", "time"],
        [Barrier] = [.. Flows, "ad_valorem_equivalent", "trade_effect", "part"],
        [Bloc] = ["kind", "members", "sectors", "external", .. Costs],
        [External] = ["set", "like", "column"],
        [Corridor] = ["members", "sectors", .. Costs],
        [Withdrawal] = ["of", "from", "direction", "sectors", "close", .. Costs],
        [Time] = ["days", "per_day"],
        [AdValorem] = ["from", "to", "change"],
        [Normal] = ["mean", "se", "source"],
        [Interval] = ["low", "high", "source"],
    };
}
