using Dyad.Dossier.Events;
using Dyad.Dossier.State;

namespace Dyad.Dossier.Live;

/// <summary>Somebody who speaks for a side from the beginning.</summary>
public sealed record FirstHead(string Side, string Member, string Name);

/// <summary>How a dossier begins: the secretary opens it and names a head for each side, who take over from there.</summary>
public static class Opening
{
    /// <summary>Who opens dossiers; no account has this name.</summary>
    public const string Secretary = "secretary";

    /// <summary>The first entries of a dossier. Nothing is ever removed: what would be refused half-way is refused before anything is written.</summary>
    /// <param name="title">Title of the joint text.</param>
    /// <param name="heads">One for each of the two sides.</param>
    /// <exception cref="RefusedException">A side or a head is not as it must be.</exception>
    public static IReadOnlyList<DossierEvent> Events(Texts title, IReadOnlyList<FirstHead> heads)
    {
        ArgumentNullException.ThrowIfNull(title);
        ArgumentNullException.ThrowIfNull(heads);
        string[] sides = [.. heads.Select(h => h.Side).Order(StringComparer.Ordinal)];
        if (sides.Length != 2 || sides[0] == sides[1])
            throw new RefusedException(new Refusal(RefusalKind.Invalid, "sides"));
        DossierEvent[] events =
        [
            new DossierOpened(title, sides, DossierOpened.CurrentFormat), .. heads.Select(h => new MemberAdded(h.Member, h.Name, h.Side, Role.Head)),
        ];
        if (events.Select(Limits.Check).FirstOrDefault(f => f is not null) is { } field)
            throw new RefusedException(new Refusal(RefusalKind.Invalid, field));
        if (heads[0].Member == heads[1].Member)
            throw new RefusedException(new Refusal(RefusalKind.Taken, heads[0].Member));
        return events;
    }
}
