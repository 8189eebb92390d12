namespace Dyad.Data.Sources.Http;

/// <summary>A question to a service, by GET.</summary>
/// <param name="Path">
/// What is asked, relative to the address of the source (without a leading slash, with its query); or an absolute address.
/// </param>
public sealed record SourceRequest(string Path)
{
    /// <summary>Media types that an answer may have; the first is asked for first. An answer without a type is taken as it is.</summary>
    public IReadOnlyList<string> Types { get; init; } = ["application/json"];

    /// <summary>The <c>Accept</c> header where it says more than <see cref="Types"/>: <c>application/vnd.sdmx.data+csv; version=2.0.0</c>.</summary>
    public string? Accept { get; init; }

    /// <summary>Statuses beside 200 that the source reads itself: 404 where it means that there are no figures.</summary>
    public IReadOnlyList<int> Statuses { get; init; } = [];

    /// <summary>Header that carries the key; null: the key is not sent. Only the host that was asked gets it, no host redirected to.</summary>
    public string? KeyHeader { get; init; }

    /// <summary>Further headers.</summary>
    public IReadOnlyList<(string Name, string Value)> Headers { get; init; } = [];

    /// <summary>Tag of the answer that is had already; the service then may say 304, <see cref="Reply.NotModified"/>.</summary>
    public string? ETag { get; init; }

    /// <summary>Date of the answer that is had already.</summary>
    public DateTimeOffset? LastModified { get; init; }
}

/// <summary>The body of an answer with what the catalogue keeps of it.</summary>
/// <param name="Body">The bytes, after content encoding.</param>
/// <param name="ContentType">Media type, as the service states it; empty where it states none.</param>
/// <param name="Answer">Address, checksum, time.</param>
public sealed record Reply(ReadOnlyMemory<byte> Body, string ContentType, Answer Answer)
{
    /// <summary>HTTP status: 200, 304, or one of those that the request named.</summary>
    public int Status { get; init; } = 200;

    /// <summary>Tag of this answer, for the next question; null where the service gives none.</summary>
    public string? ETag { get; init; }

    /// <summary>Date of this answer, for the next question; null where the service gives none.</summary>
    public DateTimeOffset? LastModified { get; init; }

    /// <summary>The answer that is had already still holds; the body is empty.</summary>
    public bool NotModified => Status == 304;
}
