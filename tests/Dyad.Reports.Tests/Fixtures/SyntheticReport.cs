using Dyad.Reports.Model;
using Dyad.Testing;

namespace Dyad.Reports.Tests.Fixtures;

/// <summary>
/// Hand-built reports about two invented economies, Arvenia (AAA) and Belmora (BBB). No figure in them is a statistic.
/// <see cref="Create"/> holds every kind of record; the others take things away, as real pairs do.
/// </summary>
public static class SyntheticReport
{
    private const string A = "AAA";
    private const string B = "BBB";
    private const int FirstYear = 2005;
    private const int LastYear = 2011;

    /// <summary>Share of each sector in the basket, by direction; each row sums to one.</summary>
    private static readonly (string Sector, double AtoB, double BtoA)[] Baskets =
    [
        ("agriculture", 0.08, 0.12), ("mining", 0.04, 0.55), ("machinery", 0.63, 0.13), ("transport", 0.25, 0.20),
    ];

    /// <summary>A report with every kind of record.</summary>
    public static JointReport Create() => new()
    {
        Parties = [A, B],
        Year = LastYear,
        Economies =
        [
            new("AAA", "Arvenia", "阿尔维尼亚", "Арвения"), new("BBB", "Belmora", "贝尔莫拉", "Бельмора"),
            new("CCC", "Cortania", "科尔塔尼亚", "Кортания"),
        ],
        Sectors =
        [
            new("agriculture", "Agriculture and food", "农业和食品", "Сельское хозяйство и продовольствие"),
            new("mining", "Mining and energy", "采矿和能源", "Добыча полезных ископаемых и энергетика"),
            new("machinery", "Machinery and electronics", "机械和电子产品", "Машины и электроника"),
            new("transport", "Transport services", "运输服务", "Транспортные услуги"),
        ],
        Products =
        [
            new("27", "Mineral fuels", "矿物燃料", "Минеральное топливо"), new("85", "Electrical equipment", "电气设备", "Электрооборудование"),
            new("9306", "Arms and ammunition", "武器弹药", "Оружие и боеприпасы"),
        ],
        Findings =
        [
            new("shortfall-total", B, A, null, null, 8_600, 2_100, 15_400, "expected"),
            new("largest-bottleneck", A, B, "machinery", "shortfall:AAA:BBB:machinery", 9_140, 4_320, 14_870, "bottlenecks"),
            new("dependence-gap", B, A, null, null, 0.1123, 0.0402, null, "profile"),
            new("surplus-total", A, B, null, null, 6_200, 1_350, 10_900, "expected"),
            new("environment-gap", B, null, null, "RuleofLaw", -0.65, -0.91, -0.39, "environment"),
            new("stance-change", null, null, null, "me", 0.093, 0.041, 0.145, "stances"),
            new("scenario-gain", B, A, null, "border", 0.64, 0.31, 0.97, SyntheticOutcomes.Address),
        ],
        Trade = Trade(),
        Mirror =
        [
            new(2010, A, B,
                [new(A, "Customs of Arvenia", "FOB", 48_200, "mirror"), new(B, "Customs of Belmora", "CIF", 53_900, "mirror")],
                11.8, 0.067, 0.026, 49_850, 47_900, 51_800, "mirror", Timing: 0.012, ReExport: 0.007, Routes: [new("CCC", 350, "mirror")]),
            new(2010, B, A,
                [new(B, "Customs of Belmora", "FOB", 41_700, "mirror"), new(A, "Customs of Arvenia", "FOB", 44_300, "mirror")],
                6.2, 0, 0.060, 42_900, 41_500, 44_400, "mirror"),
            new(2011, A, B, [new(A, "Customs of Arvenia", "FOB", 52_100, "mirror")],
                null, null, null, 51_600, 47_200, 56_400, "mirror", MissingReporter: B),
            new(2011, B, A,
                [new(B, "Customs of Belmora", "FOB", 46_900, "mirror"), new(A, "Customs of Arvenia", "UNKNOWN", 45_100, "mirror")],
                -3.8, null, null, 46_050, 44_700, 47_400, "mirror"),
        ],
        Timing = [new(A, B, 0.09, 0.02, 0.21, 12, "mirror")],
        ProductGaps =
        [
            new(2010, A, B, "85", 18_400, 22_900, 4_500, 0.067, 0.021, 0.018, null, 0.113, 19_600, 18_100, 21_200, "mirror"),
            new(2010, B, A, "27", 24_600, 21_300, -3_300, 0, null, null, -0.012, -0.132, 23_100, 21_700, 24_600, "mirror"),
            new(2010, A, B, "9306", null, 140, 140, null, null, null, null, null, 131, 98, 175, "mirror"),
        ],
        Profiles =
        [
            new(A, 7_540.2, 2011, "UMC", 1_398_000, 1_220_000, 0.0412, 0.0391, "profile"),
            new(B, 2_031.8, 2011, "HIC", 568_000, 368_000, 0.0840, 0.1563, "profile"),
        ],
        Gravity =
        [
            Gravity(null, 0.99, true), Gravity("agriculture", 0.97, true), Gravity("mining", 0.93, false),
            Gravity("machinery", 0.98, true), Gravity("transport", 0.96, true),
        ],
        Expected =
        [
            new(A, B, null, 57_600, 51_400, 46_700, 56_250, 71.4, "expected"),
            new(B, A, null, 47_700, 56_300, 49_800, 63_100, 38.2, "expected"),
            new(A, B, "agriculture", 4_608, 3_950, 3_100, 4_870, 66.0, "expected"),
            new(A, B, "mining", 2_304, 2_410, 1_450, 3_600, 49.5, "expected"),
            new(A, B, "machinery", 36_288, 45_428, 40_608, 51_158, 24.8, "expected"),
            new(A, B, "transport", 14_400, 12_900, 10_750, 15_100, 61.3, "expected"),
            new(B, A, "agriculture", 5_724, 8_020, 6_550, 9_610, 21.7, "expected"),
            new(B, A, "mining", 26_235, 22_300, 17_900, 27_400, 68.9, "expected"),
            new(B, A, "machinery", 6_201, 11_830, 9_260, 14_700, 17.1, "expected"),
            new(B, A, "transport", 9_540, 9_575, 7_880, 11_400, 50.2, "expected"),
        ],
        Bottlenecks =
        [
            Shortfall(A, B, "machinery", 9_140, 4_320, 14_870, 1, 1, 2, 36_288, 45_428, 24.8, 0.998),
            Shortfall(B, A, "machinery", 5_629, 3_059, 8_499, 2, 1, 4, 6_201, 11_830, 17.1, 0.995),
            new("agreement:AAA:BBB", "agreement", A, B, null, 4_870, 1_120, 9_030, 3, 1, 6, 4_870.0 / 1_398_000,
                4_870.0 / 368_000, [A, B], new(57_600, 62_470, null, 0.981, "joint-agreement"), "agreement"),
            new("agreement:BBB:AAA", "agreement", B, A, null, 4_030, 930, 7_480, 4, 2, 7, 4_030.0 / 568_000,
                4_030.0 / 1_220_000, [A, B], new(47_700, 51_730, null, 0.981, "joint-agreement"), "agreement"),
            Shortfall(B, A, "agriculture", 2_296, 826, 3_886, 5, 3, 7, 5_724, 8_020, 21.7, 0.962),
            new("business-environment:BBB:AAA", "business-environment", B, A, null, 1_310, 240, 2_460, 6, 4, 8,
                1_310.0 / 568_000, 1_310.0 / 1_220_000, [B],
                new(47_700, 49_010, null, 0.951, "own-institutions", "RuleofLaw"), "environment-cost"),
            new("business-environment:AAA:BBB", "business-environment", A, B, null, 640, -310, 1_720, 7, 5, 8,
                640.0 / 1_398_000, 640.0 / 368_000, [A],
                new(57_600, 58_240, null, 0.842, "own-institutions", "RegulatoryQuality"), "environment-cost"),
            Shortfall(A, B, "mining", 106, -854, 1_296, 8, 5, 8, 2_304, 2_410, 49.5, 0.561),
        ],
        ComparativeAdvantage =
        [
            new(A, "agriculture", 0.92, -0.042, -0.101, 0.013, "advantage"),
            new(A, "mining", 0.31, -0.527, -0.588, -0.461, "advantage"),
            new(A, "machinery", 1.74, 0.270, 0.221, 0.318, "advantage"),
            new(A, "transport", 1.02, 0.010, -0.053, 0.071, "advantage"),
            new(B, "agriculture", 0.66, -0.205, -0.269, -0.138, "advantage"),
            new(B, "mining", 4.85, 0.658, 0.611, 0.699, "advantage"),
            new(B, "machinery", 0.24, -0.613, -0.668, -0.551, "advantage"),
            new(B, "transport", 1.35, 0.149, 0.083, 0.212, "advantage"),
        ],
        Complementarity = [new(A, B, 71.4, 68.2, 74.5, "complementarity"), new(B, A, 42.9, 38.8, 47.1, "complementarity")],
        Potential =
        [
            new(A, B, "agriculture", 4_608, 5_010, 4_120, 6_020, 402, 1.08, "potential"),
            new(A, B, "machinery", 36_288, 47_700, 41_300, 54_800, 11_412, 1.12, "potential"),
            new(B, A, "agriculture", 5_724, 8_850, 7_010, 10_900, 3_126, 0.94, "potential"),
            new(B, A, "mining", 26_235, 25_100, 20_300, 30_700, 0, 1.03, "potential"),
        ],
        Dependence =
        [
            new(A, B, null, 0.467, 0.0412, 0.1563, "dependence"), new(B, A, null, 0.374, 0.0840, 0.0391, "dependence"),
            new(A, B, "agriculture", null, 0.052, 0.118, "dependence"), new(A, B, "mining", null, 0.061, 0.094, "dependence"),
            new(A, B, "machinery", null, 0.045, 0.231, "dependence"), new(A, B, "transport", null, 0.033, 0.107, "dependence"),
            new(B, A, "agriculture", null, 0.094, 0.041, "dependence"), new(B, A, "mining", null, 0.102, 0.087, "dependence"),
            new(B, A, "machinery", null, 0.071, 0.015, "dependence"), new(B, A, "transport", null, 0.064, 0.029, "dependence"),
        ],
        Environment = [.. Governance(A, "UMC", 0), .. Governance(B, "HIC", -0.35)],
        Stances = Stances(),
        Scenarios = SyntheticOutcomes.Of(A, B, "CCC"),
        Programme = SyntheticProgramme.Of(A, B, []),
        Sources =
        [
            new("trade", "World Input-Output Database", "release 2013", "CC BY 4.0", "Timmer et al. (2015)",
                "35 industries to 14 sector groups", "million US$, current prices", 98_765, Checksum('a')),
            new("governance", "Worldwide Governance Indicators", "2020", "CC BY 4.0", "Kaufmann, Kraay and Mastruzzi (2010)",
                "none", "standard normal units", 5_412, Checksum('b')),
            new("roll_calls", "United Nations General Assembly Voting Data", "2019", "CC0", "Voeten (2013)",
                "resolutions to issues", "votes", 212_345, Checksum('c')),
        ],
        Provenance = Addresses(),
        Notes = ["facts-end-2011", "no-tariffs", "wiod-estimates", "services-estimated"],
        Version = "0.1.0",
        Vintages = [new("comtrade-3f2a91bc0d11", "United Nations, Comtrade", "parties=AAA,BBB", "2026-11-02", "2026-11-28T10:15:00Z")],
    };

    /// <summary>The same facts asked for in the other order: the parties change places, the records stay.</summary>
    public static JointReport Swapped() => Create() with { Parties = [B, A], Profiles = [.. Create().Profiles.Reverse()] };

    /// <summary>A pair that has an agreement: nothing is lost for want of one.</summary>
    public static JointReport WithoutAgreementBottleneck() => Create() with
    {
        Bottlenecks = [.. Create().Bottlenecks.Where(b => b.Kind != "agreement").Select((b, i) => b with { Rank = i + 1 })],
        Vintages = [],
    };

    /// <summary>Gaps that real data have: no second claim, no GDP, no income peers, bottlenecks over all sectors.</summary>
    public static JointReport WithGaps()
    {
        var full = Create();
        return full with
        {
            Mirror = [],
            Timing = [],
            ProductGaps = [],
            Bottlenecks =
            [
                .. full.Bottlenecks.Select(b => b with { Sector = null, Evidence = b.Evidence with { Indicator = null } }),
            ],
            Profiles = [full.Profiles[0], full.Profiles[1] with { GdpBillionUsd = null, GdpYear = null, IncomeGroup = null }],
            Environment =
            [
                .. full.Environment.Where(e => e.Party == A),
                .. full.Environment.Where(e => e.Party == B).Select(e => e with
                {
                    Peers = 0, PeerLowerQuartile = 0, PeerMedian = 0, PeerUpperQuartile = 0, ProbabilityBelowMedian = 0,
                }),
            ],
            Stances = [.. full.Stances.Where(s => s.Issue is null or "hr")],
            Findings = [.. full.Findings.Take(2)],
        };
    }

    /// <summary>Claims of the two parties and of nobody else: gaps that can be neither split nor reconciled.</summary>
    public static JointReport WithClaimsOfOnePair() => Create() with
    {
        Mirror =
        [
            .. Create().Mirror.Select(m => m with
            {
                Margin = null, Timing = null, ReExport = null, Unexplained = null, Reconciled = null, Low = null, High = null,
            }),
        ],
        Timing = [],
        ProductGaps = [],
        Sources =
        [
            .. Create().Sources.Select(s => s with { Aggregation = "Nothing; codes as in the source" }),
            new("customs_totals", "Customs of both", "2011", "quoted", "Each row carries its citation and its address",
                "Nothing; each row carries its citation", "million US$", 2, Checksum('d')),
        ],
    };

    /// <summary>Claims of the two parties alone, whose years tell the timing of one direction and nothing else.</summary>
    public static JointReport WithTimingOfOnePair() => WithClaimsOfOnePair() with
    {
        Mirror =
        [
            .. WithClaimsOfOnePair().Mirror.Select(m => m.Year == 2010 ? m with { Timing = 0.012, Unexplained = 0.1 } : m),
            // Years that the tables leave to the chart, from another source.
            .. Enumerable.Range(FirstYear, 2).Select(year => WithClaimsOfOnePair().Mirror[0] with
            {
                Year = year, Claims = [.. Create().Mirror[0].Claims.Select(c => c with { Source = "Yearbook of both" })],
            }),
        ],
        Timing = [.. Create().Timing, new(B, A, 0.05, 0, 0.15, 12, "mirror")],
    };

    /// <summary>Gaps whose timing nothing told.</summary>
    public static JointReport WithoutTiming() => Create() with
    {
        Mirror = [.. Create().Mirror.Select(m => m with { Timing = null })], Timing = [],
    };

    /// <summary>A programme in which the sides gain only with a payment between them.</summary>
    public static JointReport WithPayment() => Create() with
    {
        Findings = [], Scenarios = [], Programme = SyntheticProgramme.WithoutNash(SyntheticProgramme.Of(A, B, [])),
    };

    /// <summary>Only what no report can lack: parties, names, trade, addresses.</summary>
    public static JointReport Bare()
    {
        var full = Create();
        return full with
        {
            Findings = [], Mirror = [], Timing = [], ProductGaps = [], Profiles = [], Gravity = [], Expected = [], Bottlenecks = [], ComparativeAdvantage = [],
            Complementarity = [], Potential = [], Dependence = [], Environment = [], Stances = [], Scenarios = [], Programme = null, Sources = [], Notes = [],
        };
    }

    /// <summary>
    /// Every sentence that a finding can become: three are shown, so each is asked for as the first three of some report.
    /// </summary>
    public static IEnumerable<JointReport> OfEachFinding()
    {
        var full = Create();
        var agreement = full.Bottlenecks.First(b => b.Kind == "agreement");
        var business = full.Bottlenecks.Last(b => b.Kind == "business-environment");
        Finding[] findings =
        [
            .. full.Findings,
            .. full.Findings.Select(f => f with { Low = f.Kind == "dependence-gap" ? f.Low : null, High = null }),
            new("largest-bottleneck", null, null, null, agreement.Id, agreement.MillionUsd, null, null, "agreement"),
            new("largest-bottleneck", null, null, null, business.Id, business.MillionUsd, null, null, "environment-cost"),
            new("environment-gap", A, null, null, "RuleofLaw", 0.33, 0.08, 0.58, "environment"),
            new("environment-gap", A, null, null, "RuleofLaw", 0.33, null, null, "environment"),
            new("stance-change", null, null, null, null, -0.012, -0.055, 0.031, "stances"),
            new("scenario-gain", A, B, null, "tariffs", 0.05, 0.02, 0.08, SyntheticOutcomes.Address),
        ];
        // A scenario is many tables; only the reports that need them have them.
        return findings.Select(finding => full with
        {
            Findings = [finding], Scenarios = finding.Kind == "scenario-gain" ? full.Scenarios : [], Programme = null,
        });
    }

    private static List<TradeFigure> Trade()
    {
        var figures = new List<TradeFigure>();
        for (var year = FirstYear; year <= LastYear; year++)
        {
            double scale = 1 - 0.11 * (LastYear - year);
            figures.Add(new(year, A, B, null, 57_600 * scale, "trade"));
            figures.Add(new(year, B, A, null, 47_700 * scale, "trade"));
            foreach (var (sector, ab, ba) in Baskets)
            {
                figures.Add(new(year, A, B, sector, 57_600 * scale * ab, "trade"));
                figures.Add(new(year, B, A, sector, 47_700 * scale * ba, "trade"));
            }
        }

        return figures;
    }

    private static GravityEstimate Gravity(string? sector, double fit, bool converged) => new(
        sector, [1995, 2003, 2011], 4_800, 820, fit, converged,
        [
            new("ln_distance", -0.841, 0.032, -0.894, -0.788), new("contiguity", 0.437, 0.083, 0.300, 0.574),
            new("common_language", 0.247, 0.077, 0.120, 0.374), new("agreement", 0.214, 0.061, 0.114, 0.314),
            new("border", -2.940, 0.210, -3.285, -2.595), new("border_2003", 0.310, 0.040, 0.244, 0.376),
        ],
        "gravity");

    private static Bottleneck Shortfall(
        string exporter, string importer, string sector, double size, double low, double high, int rank, int rankLow,
        int rankHigh,
        double actual, double expected, double percentile, double probability) => new(
        $"shortfall:{exporter}:{importer}:{sector}", "shortfall", exporter, importer, sector, size, low, high, rank, rankLow,
        rankHigh,
        size / (exporter == A ? 1_398_000 : 568_000), size / (importer == A ? 1_220_000 : 368_000),
        rank % 2 == 1 ? [importer] : [A, B],
        new(actual, expected, percentile, probability, rank % 2 == 1 ? "one-direction" : "both-directions"), "bottlenecks");

    private static IEnumerable<EnvironmentFigure> Governance(string party, string group, double shift)
    {
        string[] indicators =
        [
            "VoiceandAccountability", "PoliticalStability", "GovernmentEffectiveness", "RegulatoryQuality", "RuleofLaw",
            "ControlofCorruption",
        ];
        return indicators.Select((indicator, i) =>
        {
            double estimate = 0.31 - 0.14 * i + shift;
            double error = 0.12 + 0.01 * i;
            return new EnvironmentFigure(
                party, indicator, 2019, estimate, error, estimate - 1.645 * error, estimate + 1.645 * error, group, 11,
                -0.45, 0.05, 0.60, 0.05 + 0.15 * i, "environment");
        });
    }

    private static List<Stance> Stances()
    {
        string?[] issues = [null, "hr", "ec", "co", "me", "di", "nu"];
        var stances = new List<Stance>();
        for (int period = 0; period < 3; period++)
        {
            int from = 2005 + 5 * period;
            for (int i = 0; i < issues.Length; i++)
            {
                double share = 0.66 + 0.046 * period + 0.013 * i;
                stances.Add(new(
                    from, from + 4, issues[i], 120 - 15 * i, share, share - 0.06, share + 0.05,
                    new Dictionary<string, double> { [A] = share + 0.04, [B] = share - 0.03 }, "stances"));
            }
        }

        return stances;
    }

    private static List<Provenance> Addresses()
    {
        (string Id, string Method, string Citation, string Table)[] addresses =
        [
            ("trade", "trade-total", "Timmer et al. (2015)", "trade"),
            ("mirror", "mirror-reconciliation", "Gaulier and Zignago (2010), section 3", "trade"),
            ("profile", "party-profile", "Timmer et al. (2015)", "trade"),
            ("gravity", "gravity-ppml", "Santos Silva and Tenreyro (2006)", "trade"),
            ("expected", "expected-trade", "Anderson and van Wincoop (2003), equations 9 to 11", "trade"),
            ("bottlenecks", "bottleneck-shortfall", "Anderson and van Wincoop (2003), equations 9 to 11", "trade"),
            ("agreement", "bottleneck-agreement", "Baier and Bergstrand (2007)", "trade"),
            ("environment-cost", "bottleneck-environment", "Kaufmann, Kraay and Mastruzzi (2010)", "governance"),
            ("advantage", "comparative-advantage", "Balassa (1965); Laursen (2015)", "trade"),
            ("complementarity", "complementarity", "Michaely (1996)", "trade"),
            ("potential", "export-potential", "Decreux and Spies (2016)", "trade"),
            ("dependence", "dependence", "Hirschman (1945)", "trade"),
            ("environment", "governance-peers", "Kaufmann, Kraay and Mastruzzi (2010)", "governance"),
            ("stances", "roll-call-agreement", "Voeten (2013); Wilson (1927)", "roll_calls"),
            (SyntheticProgramme.Address, "programme-choice", "Nash (1950)", "trade"),
            (SyntheticOutcomes.Address, "scenario-welfare", "Caliendo and Parro (2015)", "trade"),
        ];
        return
        [
            .. addresses.Select(a => new Provenance(
                a.Id, [new(a.Table, "World Input-Output Database", "release 2013", Checksum('a'))], a.Method, a.Citation,
                new Dictionary<string, string> { ["year"] = "2011", ["resamples"] = "200", ["seed"] = "1" }, "0.1.0",
                $"./dyad explain AAA BBB --year 2011 --figure {a.Id}")),
        ];
    }

    private static string Checksum(char digit) => new(digit, 64);
}
