using System.Globalization;

namespace Dyad.Sources.Tests.Icio;

/// <summary>
/// Small tables in the layout of ICIO, made up and balanced: totals of rows are computed, value added is what is left of each column.
/// </summary>
internal static class IcioFile
{
    public static string Text(
        IReadOnlyList<string> industries, IReadOnlyList<string> finals, Func<int, int, double> flow, bool old = false, string economy = "AUS")
    {
        var n = industries.Count;
        var columns = n + finals.Count;
        var lines = new List<string> { string.Join(",", ["V1", .. industries, .. finals, old ? "TOTAL" : "OUT"]) };
        var output = new double[n];
        for (var i = 0; i < n; i++)
        {
            output[i] = Enumerable.Range(0, columns).Sum(c => flow(i, c));
            lines.Add(Line(industries[i], [.. Enumerable.Range(0, columns).Select(c => flow(i, c)), output[i]]));
        }

        var taxes = Enumerable.Range(0, columns).Select(c => c < n ? 0.125 : 0.5).ToArray();
        double Inputs(int c) => Enumerable.Range(0, n).Sum(i => flow(i, c));
        lines.Add(Line(old ? economy + "_TAXSUB" : "TLS", [.. taxes, taxes.Sum()]));
        lines.Add(Line(old ? "VALU" : "VA", [.. Enumerable.Range(0, columns).Select(c => c < n ? output[c] - Inputs(c) - taxes[c] : 0), 0]));
        lines.Add(Line(old ? "OUTPUT" : "OUT", [.. Enumerable.Range(0, columns).Select(c => c < n ? output[c] : Inputs(c) + taxes[c]), output.Sum()]));
        return string.Join('\n', lines) + "\n";
    }

    private static string Line(string label, IEnumerable<double> values) =>
        string.Join(",", values.Select(v => v.ToString("0.###", CultureInfo.InvariantCulture)).Prepend(label));
}
