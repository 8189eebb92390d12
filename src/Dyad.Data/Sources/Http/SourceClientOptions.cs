namespace Dyad.Data.Sources.Http;

/// <summary>Bounds of an exchange with a service. The defaults suit statistical offices: slow to answer, strict about load.</summary>
public sealed record SourceClientOptions
{
    /// <summary>
    /// Whom the operator of a service can write to, as a comment in the <c>User-Agent</c>: what the environment variable
    /// <c>DYAD_CONTACT</c> holds, without the characters that a comment cannot have; null: nobody is named.
    /// </summary>
    public string? Contact { get; init; } = Environment.GetEnvironmentVariable("DYAD_CONTACT") is { Length: > 0 } contact
        ? string.Concat(contact.Where(c => c is >= ' ' and <= '~' and not ('(' or ')' or '\\')))
        : null;

    /// <summary>How often a request is made at the most, the first time included.</summary>
    public int Attempts { get; init; } = 5;

    /// <summary>Pause before the second attempt; it doubles with each one, and is jittered.</summary>
    public TimeSpan FirstPause { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest pause between attempts where the service names none.</summary>
    public TimeSpan LongestPause { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The longest pause that a service can ask for with <c>Retry-After</c>; beyond it the fetch ends and says when to come back.</summary>
    public TimeSpan LongestRetryAfter { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>How long a connection may take to come about.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>How long a service may take until its answer begins.</summary>
    public TimeSpan AnswerTimeout { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>How long a body may go without a byte.</summary>
    public TimeSpan StallTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Bytes a second that a body must bring, averaged over <see cref="SlowWindow"/>.</summary>
    public double SlowestRate { get; init; } = 512;

    /// <summary>Span over which a body's speed is judged.</summary>
    public TimeSpan SlowWindow { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Most bytes that an answer may have, after content encoding: what fits in memory with its rows.</summary>
    public long MostBytes { get; init; } = 256L << 20;

    /// <summary>Most bytes that a downloaded file may have.</summary>
    public long MostFileBytes { get; init; } = 16L << 30;

    /// <summary>Most redirects that are followed.</summary>
    public int MostRedirects { get; init; } = 5;

    /// <summary>Pauses between requests are taken on it, and dates of receipt read from it. Timeouts of bodies run on the machine's own.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;
}
