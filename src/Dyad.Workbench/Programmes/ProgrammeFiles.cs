using System.Text;
using Dyad.Reports.Model;
using Dyad.Reports.Rendering.Json;
using Dyad.Workbench.Reports;

namespace Dyad.Workbench.Programmes;

/// <summary>The files of a programme: all of them or none.</summary>
internal static class ProgrammeFiles
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Writes the files.</summary>
    /// <returns>Full paths.</returns>
    /// <exception cref="UserException">The folder cannot be written to; nothing was written.</exception>
    public static IReadOnlyList<string> Write(ProgrammeReport report, string folder)
    {
        using var files = ReportFiles.Open(folder);
        files.Write("programme.json", stream => stream.Write(Utf8.GetBytes(JsonProgramme.Write(report))));
        return files.Commit();
    }
}
