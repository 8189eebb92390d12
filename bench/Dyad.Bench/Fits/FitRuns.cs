using System.Globalization;
using System.Text.Json;

namespace Dyad.Bench.Fits;

/// <summary>Reads what runs of estimations left behind: the JSON of <c>dyad fit</c>, and the rows that a script gathered.</summary>
internal static class FitRuns
{
    /// <summary>
    /// A JSON file as a row: seconds to read, seconds to fit, observations, deviance, the first coefficient and its standard error.
    /// </summary>
    public static string Figures(string file)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(file));
        var root = document.RootElement;
        var (seconds, first) = (root.GetProperty("seconds"), root.GetProperty("coefficients")[0]);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{seconds.GetProperty("read").GetDouble():F4},{seconds.GetProperty("fit").GetDouble():F4},{root.GetProperty("observations")}," +
            $"{root.GetProperty("deviance").GetDouble():G9},{first.GetProperty("estimate").GetDouble():G12}," +
            $"{first.GetProperty("std_error").GetDouble():G9}");
    }

    /// <summary>
    /// Medians of runs by case, program and threads, and how many times longer and larger others are than dyad, run by run: machines
    /// drift, and the runs of one round stand next to each other.
    /// </summary>
    public static void Medians(string file, TextWriter output)
    {
        var rows = File.ReadLines(file).Where(l => !l.StartsWith('#')).Skip(1).Select(l => l.Split(',')).ToList();
        output.WriteLine("case,threads,program,fit_s,wall_s,peak_mb,fit_ratio,wall_ratio,peak_ratio");
        foreach (var group in rows.GroupBy(r => (Case: r[0], Threads: r[2], Program: r[1])).OrderBy(g => g.Key))
        {
            var own = rows.Where(r => r[1] == "dyad" && r[0] == group.Key.Case && r[2] == group.Key.Threads).ToDictionary(r => r[3]);
            string Of(int column) => Median(group.Select(r => Number(r[column])));
            string Ratio(int column) => Median(group.Select(r => Number(r[column]) / Number(own[r[3]][column])));
            output.WriteLine(string.Join(
                ',', group.Key.Case, group.Key.Threads, group.Key.Program, Of(5), Of(10), Of(11), Ratio(5), Ratio(10), Ratio(11)));
        }
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private static string Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return ((sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2).ToString("0.###", CultureInfo.InvariantCulture);
    }
}
