using Dyad.Testing;
using Dyad.Workbench.Programmes;
using Dyad.Workbench.Tests.Fixtures;

namespace Dyad.Workbench.Tests.Programmes;

/// <summary>What is in a folder after a programme was written to it.</summary>
public sealed class ProgrammeFilesTests
{
    [Fact]
    public void PicturesOfAnEarlierProgrammeGoAndFilesOfTheUserStay()
    {
        using var folder = new TempFolder();
        var full = SyntheticProgramme.Of("CHN", "RUS", SyntheticScenario.Create().Economies);
        var first = ProgrammeFiles.Write(full, folder.Path);
        Assert.Contains(Path.Combine(folder.Path, "calendar.png"), first);
        File.WriteAllText(Path.Combine(folder.Path, "notes.png"), "mine");
        var second = ProgrammeFiles.Write(SyntheticProgramme.WithoutChoice(full, "budget"), folder.Path);
        Assert.Equal(
            second.Append(Path.Combine(folder.Path, "notes.png")).Order(StringComparer.Ordinal),
            Directory.GetFiles(folder.Path).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void APictureOfTheSameNameStaysWhereNoProgrammeWasWritten()
    {
        using var folder = new TempFolder();
        var mine = Path.Combine(folder.Path, "calendar.png");
        File.WriteAllText(mine, "mine");
        var full = SyntheticProgramme.Of("CHN", "RUS", SyntheticScenario.Create().Economies);
        ProgrammeFiles.Write(SyntheticProgramme.WithoutChoice(full, "budget"), folder.Path);
        Assert.Equal("mine", File.ReadAllText(mine));
    }
}
