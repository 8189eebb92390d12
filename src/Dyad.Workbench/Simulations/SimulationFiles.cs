using System.Text;
using Dyad.Reports.Chapters.Scenarios;
using Dyad.Reports.Document;
using Dyad.Reports.Model;
using Dyad.Reports.Rendering.Charts;
using Dyad.Reports.Rendering.Csv;
using Dyad.Reports.Rendering.Html;
using Dyad.Reports.Rendering.Json;
using Dyad.Workbench.Reports;

namespace Dyad.Workbench.Simulations;

/// <summary>The page of a scenario in three languages, its pictures and tables, as files: all of them or none.</summary>
internal static class SimulationFiles
{
    private const string Folder = "simulations";
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Folder for the files of a scenario where none is given.</summary>
    public static string DefaultFolder(string scenario) => Path.Combine(Folder, Path.GetFileNameWithoutExtension(scenario));

    /// <summary>Writes the files.</summary>
    /// <returns>Full paths, the page first.</returns>
    /// <exception cref="UserException">The folder cannot be written to; nothing was written.</exception>
    public static IReadOnlyList<string> Write(ScenarioResult result, string folder, CancellationToken cancel)
    {
        using var files = ReportFiles.Open(folder, IsOfASimulation);
        ReportDocument[] pages = [.. Enum.GetValues<Language>().Select(l => ScenarioPage.Compose(result, l))];
        Text("simulation.html", HtmlReport.Render(pages, Language.En));
        foreach (var (name, chart) in ScenarioPage.Charts(result, Language.En))
        {
            cancel.ThrowIfCancellationRequested();
            Text(name + ".svg", ChartFile.Svg(chart, Language.En));
            files.Write(name + ".png", stream => stream.Write(ChartFile.Png(chart, Language.En)));
        }

        foreach (var (name, write) in ScenarioTables.Files(result))
            files.Write(name, write);
        Text("simulation.json", JsonScenario.Write(result));
        return files.Commit();

        void Text(string name, string text) => files.Write(name, stream => stream.Write(Utf8.GetBytes(text)));
    }

    /// <summary>Pictures and tables of an earlier simulation that the new one may not have.</summary>
    private static bool IsOfASimulation(string file) =>
        file is "others.svg" or "others.png" or "trade.svg" or "trade.png" or "trade.csv" or "sectors.csv";
}
