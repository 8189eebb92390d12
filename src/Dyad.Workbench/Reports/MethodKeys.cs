namespace Dyad.Workbench.Reports;

/// <summary>A method as an address names it: its key in the texts of the report, and the paper.</summary>
internal sealed record MethodKey(string Key, string Citation)
{
    /// <summary>A sum over a fact table.</summary>
    public static readonly MethodKey Trade = new("trade-total", "Timmer et al. (2015)");

    /// <summary>Size and openness of a party.</summary>
    public static readonly MethodKey Profile = new("party-profile", "Timmer et al. (2015); World Bank, World Development Indicators");

    /// <summary>Claims side by side.</summary>
    public static readonly MethodKey Mirror = new("mirror-reconciliation", "Gaulier and Zignago (2010), section 3");

    /// <summary>Exports that the other side counts in the next year.</summary>
    public static readonly MethodKey Timing = new("mirror-timing", "docs/method/mirror.md, section 4");

    /// <summary>The gravity equation of a sector.</summary>
    public static readonly MethodKey Gravity =
        new("gravity-ppml", "Santos Silva and Tenreyro (2006); Yotov et al. (2016), chapter 1.B");

    /// <summary>What gravity expects of the pair.</summary>
    public static readonly MethodKey Expected = new("expected-trade", "Anderson and van Wincoop (2003), eq. 9 to 11");

    /// <summary>Expected less actual.</summary>
    public static readonly MethodKey Shortfall = new("bottleneck-shortfall", "Anderson and van Wincoop (2003), eq. 9 to 11");

    /// <summary>What a trade agreement is worth to the pair.</summary>
    public static readonly MethodKey Agreement = new("bottleneck-agreement", "Baier and Bergstrand (2007)");

    /// <summary>Balassa index.</summary>
    public static readonly MethodKey Advantage = new("comparative-advantage", "Balassa (1965); Laursen (2015)");

    /// <summary>Michaely index.</summary>
    public static readonly MethodKey Complementarity = new("complementarity", "Michaely (1996)");

    /// <summary>ITC export potential.</summary>
    public static readonly MethodKey Potential = new("export-potential", "Decreux and Spies (2016)");

    /// <summary>Concentration and dependence.</summary>
    public static readonly MethodKey Dependence = new("dependence", "Hirschman (1945)");

    /// <summary>Governance against income peers.</summary>
    public static readonly MethodKey Environment = new("governance-peers", "Kaufmann, Kraay and Mastruzzi (2010)");

    /// <summary>Votes.</summary>
    public static readonly MethodKey Stances = new("roll-call-agreement", "Voeten (2013); Wilson (1927)");

    /// <summary>What a scenario does to real income, exactly and to first order.</summary>
    public static readonly MethodKey ScenarioWelfare = new("scenario-welfare", "Caliendo and Parro (2015), eq. 2 to 15");

    /// <summary>What a scenario does to trade.</summary>
    public static readonly MethodKey ScenarioTrade = new("scenario-trade", "Caliendo and Parro (2015), eq. 9 to 12");

    /// <summary>What a scenario does to output, costs and prices of sectors.</summary>
    public static readonly MethodKey ScenarioSectors = new("scenario-sectors", "Caliendo and Parro (2015), eq. 9 to 12");

    /// <summary>Which measures both sides would carry out.</summary>
    public static readonly MethodKey Programme = new("programme-choice", "Nash (1950); Shapley (1953); Faigle and Kern (1992)");
}
