using System.Text.Json.Nodes;
using Dyad.Testing;

namespace Dyad.Bench.Delegates;

/// <summary>What somebody's stream told of changes, in order.</summary>
internal sealed class LiveStream(ServeClient client, string dossier)
{
    private readonly TaskCompletionSource open = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<string> told = [];

    /// <summary>Messages of who is here.</summary>
    public int Presence { get; private set; }

    /// <summary>How often it was cut, and the dossier read anew.</summary>
    public int Cuts { get; private set; }

    /// <summary>Done once the server has answered.</summary>
    public Task Open => open.Task;

    /// <summary>A change as the stream tells it.</summary>
    public static string Line(string? kind, string? clause, string? by) => $"{kind} {clause} {by}";

    /// <summary>All changes that it told of.</summary>
    public IReadOnlyList<string> Told()
    {
        lock (told)
            return [.. told];
    }

    public async Task ListenAsync(CancellationToken cancel)
    {
        while (!cancel.IsCancellationRequested)
        {
            try
            {
                await ReadAsync(cancel);
                Cuts++;
            }
            catch (OperationCanceledException) when (cancel.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e) when (e is HttpRequestException or IOException)
            {
                Cuts++;
            }

            await client.GetAsync($"/api/v1/dossiers/{dossier}", cancel);
        }
    }

    private async Task ReadAsync(CancellationToken cancel)
    {
        await using var stream = await client.Http.GetStreamAsync(new Uri(client.Address, $"/api/v1/dossiers/{dossier}/live"), cancel);
        using var reader = new StreamReader(stream);
        while (await reader.ReadLineAsync(cancel) is { } line)
        {
            if (!line.StartsWith("data:", StringComparison.Ordinal))
                continue;
            open.TrySetResult();
            var message = JsonNode.Parse(line.AsSpan(5).Trim().ToString())!;
            string kind = (string)message["kind"]!;
            if (kind == "here")
            {
                Presence++;
            }
            else if (kind != "alive")
            {
                lock (told)
                    told.Add(Line(kind, (string?)message["clause"], (string?)message["by"]));
            }
        }
    }
}
