using System.Globalization;
using Dyad.Dossier.Events;
using Dyad.Dossier.Log;
using Dyad.Dossier.State;

namespace Dyad.Dossier.Exchange;

/// <summary>
/// Whether a history is a dossier's and nothing besides. Anybody can make a key and a chain that fits it: a chain belongs where the log says,
/// beginning with its opening, that a side works or worked on that server.
/// </summary>
public static class Belonging
{
    /// <summary>The state that follows from the public chains, and the first thing by which the history is no dossier's; null where it is one.</summary>
    public static (DossierState State, string? Fault) Of(History history)
    {
        ArgumentNullException.ThrowIfNull(history);
        var state = DossierState.Empty(history.Dossier);
        // Sides by the servers that they ever worked on.
        var sites = new Dictionary<string, HashSet<string>>(StringComparer.Ordinal);
        var entries = history.Public().ToList();
        foreach (var logged in entries)
        {
            int voids = state.Voids.Count;
            state = Fold.Next(state, logged);
            if (state.Voids.Count > voids)
                continue;
            if (logged.Entry.Event is DossierOpened opened)
                sites[logged.Entry.Site()] = [.. opened.Sides];
            else if (logged.Entry.Event is SideMoved moved)
                (sites.TryGetValue(moved.Site, out var held) ? held : sites[moved.Site] = []).Add(logged.Entry.Side!);
        }

        string? fault = entries.FirstOrDefault() is not { Entry.Event: DossierOpened } || state.Sides.Count != 2
            ? "The log does not begin with the opening of a dossier." : null;
        return (state, fault ?? history.Chains.Select(c => Chain(c.Key, sites) ?? c.Value.Select(e => Form(e.Entry, entries.Count, state)).FirstOrDefault(f => f is not null))
            .FirstOrDefault(f => f is not null));
    }

    /// <summary>Complains of a history that, together with the one that is here, would not be this dossier's any more.</summary>
    /// <exception cref="DossierException">It has another beginning, or a chain or entry that does not belong.</exception>
    public static void Check(History here, History union)
    {
        ArgumentNullException.ThrowIfNull(here);
        ArgumentNullException.ThrowIfNull(union);
        if (here.Public().FirstOrDefault() is { } first && union.Public().First().Hash != first.Hash)
            throw new DossierException("The file has another beginning than the dossier that is here.");
        if (Of(union).Fault is { } fault)
            throw new DossierException(fault);
    }

    private static string? Chain(string chain, Dictionary<string, HashSet<string>> sites)
    {
        if (!sites.TryGetValue(Entry.SiteOf(chain), out var sides))
            return $"Chain {chain} is of a server that neither side works on.";
        return Entry.SideOf(chain) is not { } side || sides.Contains(side) ? null : $"Chain {chain} holds notes of a side that did not work on that server.";
    }

    private static string? Form(Entry entry, int entries, DossierState state)
    {
        string name = $"Entry {entry.Number} of chain {entry.Chain}";
        // Each clock is one more than one that its writer had seen: no clock is beyond the number of entries.
        if (entry.Clock > entries)
            return $"{name} has a clock beyond the {entries} entries there are.";
        if (!DateTime.TryParseExact(entry.At, Entry.MomentForm, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out _))
            return $"{name} has no moment: '{Shortened(entry.At)}'.";
        if (!Limits.IsId(entry.Actor))
            return $"{name} has no actor: '{Shortened(entry.Actor)}'.";
        if (entry.IsPrivate() && (entry.Event is not NoteWritten || Limits.Check(entry.Event) is not null || Entry.SideOf(entry.Chain) != entry.Side
            || state.Members.GetValueOrDefault(entry.Actor)?.Side != entry.Side))
            return $"{name} is no note of a member of the side.";
        return null;
    }

    private static string Shortened(string text) => text.Length <= 40 ? text : text[..40] + "…";
}
