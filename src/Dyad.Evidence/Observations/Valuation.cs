namespace Dyad.Evidence;

/// <summary>What a reported value includes (UN, International Merchandise Trade Statistics 2010, chapter 4).</summary>
public enum Valuation
{
    /// <summary>
    /// The source does not say. Read by the convention of the side: exports FOB, imports CIF; the result says so.
    /// </summary>
    Unknown,

    /// <summary>Free on board: the value at the exporter's border.</summary>
    Fob,

    /// <summary>Cost, insurance and freight: the value at the importer's border.</summary>
    Cif,
}

/// <summary>Which side of a flow a reporter states: what it sends or what it receives.</summary>
public enum ReportedSide
{
    /// <summary>The reporter is the exporter.</summary>
    Exports,

    /// <summary>The reporter is the importer.</summary>
    Imports,
}
