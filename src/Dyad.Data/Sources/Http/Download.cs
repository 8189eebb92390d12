using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Dyad.Data.Sources.Http;

/// <summary>What is known of a file that is being downloaded, or was: beside it as <c>NAME.download.json</c>.</summary>
/// <param name="Address">Where it is from.</param>
/// <param name="ETag">Its tag there; null where the service gives none.</param>
/// <param name="LastModified">Its date there.</param>
/// <param name="Length">Its length; null where the service does not say.</param>
/// <param name="Done">The answer, once it is whole.</param>
internal sealed record DownloadState(string Address, string? ETag, DateTimeOffset? LastModified, long? Length, Answer? Done);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(DownloadState))]
internal sealed partial class DownloadJson : JsonSerializerContext;

/// <summary>Downloads of large files, which go on where they stopped: within a run, and in the next one.</summary>
public sealed partial class SourceClient
{
    /// <summary>Downloads a file. What was received of it stays beside it (<c>.part</c>) until it is whole.</summary>
    /// <param name="request">What is asked.</param>
    /// <param name="path">Where it is to lie; replaced when the new one is whole, and left alone where the service says that it still holds.</param>
    /// <param name="progress">Told bytes received, and bytes in all where the service says.</param>
    /// <param name="cancel">Ends it; the next call goes on.</param>
    /// <exception cref="FactException">As for <see cref="GetAsync"/>; or the file ends before its length.</exception>
    public async Task<Answer> DownloadAsync(SourceRequest request, string path, Action<long, long?> progress, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(request);
        var download = new FileDownload(path, Clean(new Uri(Address, request.Path).AbsoluteUri));
        while (true)
        {
            var had = download.Received;
            try
            {
                return await RepeatAsync(token => StretchAsync(request, download, progress, token), cancel).ConfigureAwait(false);
            }
            catch (FactException) when (download.Received > had)
            {
                // A line that drops now and then is no fault as long as it brings something in between.
                cancel.ThrowIfCancellationRequested();
            }
        }
    }

    private async Task<Answer> StretchAsync(SourceRequest request, FileDownload download, Action<long, long?> progress, CancellationToken cancel)
    {
        var (state, had) = (download.State, download.Resumable);
        if (state?.Done is not null)
            request = request with { ETag = state.ETag, LastModified = state.LastModified };
        else if (had > 0)
            request = request with { Statuses = [.. request.Statuses, 416] };

        using var exchange = await SendAsync(plain, request, h => Continue(h, state, had), cancel).ConfigureAwait(false);
        var response = exchange.Response;
        if (response.StatusCode == HttpStatusCode.NotModified)
            return state!.Done!;
        if (response.StatusCode == HttpStatusCode.RequestedRangeNotSatisfiable)
        {
            download.Forget();
            throw new TransientFault($"{exchange.Host}: {exchange.Asked.AbsolutePath} has changed since its download began");
        }

        var fresh = FileDownload.StateOf(download.Address, response);
        var goesOn = response.StatusCode == HttpStatusCode.PartialContent;
        if (goesOn && !download.Fits(response, had))
        {
            download.Forget();
            throw new TransientFault($"{exchange.Host}: {exchange.Asked.AbsolutePath} has changed since its download began");
        }

        if (fresh.Length > options.MostFileBytes)
            throw BodyReader.TooLong(exchange.Host, options.MostFileBytes);
        if (!goesOn)
        {
            CheckType(exchange, request, response.Content.Headers.ContentType?.MediaType ?? "", []);
            download.Begin(fresh);
            had = 0;
        }

        var body = await response.Content.ReadAsStreamAsync(cancel).ConfigureAwait(false);
        await using (body.ConfigureAwait(false))
        {
            var file = download.Append();
            await using (file.ConfigureAwait(false))
            {
                var total = await BodyReader.CopyAsync(
                    exchange.Host, body, file, had, options.MostFileBytes, options, n => progress(n, download.State!.Length), cancel)
                    .ConfigureAwait(false);
                if (download.State!.Length is { } length && total != length)
                    throw new TransientFault(FormattableString.Invariant($"{exchange.Host}: {exchange.Asked.AbsolutePath} ends after {total} of {length} bytes"));
            }
        }

        CheckType(exchange, request, "", download.Start());
        return download.Finish(options.Clock.GetUtcNow());
    }

    private static void Continue(HttpRequestHeaders headers, DownloadState? state, long had)
    {
        if (had == 0 || state is null || state.Done is not null)
            return;
        headers.Range = new RangeHeaderValue(had, null);
        if (state.ETag is { } tag)
            headers.TryAddWithoutValidation("If-Range", tag);
        else
            headers.IfRange = new RangeConditionHeaderValue(state.LastModified!.Value);
    }
}

/// <summary>The files of one download.</summary>
internal sealed class FileDownload
{
    private const int StartBytes = 4096;
    private readonly string path;

    public FileDownload(string path, string address)
    {
        (this.path, Address) = (path, address);
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        try
        {
            State = File.Exists(Notes) ? JsonSerializer.Deserialize(File.ReadAllBytes(Notes), DownloadJson.Default.DownloadState) : null;
        }
        catch (JsonException)
        {
            // Written by a process that was killed: the file is downloaded from its start.
        }

        if (State?.Address != address || (State.Done is not null && !File.Exists(path)))
            State = null;
    }

    /// <summary>Where it is from.</summary>
    public string Address { get; }

    /// <summary>What is known of it; null: nothing.</summary>
    public DownloadState? State { get; private set; }

    /// <summary>Bytes that are there, whether or not they can be gone on from.</summary>
    public long Received => File.Exists(Part) ? new FileInfo(Part).Length : 0;

    /// <summary>Bytes that a further attempt can go on from: none where the service names neither tag nor date, or the tag is a weak one.</summary>
    public long Resumable =>
        State is { Done: null } s && (s.ETag is not null ? !s.ETag.StartsWith("W/", StringComparison.Ordinal) : s.LastModified is not null)
        && Received < (s.Length ?? long.MaxValue) ? Received : 0;

    private string Part => path + ".part";

    private string Notes => path + ".download.json";

    /// <summary>What a response says of the file.</summary>
    public static DownloadState StateOf(string address, HttpResponseMessage response) => new(
        address, response.Headers.ETag?.ToString(), response.Content.Headers.LastModified,
        response.Content.Headers.ContentRange?.Length ?? response.Content.Headers.ContentLength, null);

    /// <summary>Whether a partial response goes on where the file ends, and is of the same file.</summary>
    public bool Fits(HttpResponseMessage response, long had) =>
        had > 0 && response.Content.Headers.ContentRange is { } range && range.From == had
        && (State!.Length is not { } length || range.Length is null || range.Length == length)
        && (response.Headers.ETag is not { } tag || State.ETag is null || tag.ToString() == State.ETag);

    /// <summary>Starts from nothing.</summary>
    public void Begin(DownloadState state)
    {
        Forget();
        Write(state);
    }

    /// <summary>Drops what was received.</summary>
    public void Forget()
    {
        File.Delete(Part);
        File.Delete(Notes);
        State = null;
    }

    /// <summary>Opens the file at its end.</summary>
    public FileStream Append() => new(Part, FileMode.Append, FileAccess.Write, FileShare.None, 1 << 16, useAsync: true);

    /// <summary>Its first bytes.</summary>
    public byte[] Start()
    {
        using var file = File.OpenRead(Part);
        var buffer = new byte[Math.Min(StartBytes, file.Length)];
        file.ReadExactly(buffer);
        return buffer;
    }

    /// <summary>Puts the whole file in its place.</summary>
    public Answer Finish(DateTimeOffset now)
    {
        string sha256;
        long bytes;
        using (var file = File.OpenRead(Part))
            (sha256, bytes) = (Convert.ToHexStringLower(SHA256.HashData(file)), file.Length);
        File.Move(Part, path, overwrite: true);
        Write(State! with { Done = new Answer(Address, sha256, bytes, now) });
        return State!.Done!;
    }

    private void Write(DownloadState state)
    {
        File.WriteAllBytes(Notes + ".part", JsonSerializer.SerializeToUtf8Bytes(state, DownloadJson.Default.DownloadState));
        File.Move(Notes + ".part", Notes, overwrite: true);
        State = state;
    }
}
