using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Dyad.Data.Sources.Http;

namespace Dyad.Data.Sources.Comtrade;

/// <summary>
/// Quotas. The service counts calls by day: when they are used up it answers 403, <c>Out of call volume quota. Quota will be replenished
/// in 12:33:04.</c> Calls that come too fast get 429, which the client waits out.
/// </summary>
public sealed partial class ComtradeSource
{
    private static async Task<Reply> GetAsync(string path, IFetch fetch, CancellationToken cancel)
    {
        var reply = await fetch.Http
            .GetAsync(new SourceRequest(path) { KeyHeader = KeyHeader, Statuses = [403] }, cancel).ConfigureAwait(false);
        return reply.Status == 403 ? throw Refused(reply, fetch) : reply;
    }

    private static FactException Refused(Reply reply, IFetch fetch)
    {
        var said = SourceClient.Shorten(Encoding.UTF8.GetString(reply.Body.Span));
        var host = fetch.Http.Address.Host;
        if (!said.Contains("quota", StringComparison.OrdinalIgnoreCase))
            return new FactException($"{host}: HTTP 403: {said}; {(fetch.Http.HasKey ? "the key is that of" : "a key is read from")} DYAD_COMTRADE_KEY");
        var kept = "what came so far is kept, the same command goes on then";
        return Replenished(said) is { } wait
            ? new FactException(string.Create(
                CultureInfo.InvariantCulture,
                    $"{host}: the quota of calls is used up; come back after "
                        + $"{reply.Answer.ReceivedAt + wait:yyyy-MM-dd HH:mm} UTC; {kept}"))
            : new FactException($"{host}: the quota of calls is used up ({said}); come back tomorrow; {kept}");
    }

    /// <summary>How long until the quota is replenished, as the service writes it: <c>12:33:04</c> or <c>2.03:14:17</c>.</summary>
    private static TimeSpan? Replenished(string said) =>
        ReplenishedIn().Match(said) is { Success: true } match
        && TimeSpan.TryParse(match.Groups[1].Value, CultureInfo.InvariantCulture, out var wait) ? wait : null;

    [GeneratedRegex(@"replenished in ((?:\d+\.)?\d{1,2}:\d{2}:\d{2})")]
    private static partial Regex ReplenishedIn();
}
