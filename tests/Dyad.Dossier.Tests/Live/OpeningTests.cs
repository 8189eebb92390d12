using Dyad.Dossier.Events;
using Dyad.Dossier.Live;
using Dyad.Dossier.State;

namespace Dyad.Dossier.Tests.Live;

/// <summary>A dossier begins whole or not at all.</summary>
public class OpeningTests
{
    private static readonly Texts Title = Texts.All("Joint text");

    private static readonly FirstHead Ivanov = new("RUS", "ivanov", "Ivanov"), Li = new("CHN", "li", "Li");

    public static TheoryData<FirstHead, FirstHead, RefusalKind> Refused => new()
    {
        { Ivanov, Ivanov, RefusalKind.Invalid },
        { Ivanov, Li with { Member = "ivanov" }, RefusalKind.Taken },
        { Ivanov, Li with { Name = "" }, RefusalKind.Invalid },
        { Ivanov, Li with { Member = "expert-1" }, RefusalKind.Invalid },
        { Ivanov, Li with { Side = "china" }, RefusalKind.Invalid },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void WhatWouldBeRefusedHalfWayIsRefusedAtOnce(FirstHead one, FirstHead other, RefusalKind kind) =>
        Assert.Equal(kind, Assert.Throws<RefusedException>(() => Opening.Events(Title, [one, other])).Refusal.Kind);

    [Fact]
    public void TwoSidesHaveAHeadEach()
    {
        Assert.Throws<RefusedException>(() => Opening.Events(Title, [Ivanov]));
        Assert.Throws<RefusedException>(() => Opening.Events(new Texts(), [Ivanov, Li]));
        var events = Opening.Events(Title, [Ivanov, Li]);
        Assert.Equal(["CHN", "RUS"], Assert.IsType<DossierOpened>(events[0]).Sides);
        Assert.Equal(["ivanov", "li"], events.Skip(1).Cast<MemberAdded>().Select(m => m.Member));
    }
}
