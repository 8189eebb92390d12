namespace Dyad.Diagnosis.Ranking;

/// <summary>Who can act on a shortfall, and why.</summary>
public enum ActingSide
{
    /// <summary>
    /// Trade falls short in this direction alone: what differs by direction is set at the importer's border (tariffs, standards,
    /// licences), so the importer acts.
    /// </summary>
    Importer,

    /// <summary>
    /// Trade falls short in both directions of the sector: what the two have in common (transport, payment, rules) is likely, so both
    /// act.
    /// </summary>
    Both,
}

/// <summary>The rule for the side that can act.</summary>
public static class ActingSides
{
    /// <summary>The side that can act on a shortfall, given that of the same sector in the other direction.</summary>
    public static ActingSide Of(double shortfallOfOtherDirection) => shortfallOfOtherDirection > 0 ? ActingSide.Both : ActingSide.Importer;
}
