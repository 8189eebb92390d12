using System.Collections.Concurrent;
using Microsoft.AspNetCore.Authentication;

namespace Dyad.Web.Accounts;

/// <summary>
/// Sessions that somebody signed out of: the browser forgets its cookie then, and whoever copied it is refused here. Kept for as long as a cookie
/// lives, in memory: a start of the server forgets them.
/// </summary>
internal sealed class EndedSessions(TimeProvider clock)
{
    private const string Key = "dyad.session";

    private readonly ConcurrentDictionary<string, DateTimeOffset> _ended = new(StringComparer.Ordinal);

    /// <summary>Names a session that begins; one that is renewed keeps its name.</summary>
    public static void Name(AuthenticationProperties properties) => properties.Items.TryAdd(Key, Guid.NewGuid().ToString("N"));

    /// <summary>A session is over.</summary>
    public void End(AuthenticationProperties properties)
    {
        var now = clock.GetUtcNow();
        foreach (var (name, at) in _ended)
        {
            if (now - at > AccountSetup.Session)
                _ended.TryRemove(name, out _);
        }

        if (properties.Items.TryGetValue(Key, out string? session) && session is not null)
            _ended[session] = now;
    }

    /// <summary>Whether a session is over.</summary>
    public bool Contains(AuthenticationProperties properties) =>
        properties.Items.TryGetValue(Key, out string? session) && session is not null && _ended.ContainsKey(session);
}
