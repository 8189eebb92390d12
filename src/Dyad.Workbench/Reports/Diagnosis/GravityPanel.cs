namespace Dyad.Workbench.Reports.Diagnosis;

/// <summary>Distance and ties of one direction.</summary>
internal readonly record struct PairTies(double DistanceKm, bool Contiguity, bool CommonLanguage, bool Colony);

/// <summary>
/// The design that all sectors share: a balanced panel of exporters, importers and years with domestic sales. Rows run year by
/// year, exporter by exporter, importer by importer. Only the outcome differs by sector.
/// </summary>
internal sealed class GravityPanel
{
    private readonly int economies;

    private GravityPanel(int[] years, int economies, string[] terms, double[][] columns, int[] exporterYear, int[] importerYear, int[] pair)
    {
        Years = years;
        this.economies = economies;
        Terms = terms;
        Columns = columns;
        ExporterYear = exporterYear;
        ImporterYear = importerYear;
        Pair = pair;
    }

    /// <summary>Years of the panel, ascending.</summary>
    public int[] Years { get; }

    /// <summary>Names of the regressors.</summary>
    public string[] Terms { get; }

    /// <summary>Regressors, one array of all rows each.</summary>
    public double[][] Columns { get; }

    /// <summary>Exporter-year of each row.</summary>
    public int[] ExporterYear { get; }

    /// <summary>Importer-year of each row.</summary>
    public int[] ImporterYear { get; }

    /// <summary>
    /// Cluster of each row: the unordered pair; on domestic rows the economy, numbered behind all pairs.
    /// </summary>
    public int[] Pair { get; }

    /// <summary>Number of rows.</summary>
    public int Rows => Pair.Length;

    /// <summary>Index of a row.</summary>
    public int Row(int yearIndex, int exporter, int importer) => (((yearIndex * economies) + exporter) * economies) + importer;

    /// <summary>
    /// Regressors of structural gravity with domestic sales (Yotov et al. 2016, chapter 1.B and 1.C): ln distance, contiguity,
    /// common language, colonial tie and trade agreement on international rows; an international border effect that differs by year
    /// (the first year is absorbed in its level, <c>border</c>), which takes up globalisation. Importer-year and exporter-year
    /// effects take up sizes and multilateral resistance.
    /// </summary>
    /// <param name="years">Years, ascending.</param>
    /// <param name="economies">Number of economies.</param>
    /// <param name="ties">Ties of (exporter, importer); the domestic distance where both are the same.</param>
    /// <param name="agreement">Whether (year, exporter, importer) have a trade agreement.</param>
    public static GravityPanel Create(
        int[] years, int economies, Func<int, int, PairTies> ties, Func<int, int, int, bool> agreement)
    {
        string[] terms =
        [
            "ln_distance", "contiguity", "common_language", "colony", "agreement", "border", .. years.Skip(1).Select(y => $"border_{y}"),
        ];
        var rows = years.Length * economies * economies;
        var columns = terms.Select(_ => new double[rows]).ToArray();
        var panel = new GravityPanel(years, economies, terms, columns, new int[rows], new int[rows], new int[rows]);
        for (var t = 0; t < years.Length; t++)
        {
            for (var i = 0; i < economies; i++)
            {
                for (var j = 0; j < economies; j++)
                    panel.FillRow(t, i, j, ties(i, j), i != j && agreement(years[t], i, j));
            }
        }

        return panel;
    }

    private void FillRow(int t, int i, int j, PairTies tie, bool agreement)
    {
        var row = Row(t, i, j);
        ExporterYear[row] = (t * economies) + i;
        ImporterYear[row] = (t * economies) + j;
        Pair[row] = i == j ? UnorderedPairs.Count(economies) + i : UnorderedPairs.Id(i, j);
        Columns[0][row] = Math.Log(tie.DistanceKm);
        if (i == j)
            return;
        Columns[1][row] = tie.Contiguity ? 1 : 0;
        Columns[2][row] = tie.CommonLanguage ? 1 : 0;
        Columns[3][row] = tie.Colony ? 1 : 0;
        Columns[4][row] = agreement ? 1 : 0;
        Columns[5][row] = 1;
        if (t > 0)
            Columns[5 + t][row] = 1;
    }
}
