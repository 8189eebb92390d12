namespace Dyad.Scenarios.Simulating;

/// <summary>A figure of each economy after each step, percent.</summary>
public enum EconomyFigure
{
    /// <summary>Exact real income, I/P.</summary>
    RealIncome,

    /// <summary>First-order welfare, in all.</summary>
    FirstOrder,

    /// <summary>First order: terms of trade.</summary>
    TermsOfTrade,

    /// <summary>First order: volume of trade.</summary>
    VolumeOfTrade,

    /// <summary>First order: resources that iceberg costs free or take.</summary>
    Efficiency,

    /// <summary>Exact real wage.</summary>
    RealWage,

    /// <summary>Consumer price index, world value added as numeraire.</summary>
    ConsumerPrice,
}

/// <summary>A figure of a sector of an economy after the last step, percent.</summary>
public enum SectorFigure
{
    /// <summary>Output at producer prices.</summary>
    Output,

    /// <summary>Cost of the input bundle.</summary>
    Cost,

    /// <summary>Price index of the sector.</summary>
    Price,
}

/// <summary>A direction of trade whose change is a figure: codes of economies or names of groups of the scenario.</summary>
/// <param name="Exporter">Name of the exporter.</param>
/// <param name="Importer">Name of the importer.</param>
/// <param name="Exporters">Positions of the economies that export.</param>
/// <param name="Importers">Positions of the economies that import; trade of an economy with itself never counts.</param>
public sealed record TradeDirection(
    string Exporter, string Importer, IReadOnlyList<int> Exporters, IReadOnlyList<int> Importers);

/// <summary>
/// Which position of the vector of figures is which figure. In order: by step, <see cref="EconomyFigure"/> and economy; then, for
/// the last
/// step, percent change of trade by exporter and importer, all sectors; then that of each of <see cref="Directions"/>, all
/// sectors
/// first and each sector after; then by economy of <see cref="Economies"/>, <see cref="SectorFigure"/> and sector.
/// A change of what was nothing before is NaN, in every draw.
/// </summary>
/// <param name="Steps">Number of steps.</param>
/// <param name="EconomyCount">Number of economies of the model.</param>
/// <param name="SectorCount">Number of sectors of the model.</param>
/// <param name="Directions">Directions of trade that are shown by sector.</param>
/// <param name="Economies">Positions of the economies whose sectors are shown: the parties, then the members of the
/// blocs.</param>
public sealed record FigureLayout(
    int Steps, int EconomyCount, int SectorCount, IReadOnlyList<TradeDirection> Directions, IReadOnlyList<int> Economies)
{
    private static readonly int EconomyFigures = Enum.GetValues<EconomyFigure>().Length;
    private static readonly int SectorFigures = Enum.GetValues<SectorFigure>().Length;

    /// <summary>Number of figures.</summary>
    public int Count => SectorStart + (Economies.Count * SectorFigures * SectorCount);

    private int PairStart => Steps * EconomyFigures * EconomyCount;

    private int DirectionStart => PairStart + (EconomyCount * EconomyCount);

    private int SectorStart => DirectionStart + (Directions.Count * (SectorCount + 1));

    /// <summary>Position of a figure of an economy after a step (from 0).</summary>
    public int Economy(int step, EconomyFigure figure, int economy) =>
        (((step * EconomyFigures) + (int)figure) * EconomyCount) + economy;

    /// <summary>Position of the change of trade between two economies, all sectors, after the last step.</summary>
    public int Pair(int exporter, int importer) => PairStart + (exporter * EconomyCount) + importer;

    /// <summary>
    /// Position of the change of trade of a direction (by its place in <see cref="Directions"/>); sector null is all sectors.
    /// </summary>
    public int Direction(int direction, int? sector) => DirectionStart + (direction * (SectorCount + 1)) + (sector + 1 ?? 0);

    /// <summary>
    /// Position of a figure of a sector of an economy (by its place in <see cref="Economies"/>), after the last step.
    /// </summary>
    public int Sector(int economy, SectorFigure figure, int sector) =>
        SectorStart + (((economy * SectorFigures) + (int)figure) * SectorCount) + sector;
}
