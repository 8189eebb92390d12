namespace Dyad.Dossier.Events;

/// <summary>What a member may do for a side.</summary>
public enum Role
{
    /// <summary>Comments, suggests, answers in rounds, keeps notes of the side.</summary>
    Delegate,

    /// <summary>As a delegate; also writes, opens rounds, keeps the agenda.</summary>
    Editor,

    /// <summary>As an editor; also speaks for the side: positions that settle, commitments, closing, signing, members.</summary>
    Head,
}

/// <summary>The dossier begins. First entry of its first chain.</summary>
/// <param name="Title">Title of the joint text.</param>
/// <param name="Sides">The two sides, ISO 3166 alpha-3, in ordinal order.</param>
/// <param name="Format">Version of the events (<see cref="DossierOpened.CurrentFormat"/>).</param>
public sealed record DossierOpened(Texts Title, IReadOnlyList<string> Sides, int Format) : DossierEvent
{
    /// <summary>The version that this library writes; it reads this and all before.</summary>
    public const int CurrentFormat = 1;
}

/// <summary>
/// Somebody joins a side, or changes name or role. The first head of each side is named by the secretary who opened the dossier, everybody
/// else by the head of the side.
/// </summary>
public sealed record MemberAdded(string Member, string Name, string Side, Role Role) : DossierEvent;

/// <summary>Somebody leaves; what they did stays.</summary>
public sealed record MemberRemoved(string Member) : DossierEvent;

/// <summary>The side of the actor works on its own server from now on: entries for it count from <paramref name="Site"/> alone.</summary>
public sealed record SideMoved(string Site) : DossierEvent;
