using System.Text;
using Dyad.Reports.Chapters.Programme;
using Dyad.Reports.Document;
using Dyad.Reports.Model;
using Dyad.Reports.Rendering.Charts;
using Dyad.Reports.Rendering.Html;
using Dyad.Reports.Rendering.Json;
using Dyad.Workbench.Reports;

namespace Dyad.Workbench.Programmes;

/// <summary>The page of a programme in three languages, its pictures and figures, as files: all of them or none.</summary>
internal static class ProgrammeFiles
{
    private const string Json = "programme.json";
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Writes the files.</summary>
    /// <returns>Full paths, the page first.</returns>
    /// <exception cref="UserException">The folder cannot be written to; nothing was written.</exception>
    public static IReadOnlyList<string> Write(ProgrammeReport report, string folder)
    {
        // Only where an earlier programme was written are pictures of these names its own.
        var again = File.Exists(Path.Combine(folder, Json));
        using var files = ReportFiles.Open(folder, file => again && IsOfAProgramme(file));
        Text("programme.html", HtmlReport.Render([.. Enum.GetValues<Language>().Select(l => ProgrammePage.Compose(report, l))], Language.En));
        foreach (var (name, chart) in ProgrammePage.Charts(report, Language.En))
        {
            Text(name + ".svg", ChartFile.Svg(chart, Language.En));
            files.Write(name + ".png", stream => stream.Write(ChartFile.Png(chart, Language.En)));
        }

        Text(Json, JsonProgramme.Write(report));
        return files.Commit();

        void Text(string name, string text) => files.Write(name, stream => stream.Write(Utf8.GetBytes(text)));
    }

    /// <summary>Pictures of an earlier programme that the new one may not have.</summary>
    private static bool IsOfAProgramme(string file) =>
        ProgrammePage.ChartNames.Any(name => file == name + ".svg" || file == name + ".png");
}
