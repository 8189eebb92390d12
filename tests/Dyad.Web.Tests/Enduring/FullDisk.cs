using System.Diagnostics;
using System.Net;

namespace Dyad.Web.Tests.Enduring;

/// <summary>A disk without room: writers are told, readers go on, and writing works again once there is room.</summary>
public sealed class FullDisk
{
    /// <summary>As long as a remark may be: more than what is left in the last pages.</summary>
    private static readonly string Long = string.Join(' ', Enumerable.Repeat("word", 3_999));

    [Fact]
    public async Task WritersAreToldAndReadersGoOn()
    {
        string folder = Directory.CreateTempSubdirectory("dyad-disk-").FullName;
        Assert.SkipUnless(
            Environment.UserName == "root" && Run("mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", folder),
            "only root may mount a small disk");
        try
        {
            await using var place = await Workplace.OpenAsync(Path.Combine(folder, "data"));
            Assert.True((await place.CommentAsync("m1", "First.")).Done);
            string ballast = Path.Combine(folder, "ballast");
            Fill(ballast);
            var refused = await place.CommentAsync("m2", Long);
            Assert.Equal(HttpStatusCode.InsufficientStorage, refused.Status);
            Assert.Equal("full", refused.Refusal);
            Assert.Equal("the disk is full: nothing was saved", (string?)refused.Json!["title"]);
            Assert.DoesNotContain("   at ", refused.Json.ToString(), StringComparison.Ordinal);
            var (answer, page) = await place.CommentByFormAsync("m2", Long);
            Assert.Equal(HttpStatusCode.InsufficientStorage, answer.StatusCode);
            Assert.Contains("The disk is full: nothing was saved.", page, StringComparison.Ordinal);
            Assert.Contains("word word", page, StringComparison.Ordinal);
            await place.ReadAllAsync();
            File.Delete(ballast);
            Assert.True((await place.CommentAsync("m2", Long)).Done);
            Assert.Equal(2, (await place.Head.GetJsonAsync(place.Api))["clauses"]![0]!["comments"]!.AsArray().Count);
        }
        finally
        {
            Assert.True(Run("umount", folder));
            Directory.Delete(folder);
        }
    }

    private static void Fill(string file)
    {
        using var stream = new FileStream(file, FileMode.Create, FileAccess.Write, FileShare.None, 1);
        var page = new byte[4096];
        try
        {
            while (true)
                stream.Write(page);
        }
        catch (IOException)
        {
            // As much as there was room for.
        }
    }

    private static bool Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        process.StandardError.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
