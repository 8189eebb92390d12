namespace Dyad.Data.Sources.Http;

/// <summary>The body of an answer with what the catalogue keeps of it.</summary>
/// <param name="Body">The bytes, after content encoding.</param>
/// <param name="ContentType">Media type, as the service states it; empty where it states none.</param>
/// <param name="Answer">Address, checksum, time.</param>
public sealed record Reply(ReadOnlyMemory<byte> Body, string ContentType, Answer Answer);

/// <summary>HTTP as sources need it.</summary>
public sealed partial class SourceClient;
