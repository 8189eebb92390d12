using Dyad.Testing;
using Dyad.Workbench.Fitting;
using Dyad.Workbench.Tests.Fixtures;

namespace Dyad.Workbench.Tests.Fitting;

/// <summary>Requests as tests make them.</summary>
internal static class Fits
{
    /// <summary>Years of the guide's tables: 1986 to 2006 by 4.</summary>
    public const string GuideYears = "year BETWEEN 1986 AND 2006 AND (year - 1986) % 4 = 0";

    /// <summary>The guide's years without domestic sales.</summary>
    public const string GuideInternational = GuideYears + " AND exporter <> importer";

    public static FitRequest Guide(string chapter, string formula) =>
        new(formula, SharedData.Require("trade-guide", chapter)) { Where = GuideYears, Vcov = "cluster:pair_id", Threads = 2 };

    public static FitResult Run(this FitRequest request) =>
        FitGravity.Run(request, new Progress<Stage>(), TestContext.Current.CancellationToken);

    public static FitCoefficient Term(this FitResult result, string term) => result.Coefficients.Single(c => c.Term == term);

    /// <summary>Writes a CSV and asks for a model of it.</summary>
    public static FitRequest Csv(TempFolder folder, string formula, params string[] lines)
    {
        var path = folder["data.csv"];
        File.WriteAllLines(path, lines);
        return new FitRequest(formula, path) { Threads = 1 };
    }
}
