using System.Text;
using Dyad.Data.Columns;
using Dyad.Gravity.Effects;
using Dyad.Gravity.Estimation;
using Dyad.Gravity.Formulas;
using Dyad.Reports.Plots;

namespace Dyad.Workbench.Fitting;

/// <summary>Files of an estimate: fitted values and residuals by row, and fixed effects by level.</summary>
internal static class FitFiles
{
    /// <summary>Complains about what cannot be written, before anything is read.</summary>
    /// <exception cref="UserException">A file is the data themselves, or both files are one.</exception>
    /// <exception cref="Data.FactException">A path cannot be written to.</exception>
    public static void Check(FitRequest request)
    {
        string?[] paths = [request.Save, request.SaveEffects, request.Plot];
        var seen = new HashSet<string>(StringComparer.Ordinal) { Path.GetFullPath(request.File) };
        foreach (var path in paths.OfType<string>().Where(p => !seen.Add(Path.GetFullPath(p))))
            throw new UserException($"{path}: named twice; what is written is a file of its own");
        foreach (var path in paths.Take(2).OfType<string>())
            ColumnWriter.Check(path);
        if (request.Plot is { } plot && Path.GetExtension(plot).ToUpperInvariant() is not (".SVG" or ".PNG"))
            throw new UserException($"{plot}: the name of the picture ends in .svg or .png");
    }

    /// <summary>Draws the coefficients but the constant, which would leave the others no room, unless it is alone.</summary>
    public static void Draw(string path, FitResult result)
    {
        PlottedCoefficient[] rows =
            [.. result.Coefficients.Select(c => new PlottedCoefficient(c.Term, c.Estimate, c.ConfLow, c.ConfHigh))];
        if (rows.Length == 0)
            throw new UserException($"--plot {path}: the formula has no coefficient to draw");
        rows = rows.Length > 1 ? [.. rows.Where(r => r.Term != FitGravity.Intercept)] : rows;
        const string Axis = "estimate and 95% interval";
        var bytes = Path.GetExtension(path).Equals(".svg", StringComparison.OrdinalIgnoreCase)
            ? Encoding.UTF8.GetBytes(CoefficientPlot.Svg(result.Formula, Axis, rows))
            : CoefficientPlot.Png(result.Formula, Axis, rows);
        var part = path + ".part";
        try
        {
            File.WriteAllBytes(part, bytes);
            File.Move(part, path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UserException($"cannot write {path}: {e.Message}", e);
        }
        finally
        {
            if (File.Exists(part))
                File.Delete(part);
        }
    }

    /// <summary>Writes row, fitted mean and residual of each row in the estimation.</summary>
    /// <param name="path">File.</param>
    /// <param name="design">Design with names.</param>
    /// <param name="numbers">Number in the file of each row that was read.</param>
    /// <param name="fit">Estimate of the design.</param>
    /// <param name="cancel">Ends the work.</param>
    public static void SaveRows(string path, Design design, double[] numbers, Estimate fit, CancellationToken cancel)
    {
        var rows = design.Names!.Rows;
        int[] used = [.. Enumerable.Range(0, rows.Length).Where(r => fit.Used[r])];
        ColumnWriter.Write(
            path,
            [
                new WrittenColumn("row", used.Select(r => (int)numbers[rows[r]]).ToArray()),
                new WrittenColumn("fitted", used.Select(r => fit.Fitted[r]).ToArray()),
                new WrittenColumn("residual", used.Select(r => design.Sample.Flow[r] - fit.Fitted[r]).ToArray()),
            ],
            cancel);
    }

    /// <summary>Writes effect, level, value, and whether the value is zero by normalisation.</summary>
    public static void SaveEffects(string path, Design design, Estimate fit, CancellationToken cancel)
    {
        var effects = RecoveredEffects.Of(design.Sample, fit).Effects;
        var names = design.Names!.Levels;
        (int Effect, int Level)[] levels =
        [
            .. effects.SelectMany((e, i) => Enumerable.Range(0, e.Values.Count).Select(l => (i, l)))
                .Where(p => !double.IsNaN(effects[p.i].Values[p.l])),
        ];
        ColumnWriter.Write(
            path,
            [
                new WrittenColumn("effect", levels.Select(p => effects[p.Effect].Name).ToArray()),
                new WrittenColumn("level", levels.Select(p => names[p.Effect][p.Level]).ToArray()),
                new WrittenColumn("value", levels.Select(p => effects[p.Effect].Values[p.Level]).ToArray()),
                new WrittenColumn("reference", levels.Select(p => effects[p.Effect].References[p.Level]).ToArray()),
            ],
            cancel);
    }
}
