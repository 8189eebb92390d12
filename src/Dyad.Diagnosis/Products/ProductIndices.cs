namespace Dyad.Diagnosis.Products;

/// <summary>
/// The indices of the diagnosis at product level, from margins: those of <c>Indicators</c> and <c>Potential</c>, which read cubes of
/// sectors. Draw 0 is the sample, others are resamples.
/// </summary>
public static class ProductIndices
{
    /// <summary>
    /// (x_k / x) / (W_k / W) of a party in every product (Balassa 1965). Zero where it or the world trades nothing.
    /// </summary>
    public static double[] Balassa(ProductMargins margins, int side, int draw = 0)
    {
        ArgumentNullException.ThrowIfNull(margins);
        double own = 0, world = 0;
        for (var k = 0; k < margins.Products; k++)
        {
            own += margins.Exports(side, k, draw);
            world += margins.World(k, draw);
        }

        var index = new double[margins.Products];
        for (var k = 0; k < index.Length; k++)
            index[k] = own > 0 && margins.World(k, draw) > 0 ? margins.Exports(side, k, draw) / own / (margins.World(k, draw) / world) : 0;
        return index;
    }

    /// <summary>100 (1 − ½ Σ_k |m_k / m − x_k / x|) of what one party sells and the other buys (Michaely 1996).</summary>
    public static double Michaely(ProductMargins margins, int seller, int draw = 0)
    {
        ArgumentNullException.ThrowIfNull(margins);
        double x = 0, m = 0, distance = 0;
        for (var k = 0; k < margins.Products; k++)
        {
            x += margins.Exports(seller, k, draw);
            m += margins.Imports(1 - seller, k, draw);
        }

        if (x <= 0 || m <= 0)
            return 0;
        for (var k = 0; k < margins.Products; k++)
            distance += Math.Abs((margins.Imports(1 - seller, k, draw) / m) - (margins.Exports(seller, k, draw) / x));
        return 100 * (1 - (distance / 2));
    }

    /// <summary>
    /// Supply times demand, h_k = (x_k / W_k) m_k: what the seller would sell of a product if its share in world trade held in this
    /// market (Decreux and Spies 2016). Potential is h_k F with F = v / Σ h (ease, v the actual flow); expectation is h_k F̂ with
    /// F̂ = v̂ / Σ h, v̂ what gravity expects of the pair in total: the fixed structure spreads it over products.
    /// </summary>
    public static double[] Hypothetical(ProductMargins margins, int seller, int draw = 0)
    {
        ArgumentNullException.ThrowIfNull(margins);
        var h = new double[margins.Products];
        for (var k = 0; k < h.Length; k++)
        {
            var world = margins.World(k, draw);
            h[k] = world > 0 ? margins.Exports(seller, k, draw) / world * margins.Imports(1 - seller, k, draw) : 0;
        }

        return h;
    }

    /// <summary>A total spread over products in proportion to <see cref="Hypothetical"/>; zeros where nothing could be traded.</summary>
    public static double[] Spread(double[] hypothetical, double total)
    {
        ArgumentNullException.ThrowIfNull(hypothetical);
        var sum = hypothetical.Sum();
        return Array.ConvertAll(hypothetical, h => sum > 0 ? h / sum * total : 0);
    }
}
