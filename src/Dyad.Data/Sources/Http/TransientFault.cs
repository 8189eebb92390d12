using System.Net.Http.Headers;

namespace Dyad.Data.Sources.Http;

/// <summary>A fault that another attempt may not meet. It does not leave the client: the last one becomes a <see cref="FactException"/>.</summary>
internal sealed class TransientFault(string message, TimeSpan? retryAfter = null) : Exception(message)
{
    /// <summary>How long the service asks to wait; null where it asks nothing.</summary>
    public TimeSpan? RetryAfter => retryAfter;

    /// <summary>What <c>Retry-After</c> asks, as seconds or as a date; null where it is missing.</summary>
    public static TimeSpan? Wait(RetryConditionHeaderValue? header, DateTimeOffset now) => header switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } => date > now ? date - now : TimeSpan.Zero,
        _ => null,
    };
}
