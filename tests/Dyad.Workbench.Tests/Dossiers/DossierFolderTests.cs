using Dyad.Dossier.Events;
using Dyad.Dossier.Live;
using Dyad.Testing;
using Dyad.Workbench.Dossiers;
using Dyad.Workbench.Tests.Fixtures;

namespace Dyad.Workbench.Tests.Dossiers;

/// <summary>The folder of a server: made, filled, handed over, copied, made again.</summary>
public class DossierFolderTests
{
    private const string Id = "chn-rus";

    private static readonly FirstHead[] Heads = [new("RUS", "ivanov", "Ivanov"), new("CHN", "li", "Li")];

    [Fact]
    public async Task ADossierGoesFromOneServerToAnother()
    {
        using var folder = new TempFolder();
        var (here, there) = (Place(folder, "here"), Place(folder, "there"));
        string file = Path.Combine(folder.Path, "out", "d.json");
        await using (var first = await DossierFolder.MakeAsync(here, TimeProvider.System))
        {
            await BeginAsync(first);
            await first.ExportAsync(Id, file);
        }

        Assert.True(VerifyFile.Run(file).Holds);
        await using var second = await DossierFolder.MakeAsync(there, TimeProvider.System);
        Assert.Equal((Id, 3), await second.ImportAsync(file));
        Assert.Equal((Id, 0), await second.ImportAsync(file));
        var listed = Assert.Single(await second.ListAsync());
        Assert.Equal((Id, "Joint text", 3), (listed.Id, listed.Title.En, listed.Entries));
        Assert.Equal(["CHN", "RUS"], listed.Sides);
        await second.ExportAsync(Id, Path.Combine(folder.Path, "again.json"));
        Assert.True(VerifyFile.Run(Path.Combine(folder.Path, "again.json")).Holds);
    }

    [Fact]
    public async Task AFolderThatAServerHasTakesNothingIn()
    {
        using var folder = new TempFolder();
        string file = Path.Combine(folder.Path, "d.json");
        using var dossier = SyntheticDossier.Negotiated();
        await File.WriteAllBytesAsync(file, dossier.Bytes());
        await using var made = await DossierFolder.MakeAsync(Place(folder, "d"), TimeProvider.System);
        using (DossierFolder.Lock(Place(folder, "d").Folder))
            Assert.Contains("in use", (await Assert.ThrowsAsync<UserException>(() => made.ImportAsync(file))).Message, StringComparison.Ordinal);
        Assert.NotEqual(0, (await made.ImportAsync(file)).New);
    }

    [Fact]
    public async Task AFileThatDoesNotHoldIsNotTaken()
    {
        using var folder = new TempFolder();
        using var dossier = SyntheticDossier.Negotiated();
        byte[] bytes = dossier.Bytes();
        bytes[^100] ^= 1;
        string file = Path.Combine(folder.Path, "d.json");
        await File.WriteAllBytesAsync(file, bytes);
        await using var made = await DossierFolder.MakeAsync(Place(folder, "d"), TimeProvider.System);
        var error = await Assert.ThrowsAsync<UserException>(() => made.ImportAsync(file));
        Assert.Contains("is not taken", error.Message, StringComparison.Ordinal);
        Assert.Empty(await made.ListAsync());
    }

    [Fact]
    public async Task AFolderThatWasNamedMustBeThere()
    {
        using var folder = new TempFolder();
        await Assert.ThrowsAsync<UserException>(() => DossierFolder.ListAsync(Place(folder, "missing")));
        Assert.False(Directory.Exists(Place(folder, "missing").Folder));
        Assert.Empty(await DossierFolder.ListAsync(new DossierPlace()));
    }

    [Fact]
    public async Task ABackupOfAFolderAtWorkRestoresToTheSame()
    {
        using var folder = new TempFolder();
        var (here, again) = (Place(folder, "here"), Place(folder, "again"));
        string backup = Path.Combine(folder.Path, "backup");
        await using var made = await DossierFolder.MakeAsync(here, TimeProvider.System);
        await BeginAsync(made);
        Directory.CreateDirectory(Path.Combine(here.Folder, "keys"));
        await File.WriteAllTextAsync(Path.Combine(here.Folder, "keys", "key.xml"), "<key/>");
        var manifest = DossierBackup.Make(here, backup, TimeProvider.System);
        Assert.Equal(["dossiers.db", "keys/key.xml", "site.key"], manifest.Files.Select(f => f.Path));
        Refused(() => DossierBackup.Make(here, backup, TimeProvider.System));
        Assert.Throws<UserException>(() => DossierBackup.Make(here, Path.Combine(here.Folder, "inside"), TimeProvider.System));

        DossierBackup.Restore(backup, again);
        await using var restored = await DossierFolder.OpenAsync(again, TimeProvider.System);
        Assert.Equal(Id, Assert.Single(await restored.ListAsync()).Id);
        Assert.Equal(made.Site.Id, restored.Site.Id);
        Assert.Equal("<key/>", await File.ReadAllTextAsync(Path.Combine(again.Folder, "keys", "key.xml")));
        Refused(() => DossierBackup.Restore(backup, again));

        static void Refused(Action copy) =>
            Assert.Contains("not empty", Assert.Throws<UserException>(copy).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("site.key", true, "is not the file that was written")]
    [InlineData("site.key", false, "is missing")]
    [InlineData("more.txt", true, "was not made with")]
    public async Task ABackupThatIsNotWholeIsNotRestored(string file, bool write, string told)
    {
        using var folder = new TempFolder();
        string backup = Path.Combine(folder.Path, "backup");
        await using (await DossierFolder.MakeAsync(Place(folder, "here"), TimeProvider.System))
            DossierBackup.Make(Place(folder, "here"), backup, TimeProvider.System);
        if (write)
            await File.WriteAllTextAsync(Path.Combine(backup, file), "other");
        else
            File.Delete(Path.Combine(backup, file));
        var error = Assert.Throws<UserException>(() => DossierBackup.Restore(backup, Place(folder, "again")));
        Assert.Contains(told, error.Message, StringComparison.Ordinal);
        Assert.Equal(["backup", "here"], Directory.EnumerateFileSystemEntries(folder.Path).Select(Path.GetFileName).Order());
    }

    private static DossierPlace Place(TempFolder folder, string name) => new(Path.Combine(folder.Path, name));

    private static async Task BeginAsync(DossierFolder folder)
    {
        await using var live = await folder.OpenAsync(Id);
        foreach (var what in Opening.Events(Texts.All("Joint text"), Heads))
            await live.AppendAsync(Opening.Secretary, null, what);
    }
}
