using Dyad.Reports.Model;
using Dyad.Testing;

namespace Dyad.Reports.Tests.Fixtures;

/// <summary>The synthetic programmes, for tests over all of them.</summary>
public static class ProgrammeFixture
{
    private static readonly string[] Obstacles = ["cyclic-prerequisites", "contradiction", "budget", "no-common-gain", "calendar"];

    public static ProgrammeReport Full => SyntheticProgramme.Of("CHN", "RUS", SyntheticScenario.Create().Economies);

    public static IEnumerable<ProgrammeReport> All() =>
    [
        Full, SyntheticProgramme.WithoutNash(Full), SyntheticProgramme.Open(Full),
        SyntheticProgramme.Drawn(Full, -4_000, 3_000, 150),
        .. Obstacles.Select(obstacle => SyntheticProgramme.WithoutChoice(Full, obstacle)),
    ];
}
