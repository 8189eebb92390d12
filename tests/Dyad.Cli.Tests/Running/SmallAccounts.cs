namespace Dyad.Cli.Tests.Running;

/// <summary>
/// A folder of tables as a user may bring one: three economies, two sectors. China mines nothing itself. Values are made up and balance
/// under the repairs that the scenarios name.
/// </summary>
internal static class SmallAccounts
{
    private static readonly string[] Economies = ["CHN", "RUS", "KAZ"];
    private static readonly string[] Sectors = ["MIN", "MAC"];

    /// <summary>Head of a scenario on them; steps follow.</summary>
    public const string Head = """
        dyad: scenario/1
        title: {en: Small, zh: 小, ru: Малый}
        assumption: {en: Made up., zh: 虚构。, ru: Выдумано.}
        sources: [made up for a test]
        parties: [CHN, RUS]
        baseline: {repairs: [deficits-from-trade, solve-levels-again]}
        elasticities: {default: 4, relative_se: 10%, source: made up}
        steps:

        """;

    /// <summary>A step of one change.</summary>
    public static string Step(string title, string change) =>
        $"  - title: {{en: {title}, zh: 步, ru: Шаг}}\n    changes:\n      - {change}\n";

    /// <summary>Writes the tables into a folder below another.</summary>
    /// <returns>Name of the folder.</returns>
    public static string Write(TemporaryFolder folder)
    {
        Table("regions", "index,region", Economies.Select((e, i) => $"{i + 1},{e}"));
        Table("sectors", "index,sector", Sectors.Select((s, i) => $"{i + 1},{s}"));
        Table("trade", "sector,exporter,importer,value,tariff",
            from s in Sectors from m in Economies from x in Economies select $"{s},{x},{m},{Trade(s, x, m)},0.0");
        Table("intermediate_consumption", "input,sector,region,value",
            from s in Sectors from i in Sectors from e in Economies select $"{i},{s},{e},{(i == s ? 20 : 10)}.0");
        Table("final_consumption", "sector,region,value", from s in Sectors from e in Economies select $"{s},{e},50.0");
        Table("value_added", "sector,region,value", from s in Sectors from e in Economies select $"{s},{e},60.0");
        Table("deficit", "region,D", Economies.Select(e => $"{e},0.0"));
        Table("theta", "sector,value", Sectors.Select(s => $"{s},4.5"));
        return "accounts";

        void Table(string name, string head, IEnumerable<string> rows) =>
            File.WriteAllText(folder.At("accounts", name + ".csv"), $"{head}\n{string.Join('\n', rows)}\n");
    }

    private static string Trade(string sector, string exporter, string importer) =>
        (sector, exporter, importer) is ("MIN", "CHN", _) ? "0.0" : exporter == importer ? "70.0" : sector == "MIN" ? "25.0" : "15.0";
}
