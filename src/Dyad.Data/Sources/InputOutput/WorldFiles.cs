using System.Globalization;
using Dyad.Data.Provenance;
using Dyad.Data.Sources.Archives;

namespace Dyad.Data.Sources.InputOutput;

/// <summary>Reads the years of world tables out of a zip, or one year that was unpacked, and keeps them.</summary>
/// <param name="source">Name of the source.</param>
/// <param name="example">A name as the publisher gives it, for messages.</param>
/// <param name="year">Year by the name of a file; null: it is none of the tables.</param>
/// <param name="labels">The labels.</param>
/// <param name="open">Opens a year: its name in messages, its bytes, the year, a folder for what lies there meanwhile.</param>
internal sealed class WorldFiles(
    string source, string example, Func<string, int?> year, IWorldLabels labels, Func<string, Stream, int, string, WorldRows> open)
{
    /// <summary>How the name of an Excel binary workbook ends: it is a zip, but none of years.</summary>
    public const string Workbook = ".xlsb";

    /// <summary>Reads a file that was brought by hand.</summary>
    public void ReadFile(string path, FetchQuery query, IFetch fetch, TimeProvider clock, Func<string, string> release, CancellationToken cancel)
    {
        if (!File.Exists(path))
            throw new FactException($"{path}: no such file");
        var name = Path.GetFileName(path);
        fetch.Report($"checksum of {name}", 0);
        var answer = new Answer(name, Manifest.Checksum(path), new FileInfo(path).Length, clock.GetUtcNow(), release(name));
        if (!name.EndsWith(Workbook, StringComparison.OrdinalIgnoreCase) && ZipFile.IsZip(path))
        {
            ReadZip(path, name, query, fetch, answer, (0.02, 1), cancel);
            return;
        }

        if (year(name) is not { } one)
            throw new FactException($"{path}: neither a zip nor named as the publisher names a year ({example}): the year stands in the name");
        using var stream = File.OpenRead(path);
        Keep(one, name, stream, fetch, answer, p => fetch.Report($"reading {one}", p), cancel);
    }

    /// <summary>Reads the years of a zip that are asked for and not there yet.</summary>
    public void ReadZip(
        string path, string name, FetchQuery query, IFetch fetch, Answer answer, (double From, double To) share, CancellationToken cancel)
    {
        using var zip = ZipFile.Open(path);
        var years = zip.Members.Where(m => year(m.Name) is not null).Select(m => (Member: m, Year: year(m.Name)!.Value)).OrderBy(m => m.Year).ToList();
        if (years.Count == 0)
        {
            throw new FactException(
                $"{path}: no entry is named as the publisher names a year ({example}); it holds " +
                string.Join(", ", zip.Members.Take(3).Select(m => m.Path)) + (zip.Members.Count > 3 ? ", ..." : ""));
        }

        if (years.GroupBy(y => y.Year).FirstOrDefault(g => g.Count() > 1) is { } twice)
            throw new FactException($"{path}: holds {twice.Key} twice: {string.Join(", ", twice.Select(t => t.Member.Path))}");
        var wanted = query.Years is { } span ? years.Where(y => y.Year >= span.First && y.Year <= span.Last).ToList() : years;
        if (wanted.Count == 0)
        {
            throw new FactException(string.Create(
                CultureInfo.InvariantCulture, $"{path}: holds the years {years[0].Year} to {years[^1].Year}, none of those asked for"));
        }

        foreach (var (at, (member, one)) in wanted.Index())
        {
            using var stream = zip.Read(member);
            Keep(
                one, $"{name}: {member.Path}", stream, fetch, answer,
                p => fetch.Report($"reading {one}", share.From + ((share.To - share.From) * (at + p) / wanted.Count)), cancel);
        }
    }

    private void Keep(int one, string shown, Stream stream, IFetch fetch, Answer answer, Action<double> progress, CancellationToken cancel)
    {
        var parts = WorldTable.Tables.Select(t => string.Create(CultureInfo.InvariantCulture, $"{one} {t.Name}")).ToList();
        if (parts.All(fetch.Has))
            return;
        // Rows of all tables: some 3,500 to 4,100 a year.
        using var opened = open(shown, stream, one, fetch.Scratch);
        var table = new WorldReader(opened, labels, shown, fetch.Reject).Read(rows => progress(Math.Min(rows / 4200.0, 0.9)), cancel);
        if (table.Outside.Count > 0)
            fetch.Report($"{source} {one}: {table.Outside.Count} economies are part of ROW: {string.Join(", ", table.Outside)}", 0);
        foreach (var ((part, schema), file) in parts.Zip(WorldTable.Tables).Zip(table.Write(one, fetch.Scratch)))
        {
            if (fetch.Has(part))
                File.Delete(file);
            else
                fetch.KeepFile(part, answer, schema, one.ToString(CultureInfo.InvariantCulture), file);
        }

        progress(1);
    }
}
