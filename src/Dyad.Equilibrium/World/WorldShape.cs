namespace Dyad.Equilibrium.World;

/// <summary>
/// Sizes of a world and the order of its arrays. The economy is always the last index and the fastest, so that a loop over
/// economies is a loop over neighbours: <c>[sector][economy]</c>, <c>[sector][input][economy]</c>,
/// <c>[sector][importer][exporter]</c>.
/// </summary>
/// <param name="Economies">Number of economies, N.</param>
/// <param name="Sectors">Number of sectors, J.</param>
public readonly record struct WorldShape(int Economies, int Sectors)
{
    /// <summary>Length of an array by sector and economy, J x N.</summary>
    public int Cells => Sectors * Economies;

    /// <summary>Length of an array by sector, importer and exporter, J x N x N.</summary>
    public int Flows => Cells * Economies;

    /// <summary>Length of an array by using sector, input and economy, J x J x N.</summary>
    public int Inputs => Sectors * Cells;

    /// <summary>Position of a sector of an economy in an array by sector and economy.</summary>
    public int Cell(int sector, int economy) => (sector * Economies) + economy;

    /// <summary>Position of a flow in an array by sector, importer and exporter.</summary>
    public int Flow(int sector, int importer, int exporter) => (Cell(sector, importer) * Economies) + exporter;

    /// <summary>Position of an input in an array by using sector, input and economy.</summary>
    public int Input(int sector, int input, int economy) => (((sector * Sectors) + input) * Economies) + economy;
}
