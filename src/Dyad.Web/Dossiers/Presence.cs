using System.Collections.Concurrent;

namespace Dyad.Web.Dossiers;

/// <summary>Who looks at a dossier, and which clause they are at; nothing of it is kept.</summary>
public sealed class Presence
{
    private readonly ConcurrentDictionary<(string Dossier, Guid Connection), (string Member, string? Clause)> _here = new();

    /// <summary>Told when somebody comes, goes or moves: the dossier.</summary>
    public event Action<string>? Changed;

    /// <summary>Somebody comes; dispose when they go.</summary>
    public IDisposable Enter(string dossier, string member, string? clause)
    {
        var key = (dossier, Guid.NewGuid());
        _here[key] = (member, clause);
        Changed?.Invoke(dossier);
        return new Leaving(this, key);
    }

    /// <summary>Somebody turns to another clause, in all of their windows.</summary>
    public void Move(string dossier, string member, string? clause)
    {
        foreach (var (key, value) in _here.Where(h => h.Key.Dossier == dossier && h.Value.Member == member))
            _here.TryUpdate(key, (member, clause), value);
        Changed?.Invoke(dossier);
    }

    /// <summary>Who is here, each once.</summary>
    public IReadOnlyList<(string Member, string? Clause)> At(string dossier) =>
        [.. _here.Where(h => h.Key.Dossier == dossier).Select(h => h.Value).GroupBy(v => v.Member, StringComparer.Ordinal)
            .Select(g => (g.Key, g.Select(v => v.Clause).FirstOrDefault(c => c is not null))).OrderBy(p => p.Key, StringComparer.Ordinal)];

    private sealed class Leaving(Presence presence, (string Dossier, Guid Connection) key) : IDisposable
    {
        public void Dispose()
        {
            if (presence._here.TryRemove(key, out _))
                presence.Changed?.Invoke(key.Dossier);
        }
    }
}
