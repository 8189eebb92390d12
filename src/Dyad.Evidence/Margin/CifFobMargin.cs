// Symbols, Gaulier and Zignago (2010), CEPII WP 2010-23, eq. 1, without the unit values:
//   ln(M_ij / X_ij) = a + b ln d_ij + c (ln d_ij)^2 + delta Contiguity_ij + phi Landlocked_i + gamma Landlocked_j + year_t + e
//   With products, an effect of each HS chapter stands for the paper's ln UV of the product.
//   X the exporter's FOB report, M the importer's CIF report, d the distance, i exporter, j importer, t year.

using MathNet.Numerics.LinearAlgebra;

namespace Dyad.Evidence;

/// <summary>
/// The CIF/FOB margin as a function of the way between two economies (Gaulier and Zignago 2010, eq. 1, specification IV: values).
/// The world median unit value of the product, which the paper adds, takes quantities of the whole world and is not used; a sample by
/// product has an effect of each chapter instead.
/// </summary>
public sealed class CifFobMargin
{
    private readonly bool landlocked;
    private readonly int[] kept;
    private readonly Vector<double> coefficients;
    private readonly Matrix<double> covariance;

    private CifFobMargin(
        bool landlocked, int[] years, string[] chapters, string[] terms, int[] kept, WeightedLeastSquares.Fit fit, int observations, int dropped)
    {
        (this.landlocked, this.kept, Years, Chapters) = (landlocked, kept, years, chapters);
        (coefficients, covariance) = (fit.Coefficients, fit.Covariance);
        Coefficients = [.. kept.Select((column, k) =>
            new MarginCoefficient(terms[column], fit.Coefficients[k], Math.Sqrt(Math.Max(fit.Covariance[k, k], 0))))];
        LeftOut = [.. terms.Where((_, column) => !kept.Contains(column))];
        (Observations, InfluentialDropped) = (observations, dropped);
    }

    /// <summary>Estimates, in the order of the equation.</summary>
    public IReadOnlyList<MarginCoefficient> Coefficients { get; }

    /// <summary>Terms without variation of their own in the sample, left out of the equation.</summary>
    public IReadOnlyList<string> LeftOut { get; }

    /// <summary>Years with an effect, the last of them the reference; empty without year effects.</summary>
    public IReadOnlyList<int> Years { get; }

    /// <summary>Chapters with an effect, the last of them the reference; empty for totals.</summary>
    public IReadOnlyList<string> Chapters { get; }

    /// <summary>Flows that the estimates rest on.</summary>
    public int Observations { get; }

    /// <summary>Flows that were left out for their influence.</summary>
    public int InfluentialDropped { get; }

    /// <summary>Estimates the equation.</summary>
    /// <param name="sample">Flows that both sides report. Landlocked terms enter if every way states both.</param>
    /// <param name="options">Options; null: the paper's choices.</param>
    /// <exception cref="ArgumentException">There are not more flows than coefficients.</exception>
    public static CifFobMargin Estimate(MirrorSample sample, CifFobOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(sample);
        options ??= CifFobOptions.Default;
        var landlocked = sample.Route.All(route => route is { ExporterLandlocked: not null, ImporterLandlocked: not null });
        int[] years = options.YearEffects ? [.. sample.Year.Distinct().Order()] : [];
        string[] chapters = [.. (sample.Chapter ?? []).Distinct().Order(StringComparer.Ordinal)];
        var terms = Terms(landlocked, years, chapters);
        var x = Matrix<double>.Build.DenseOfRowArrays(Enumerable.Range(0, sample.Count).Select(f =>
            Row(sample.Route[f], sample.Year[f], sample.Chapter?[f], landlocked, years, chapters)));
        double[] y = [.. sample.ImporterReport.Zip(sample.ExporterReport, (importer, exporter) => Math.Log(importer / exporter))];
        double[] w = [.. sample.Agreement ?? Enumerable.Repeat(1.0, sample.Count)];
        int[] all = [.. Enumerable.Range(0, sample.Count)];

        var (kept, fit) = FitRows(x, y, w, sample, all);
        if (!options.DropInfluential)
            return new CifFobMargin(landlocked, years, chapters, terms, kept, fit, all.Length, 0);

        int[] usual = [.. all.Where(f => fit.CookDistance[f] <= 4.0 / all.Length)];
        (kept, fit) = FitRows(x, y, w, sample, usual);
        return new CifFobMargin(landlocked, years, chapters, terms, kept, fit, usual.Length, all.Length - usual.Length);
    }

    /// <summary>
    /// The margin of a way in a year, floored at zero: goods do not lose value on the way, and a negative rate is not applied
    /// (Gaulier and Zignago 2010, note 17). In a year or chapter outside the sample the mean of their effects is taken.
    /// </summary>
    /// <param name="route">The way; states the landlocked sides if the sample did.</param>
    /// <param name="year">The year.</param>
    /// <param name="product">Product code; null for the total.</param>
    /// <exception cref="ArgumentException">The equation has landlocked terms and the way does not state them.</exception>
    public PredictedMargin Predict(Route route, int year, string? product = null)
    {
        ArgumentNullException.ThrowIfNull(route);
        if (landlocked && (route.ExporterLandlocked is null || route.ImporterLandlocked is null))
            throw new ArgumentException("The equation has landlocked terms; the way must state them.", nameof(route));
        var row = Row(route, year, ProductChapter.Of(product), landlocked, Years, Chapters);
        var x = Vector<double>.Build.Dense(kept.Length, k => row[kept[k]]);
        var log = x * coefficients;
        var stdError = Math.Sqrt(Math.Max(x * (covariance * x), 0));
        return new PredictedMargin(Math.Max(log, 0), stdError, log < 0);
    }

    private static (int[] Kept, WeightedLeastSquares.Fit Fit) FitRows(
        Matrix<double> x, double[] y, double[] w, MirrorSample sample, int[] rows)
    {
        var part = Matrix<double>.Build.DenseOfRows(rows.Select(f => x.Row(f)));
        var kept = WeightedLeastSquares.IndependentColumns(part);
        if (rows.Length <= kept.Length)
        {
            throw new ArgumentException(
                $"{rows.Length} flows that both sides report do not suffice for {kept.Length} coefficients.", nameof(sample));
        }

        var pairs = new Dictionary<(string, string), int>();
        int[] cluster = [.. rows.Select(f =>
        {
            var pair = (sample.Exporter[f], sample.Importer[f]);
            return pairs.TryGetValue(pair, out var id) ? id : pairs[pair] = pairs.Count;
        })];
        var design = Matrix<double>.Build.DenseOfColumns(kept.Select(k => part.Column(k)));
        return (kept, WeightedLeastSquares.Solve(design, [.. rows.Select(f => y[f])], [.. rows.Select(f => w[f])], cluster));
    }

    private static string[] Terms(bool landlocked, int[] years, string[] chapters) =>
    [
        "intercept", "ln_distance", "ln_distance_squared", "contiguity",
        .. landlocked ? (string[])["landlocked_exporter", "landlocked_importer"] : [],
        .. years.SkipLast(1).Select(year => $"year_{year}"),
        .. chapters.SkipLast(1).Select(chapter => $"chapter_{chapter}"),
    ];

    private static double[] Row(
        Route route, int year, string? chapter, bool landlocked, IReadOnlyList<int> years, IReadOnlyList<string> chapters)
    {
        var lnDistance = Math.Log(route.DistanceKm);
        return
        [
            1, lnDistance, lnDistance * lnDistance, route.Contiguous ? 1 : 0,
            .. landlocked
                ? (double[])[route.ExporterLandlocked == true ? 1 : 0, route.ImporterLandlocked == true ? 1 : 0]
                : [],
            .. Indicators(years, year),
            .. Indicators(chapters, chapter),
        ];
    }

    /// <summary>One for the level, zero for the others, the last of them left out; a level that is not known shares alike.</summary>
    private static IEnumerable<double> Indicators<T>(IReadOnlyList<T> levels, T level)
    {
        var known = levels.Contains(level);
        return levels.SkipLast(1).Select(other =>
            known ? (EqualityComparer<T>.Default.Equals(level, other) ? 1.0 : 0.0) : 1.0 / levels.Count);
    }
}
