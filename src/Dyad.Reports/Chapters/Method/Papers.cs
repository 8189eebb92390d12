namespace Dyad.Reports.Chapters.Method;

/// <summary>The papers that the methods follow. References stand in their own language in every edition.</summary>
internal static class Papers
{
    public const string AndersonLarchYotov =
        "Anderson, J. E., Larch, M., Yotov, Y. V. (2018). GEPPML: General Equilibrium Analysis with PPML. "
        + "The World Economy 41(10), 2750–2782.";

    public const string AndersonVanWincoop =
        "Anderson, J. E., van Wincoop, E. (2003). Gravity with Gravitas: A Solution to the Border Puzzle. "
        + "American Economic Review 93(1), 170–192.";

    public const string BaierBergstrand =
        "Baier, S. L., Bergstrand, J. H. (2007). Do Free Trade Agreements Actually Increase Members' International Trade? "
        + "Journal of International Economics 71(1), 72–95.";

    public const string Balassa =
        "Balassa, B. (1965). Trade Liberalisation and \"Revealed\" Comparative Advantage. The Manchester School 33(2), 99–123.";

    public const string CaliendoParro =
        "Caliendo, L., Parro, F. (2015). Estimates of the Trade and Welfare Effects of NAFTA. "
        + "Review of Economic Studies 82(1), 1–44.";

    public const string CameronGelbachMiller =
        "Cameron, A. C., Gelbach, J. B., Miller, D. L. (2008). Bootstrap-Based Improvements for Inference with Clustered Errors. "
        + "Review of Economics and Statistics 90(3), 414–427.";

    public const string DalumLaursenVillumsen =
        "Dalum, B., Laursen, K., Villumsen, G. (1998). Structural Change in OECD Export Specialisation Patterns: "
        + "De-specialisation and 'Stickiness'. International Review of Applied Economics 12(3), 423–443.";

    public const string DekleEatonKortum =
        "Dekle, R., Eaton, J., Kortum, S. (2008). Global Rebalancing with Gravity: Measuring the Burden of Adjustment. "
        + "IMF Staff Papers 55(3), 511–540.";

    public const string DecreuxSpies =
        "Decreux, Y., Spies, J. (2016). Export Potential Assessments: A Methodology to Identify Export Opportunities for "
        + "Developing Countries. International Trade Centre.";

    public const string GaulierZignago =
        "Gaulier, G., Zignago, S. (2010). BACI: International Trade Database at the Product-Level. The 1994–2007 Version. "
        + "CEPII Working Paper 2010-23.";

    public const string Hirschman =
        "Hirschman, A. O. (1945). National Power and the Structure of Foreign Trade. University of California Press.";

    public const string KaufmannKraayMastruzzi =
        "Kaufmann, D., Kraay, A., Mastruzzi, M. (2010). The Worldwide Governance Indicators: Methodology and Analytical Issues. "
        + "World Bank Policy Research Working Paper 5430.";

    public const string Laursen =
        "Laursen, K. (2015). Revealed Comparative Advantage and the Alternatives as Measures of International Specialization. "
        + "Eurasian Business Review 5(1), 99–115.";

    public const string Michaely =
        "Michaely, M. (1996). Trade Preferential Agreements in Latin America: An Ex-Ante Assessment. "
        + "World Bank Policy Research Working Paper 1583.";

    public const string SantosSilvaTenreyro =
        "Santos Silva, J. M. C., Tenreyro, S. (2006). The Log of Gravity. Review of Economics and Statistics 88(4), 641–658.";

    public const string Voeten =
        "Voeten, E. (2013). Data and Analyses of Voting in the United Nations General Assembly. In: B. Reinalda (ed.), "
        + "Routledge Handbook of International Organization, 54–66.";

    public const string Wilson =
        "Wilson, E. B. (1927). Probable Inference, the Law of Succession, and Statistical Inference. "
        + "Journal of the American Statistical Association 22(158), 209–212.";

    public const string YotovEtAl =
        "Yotov, Y. V., Piermartini, R., Monteiro, J.-A., Larch, M. (2016). An Advanced Guide to Trade Policy Analysis: "
        + "The Structural Gravity Model. World Trade Organization and UNCTAD.";
}
