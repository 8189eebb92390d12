namespace Dyad.Equilibrium.ManySectors;

/// <summary>
/// A change closes every flow by which an economy is supplied with a sector that it needs: there is no world after it.
/// </summary>
public sealed class NoSupplierException : ArgumentException
{
    /// <summary>Names the sector and the economy by their positions.</summary>
    public NoSupplierException(int sector, int economy)
        : base(FormattableString.Invariant($"sector {sector} of economy {economy} is left without a supplier")) =>
        (Sector, Economy) = (sector, economy);

    /// <summary>Position of the sector.</summary>
    public int Sector { get; }

    /// <summary>Position of the economy.</summary>
    public int Economy { get; }
}
