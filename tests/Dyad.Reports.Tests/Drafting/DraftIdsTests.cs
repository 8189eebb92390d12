using Dyad.Reports.Drafting;
using FsCheck;
using FsCheck.Xunit;

namespace Dyad.Reports.Tests.Drafting;

public sealed class DraftIdsTests
{
    [Property]
    public bool AnyNamesMakeAPlainId(NonNull<string> first, NonNull<string> second)
        => DraftIds.Of("x", first.Get, second.Get).All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-');

    [Property]
    public bool RepeatedIdsAreNumberedAndNeverMeet(PositiveInt count)
    {
        var taken = new HashSet<string>(StringComparer.Ordinal);
        var ids = Enumerable.Range(0, count.Get % 20).SelectMany(_ => new[] { DraftIds.Unique("a", taken), DraftIds.Unique("a-2", taken) });
        return ids.ToList() is var all && all.Distinct(StringComparer.Ordinal).Count() == all.Count;
    }

    [Fact]
    public void NamesInAnotherScriptStayApart() => Assert.NotEqual(DraftIds.Of("граница"), DraftIds.Of("пошлина"));

    [Fact]
    public void PartsThatAreNotThereAreLeftOut() => Assert.Equal("finding.kind-of.AAA", DraftIds.Of("finding", "kind of", null, "AAA"));
}
