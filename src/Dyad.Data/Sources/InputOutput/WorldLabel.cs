namespace Dyad.Data.Sources.InputOutput;

/// <summary>What a row or a column of a world table stands for.</summary>
internal enum WorldPart
{
    /// <summary>An industry of an economy: sells as a row, uses as a column.</summary>
    Industry,

    /// <summary>A category of final demand of an economy (column).</summary>
    Final,

    /// <summary>Taxes, value added, margins: what an industry pays beside its inputs (row).</summary>
    Primary,

    /// <summary>Gross output, the total of a row or a column.</summary>
    Output,

    /// <summary>Names, years, subtotals: not read.</summary>
    Beside,
}

/// <summary>A label of a row or a column, understood.</summary>
/// <param name="Part">What it is.</param>
/// <param name="Code">The source's code of the economy; empty where it has none.</param>
/// <param name="Place">Place of the economy in <see cref="SectorPanel.Economies"/>.</param>
/// <param name="Item">Place of the sector group, or of the category of final demand.</param>
internal readonly record struct WorldLabel(WorldPart Part, string Code = "", int Place = -1, int Item = -1);

/// <summary>The labels of a source. A label that is not understood is a <see cref="FactException"/> with the end of a sentence.</summary>
internal interface IWorldLabels
{
    /// <summary>Reads the label of a column.</summary>
    WorldLabel Column(string text);

    /// <summary>Reads the label of a row out of the fields that name it.</summary>
    WorldLabel Row(IReadOnlyList<string> fields);

    /// <summary>The label of a row as the columns write it, for the check that both are the same industries.</summary>
    string Name(IReadOnlyList<string> fields);
}
