namespace Dyad.Data.Build;

/// <summary>A published source: its name, release, licence and the citation that it asks for.</summary>
internal sealed record Source(string Name, string Release, string Licence, string Citation);

/// <summary>A source with the files that a table is made from, as patterns below the folder of the sources.</summary>
internal sealed record SourceUse(Source Source, params string[] Patterns);

/// <summary>How a table is made: the SQL is in the resource of its name; this is what the manifest says of it.</summary>
internal sealed record Recipe(string Table, string Units, string Aggregation, params SourceUse[] Sources);

/// <summary>The recipes of all tables, in the order in which they are built.</summary>
internal static class Recipes
{
    private static readonly Source Wiod2013 = new(
        "World Input-Output Database", "2013 release",
        "free for use with citation",
        "Timmer, Dietzenbacher, Los, Stehrer and de Vries (2015), An Illustrated User Guide to the World Input-Output " +
            "Database, Review of International Economics 23, 575-605");

    private static readonly Source Wiod2016 = new(
        "World Input-Output Database with agreements of Baier and Bergstrand", "2016 release",
        "free for use with citation",
        "Timmer et al. (2015); Baier and Bergstrand, Database on Economic Integration Agreements; as packaged in GEGravity");

    private static readonly Source GeoDist = new(
        "CEPII GeoDist", "2011", "free for use with citation",
        "Mayer and Zignago (2011), Notes on CEPII's distances measures: the GeoDist database, CEPII Working Paper 2011-25");

    private static readonly Source Wdi = new(
        "World Development Indicators, GDP (current US$)", "to 2023", "CC BY 4.0",
        "World Bank, World Development Indicators, NY.GDP.MKTP.CD");

    private static readonly Source Wgi = new(
        "Worldwide Governance Indicators", "1996-2019", "CC BY 4.0",
        "Kaufmann, Kraay and Mastruzzi (2010), The Worldwide Governance Indicators: Methodology and Analytical Issues, World " +
            "Bank Policy Research Working Paper 5430");

    private static readonly Source UnVotes = new(
        "United Nations General Assembly Voting Data", "1946-2019", "not stated by the source",
        "Voeten, Data and Analyses of Voting in the UN General Assembly (2013); as packaged in unvotes");

    private static readonly Source IncomeClasses = new(
        "World Bank country classification by income", "FY13 and FY21", "CC BY 4.0",
        "World Bank, Country Analytical History (OGHIST)");

    private static readonly Source Own = new("Dyad", "carried by hand", "Apache-2.0", "Names and groups of this project");

    private static readonly Source Cldr = new(
        "Unicode CLDR", "42", "Unicode License v3", "Unicode Common Locale Data Repository, display names of regions in en, zh, ru; some adapted");

    private static readonly Source Customs = new(
        "IMF, International Trade in Goods by partner country", "as stored in 2023", "figures quoted with citation",
        "Each row carries its citation and its address");

    /// <summary>The input-output tables of WIOD, one a year.</summary>
    public const string WiodTables = "wiod2013/wiot_*.parquet";

    /// <summary>All recipes.</summary>
    public static IReadOnlyList<Recipe> All { get; } =
    [
        new("economies", "", "Economies of both releases of WIOD (codes ROM and RoW of the source are ROU and ROW) and of GeoDist",
            new(Own), new(Cldr), new(GeoDist), new(Wiod2013, WiodTables), new(Wiod2016, "wiod2016-totals/trade.parquet")),
        new("sector_groups", "", "15 groups of the 35 industries", new SourceUse(Own)),
        new("sector_correspondence", "", "Industries of WIOD to sector groups", new SourceUse(Own)),
        new("trade", "million US$", "Intermediate and final uses summed; 35 industries summed to 15 groups; 1995 to 2011",
            new SourceUse(Wiod2013, WiodTables)),
        new("input_output", "million US$", "35 x 35 industries summed to 15 x 15 groups; 1995, 2000, 2005, 2011",
            new SourceUse(Wiod2013, WiodTables)),
        new("final_demand", "million US$", "35 industries summed to 15 groups; five categories kept; 1995, 2000, 2005, 2011",
            new SourceUse(Wiod2013, WiodTables)),
        new("gross_output", "million US$", "35 industries summed to 15 groups; 1995 to 2011",
            new SourceUse(Wiod2013, "wiod2013/output.parquet")),
        new("trade_totals", "million US$", "Nothing", new SourceUse(Wiod2016, "wiod2016-totals/trade.parquet")),
        new("ties", "km", "Older codes of the source (ROM, ZAR, TMP, PAL, YUG) are ROU, COD, TLS, PSE, SRB; ANT and pairs without a distance left out", new SourceUse(GeoDist, "cepii-dist/dist.parquet")),
        new("gdp", "current US$", "Economies of this project; years without a figure left out",
            new SourceUse(Wdi, "gdp/gdp.parquet")),
        new("governance", "standard normal units",
            "Nothing; older codes of the source (ROM, ZAR, TMP, ADO, WBG, KSV) are ROU, COD, TLS, AND, PSE, XKX",
            new SourceUse(Wgi, "wgi/wgi.parquet")),
        new("income_groups", "", "Classes of the data years 2011 and 2019", new SourceUse(IncomeClasses)),
        new("customs_totals", "million US$", "Nothing; each row carries its citation", new SourceUse(Customs)),
        new("customs_products", "million US$", "No built-in row: filled by vintages (dyad data fetch, dyad data import) or by your own table",
            new SourceUse(Own)),
        new("customs_routes", "million US$", "No built-in row: filled by vintages (dyad data fetch, dyad data import) or by your own table",
            new SourceUse(Own)),
        new("customs_releases", "", "No built-in row: filled by vintages (dyad data fetch, dyad data import) or by your own table",
            new SourceUse(Own)),
        new("roll_calls", "members", "Votes of all members counted",
            new SourceUse(UnVotes, "un-votes/roll-calls.parquet", "un-votes/votes.parquet")),
        new("roll_call_issues", "", "Nothing", new SourceUse(UnVotes, "un-votes/issues.parquet")),
        new("votes", "", "Votes of the economies of this project", new SourceUse(UnVotes, "un-votes/votes.parquet")),
    ];
}
