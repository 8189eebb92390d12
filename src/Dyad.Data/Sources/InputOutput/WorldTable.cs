using System.Globalization;
using Dyad.Data.Schema;
using Dyad.Data.Store;
using DuckDB.NET.Data;

namespace Dyad.Data.Sources.InputOutput;

/// <summary>
/// A world table of one year, added up to the economies and sector groups of the fact tables, in million US$: who sells what to whom for
/// which use. 44 economies and 15 groups are 660 sellers with 880 uses each.
/// </summary>
internal sealed class WorldTable
{
    private static readonly int Uses = SectorPanel.Groups.Count + SectorPanel.Categories.Count;
    private static readonly int Width = SectorPanel.Economies.Count * Uses;
    private static readonly int Sellers = SectorPanel.Economies.Count * SectorPanel.Groups.Count;

    private readonly double[] cells = new double[Sellers * Width];
    private readonly double[] output = new double[Sellers];
    private readonly bool[] there = new bool[Sellers];
    private readonly bool[] doubtful = new bool[Sellers];

    /// <summary>Tables that it becomes.</summary>
    public static IReadOnlyList<FactTableSchema> Tables { get; } =
        [.. new[] { "trade", "input_output", "final_demand", "gross_output" }.Select(FactSchema.Table)];

    /// <summary>Economies of the source that were added up to the rest of the world.</summary>
    public SortedSet<string> Outside { get; } = new(StringComparer.Ordinal);

    /// <summary>Number of a seller.</summary>
    public static int Seller(WorldLabel industry) => (industry.Place * SectorPanel.Groups.Count) + industry.Item;

    /// <summary>Number of a use, by an industry or a category of final demand.</summary>
    public static int Use(WorldLabel label) =>
        (label.Place * Uses) + label.Item + (label.Part == WorldPart.Final ? SectorPanel.Groups.Count : 0);

    /// <summary>Notes that the source has an economy.</summary>
    public void Note(WorldLabel label)
    {
        if (label.Code.Length > 0 && !SectorPanel.Has(label.Code))
            Outside.Add(label.Code);
        if (label.Part == WorldPart.Industry)
            there[Seller(label)] = true;
    }

    /// <summary>Adds to a flow.</summary>
    public void Add(int seller, int use, double value) => cells[(seller * Width) + use] += value;

    /// <summary>Adds to a seller's gross output.</summary>
    public void AddOutput(int seller, double value) => output[seller] += value;

    /// <summary>
    /// Leaves a seller out of every table: a figure of it is at fault, and a sum that lacks a figure is a wrong one.
    /// </summary>
    public void Doubt(int seller) => doubtful[seller] = true;

    /// <summary>Whether a seller is left out.</summary>
    public bool IsDoubtful(int seller) => doubtful[seller];

    /// <summary>
    /// Writes the tables, sorted by key. Flows of zero are written too: built-in rows of the same year that the source has as zero must not
    /// show through.
    /// </summary>
    /// <param name="year">The year.</param>
    /// <param name="scratch">Folder for the files.</param>
    /// <returns>The files, in the order of <see cref="Tables"/>.</returns>
    public IReadOnlyList<string> Write(int year, string scratch)
    {
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        // One thread: the bytes of the files must not depend on the machine.
        connection.Run("SET threads = 1");
        connection.Run("CREATE TABLE cells (exporter VARCHAR, sector VARCHAR, importer VARCHAR, use VARCHAR, final BOOLEAN, million_usd DOUBLE)");
        connection.Run("CREATE TABLE outputs (economy VARCHAR, sector VARCHAR, million_usd DOUBLE)");
        var buyers = Enumerable.Range(0, SectorPanel.Economies.Count)
            .Where(m => Enumerable.Range(0, SectorPanel.Groups.Count).Any(s => there[(m * SectorPanel.Groups.Count) + s])).ToList();
        using (var flows = connection.CreateAppender("cells"))
        using (var totals = connection.CreateAppender("outputs"))
        {
            foreach (var seller in Enumerable.Range(0, Sellers).Where(s => there[s] && !doubtful[s]))
            {
                var (economy, sector) = (SectorPanel.Economies[seller / SectorPanel.Groups.Count], SectorPanel.Groups[seller % SectorPanel.Groups.Count]);
                totals.CreateRow().AppendValue(economy).AppendValue(sector).AppendValue(output[seller]).EndRow();
                foreach (var buyer in buyers)
                {
                    for (var use = 0; use < Uses; use++)
                    {
                        var final = use >= SectorPanel.Groups.Count;
                        flows.CreateRow().AppendValue(economy).AppendValue(sector).AppendValue(SectorPanel.Economies[buyer])
                            .AppendValue(final ? SectorPanel.Categories[use - SectorPanel.Groups.Count] : SectorPanel.Groups[use])
                            .AppendValue(final).AppendValue(cells[(seller * Width) + (buyer * Uses) + use]).EndRow();
                    }
                }
            }
        }

        var y = year.ToString(CultureInfo.InvariantCulture) + "::INTEGER AS year";
        return
        [
            Copy("trade", $"SELECT {y}, exporter, importer, sector, sum(million_usd) AS million_usd FROM cells GROUP BY ALL"),
            Copy("input_output", $"SELECT {y}, exporter, sector, importer, use AS use_sector, million_usd FROM cells WHERE NOT final"),
            Copy("final_demand", $"SELECT {y}, exporter, sector, importer, use AS category, million_usd FROM cells WHERE final"),
            Copy("gross_output", $"SELECT {y}, economy, sector, million_usd FROM outputs"),
        ];

        string Copy(string table, string select)
        {
            var path = Path.Combine(scratch, string.Create(CultureInfo.InvariantCulture, $"{table}-{year}.parquet"));
            var schema = FactSchema.Table(table);
            connection.Run(
                $"""
                COPY (SELECT {string.Join(", ", schema.Fields.Select(f => Sql.Name(f.Name)))} FROM ({select})
                      ORDER BY {string.Join(", ", schema.Key.Select(Sql.Name))})
                TO {Sql.Text(path)} (FORMAT parquet, COMPRESSION zstd)
                """);
            return path;
        }
    }
}
