using Dyad.Workbench.Parties;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace Dyad.Workbench.Tests.Parties;

public class NearNamesTests
{
    // Counted by hand. Two of them tell the distance from its neighbours: RSU to RUS is 2 without swaps (Levenshtein); CA to ABC
    // is 2 where a swapped pair may be edited again (unrestricted Damerau), here no part is edited twice.
    [Theory]
    [InlineData("", "", 0)]
    [InlineData("", "abc", 3)]
    [InlineData("China", "CHINA", 0)]
    [InlineData("kitten", "sitting", 3)]
    [InlineData("россия", "РОССИЯ", 0)]
    [InlineData("中国", "中圖", 1)]
    [InlineData("RSU", "RUS", 1)]
    [InlineData("CA", "ABC", 3)]
    public void DistanceCountsEdits(string a, string b, int edits) => Assert.Equal(edits, NearNames.Distance(a, b));

    [Property]
    public void DistanceIsTheSameBothWays(NonNull<string> a, NonNull<string> b) =>
        Assert.Equal(NearNames.Distance(a.Get, b.Get), NearNames.Distance(b.Get, a.Get));

    [Property]
    public void DistanceLiesBetweenTheDifferenceOfLengthsAndTheLongerLength(NonNull<string> a, NonNull<string> b) =>
        Assert.InRange(
            NearNames.Distance(a.Get, b.Get), Math.Abs(a.Get.Length - b.Get.Length), Math.Max(a.Get.Length, b.Get.Length));

    [Property]
    public void ANameIsNearestToItself(NonEmptyArray<NonNull<string>> names, NonNegativeInt pick)
    {
        var name = names.Get[pick.Get % names.Get.Length].Get;
        Assert.Equal(name, NearNames.Of(name, names.Get.Select(n => n.Get), n => [n], most: 1)[0], ignoreCase: true);
    }

    [Fact]
    public void TiesKeepTheOrderOfTheCandidates() =>
        Assert.Equal(["bb", "cc", "dd"], NearNames.Of("aa", ["xxx", "bb", "cc", "dd"], n => [n]));

    [Fact]
    public void TheNearestSpellingCounts() =>
        Assert.Equal([2], NearNames.Of("Russia", [1, 2], n => n == 1 ? ["China", "Китай"] : ["Россия", "Russian"], most: 1));
}
