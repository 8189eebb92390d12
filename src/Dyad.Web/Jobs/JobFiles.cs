using Dyad.Web.Dossiers;
using Microsoft.AspNetCore.Http;

namespace Dyad.Web.Jobs;

/// <summary>Files that a job wrote, by name, and no others.</summary>
internal static class JobFiles
{
    private static readonly Dictionary<string, string> Types = new(StringComparer.Ordinal)
    {
        [".html"] = "text/html; charset=utf-8", [".svg"] = "image/svg+xml", [".png"] = "image/png", [".csv"] = "text/csv; charset=utf-8",
        [".json"] = "application/json",
    };

    public static IResult Of(Seat seat, string id, string file, JobRunner runner)
    {
        var job = runner.Find(seat.State.Id, id);
        string folder = job is null ? "" : Path.Combine(runner.FolderOf(job), Studies.Files);
        // Only names that the folder has: a name is never made into a path.
        string? found = Directory.Exists(folder) ? Directory.EnumerateFiles(folder).FirstOrDefault(f => Path.GetFileName(f) == file) : null;
        return found is not null && Types.TryGetValue(Path.GetExtension(found), out string? type)
            ? Results.File(found, type, file) : Results.NotFound();
    }
}
