using System.Security.Cryptography;
using Dyad.Data;
using Dyad.Data.Sources.Http;
using Dyad.Sources.Tests.StandIn;
using Microsoft.AspNetCore.Http;

namespace Dyad.Sources.Tests.Http;

/// <summary>Downloads go on where they stopped (RFC 9110, sections 13.1.5 and 14), and start again where the file has changed.</summary>
public sealed class DownloadTests
{
    private static readonly SourceRequest File1 = new("file.zip") { Types = ["application/zip", "application/octet-stream"] };
    private static readonly byte[] Old = Bytes(1, 300_000);
    private static readonly byte[] New = Bytes(2, 250_000);

    [Fact]
    public async Task AFileThatBreaksOffGoesOnWhereItStopped()
    {
        var sent = new List<long>();
        await using var server = await StandInServer.StartAsync(c => c.File(Old, "\"a\"", most: 70_000, sent));
        using var folder = new TemporaryFolder();
        using var client = Clients.For(server);

        var answer = await client.DownloadAsync(File1, folder.File("f.zip"), (_, _) => { }, default);

        Assert.Equal(Old, await File.ReadAllBytesAsync(folder.File("f.zip")));
        Assert.Equal((Convert.ToHexStringLower(SHA256.HashData(Old)), Old.LongLength), (answer.Sha256, answer.Bytes));
        Assert.Equal(Old.Length, sent.Sum());
        Assert.True(sent.Count >= 5);
        Assert.False(File.Exists(folder.File("f.zip.part")));
    }

    [Fact]
    public async Task ALaterRunGoesOnWhereAnEarlierOneWasEnded()
    {
        var sent = new List<long>();
        await using var server = await StandInServer.StartAsync(c => c.File(Old, "\"a\"", most: sent.Count == 0 ? 70_000 : null, sent));
        using var folder = new TemporaryFolder();
        using (var first = Clients.For(server))
        {
            using var end = new CancellationTokenSource();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(
                () => first.DownloadAsync(File1, folder.File("f.zip"), (n, _) => { if (n >= 60_000) end.Cancel(); }, end.Token));
        }

        var had = new FileInfo(folder.File("f.zip.part")).Length;
        using var second = Clients.For(server);
        await second.DownloadAsync(File1, folder.File("f.zip"), (_, _) => { }, default);

        Assert.True(had > 0);
        Assert.Equal($"bytes={had}-", server.Requests[^1].Headers["Range"]);
        Assert.Equal(Old, await File.ReadAllBytesAsync(folder.File("f.zip")));
    }

    [Fact]
    public async Task AFileThatChangedInBetweenStartsAgain()
    {
        var sent = new List<long>();
        await using var server = await StandInServer.StartAsync(c => sent.Count == 0
            ? c.File(Old, "\"a\"", most: 70_000, sent)
            : c.File(New, "\"b\"", most: null, sent));
        using var folder = new TemporaryFolder();
        using var client = Clients.For(server);

        await client.DownloadAsync(File1, folder.File("f.zip"), (_, _) => { }, default);

        Assert.Equal(New, await File.ReadAllBytesAsync(folder.File("f.zip")));
    }

    [Fact]
    public async Task APartOfAnotherFileIsNotPutBehindTheFirst()
    {
        // A server that ignores If-Range and sends the rest of the new file: its tag gives it away.
        var sent = new List<long>();
        await using var server = await StandInServer.StartAsync(c =>
        {
            c.Request.Headers.Remove("If-Range");
            return sent.Count == 0 ? c.File(Old, "\"a\"", most: 70_000, sent) : c.File(New, "\"b\"", most: null, sent);
        });
        using var folder = new TemporaryFolder();
        using var client = Clients.For(server);

        await client.DownloadAsync(File1, folder.File("f.zip"), (_, _) => { }, default);

        Assert.Equal(New, await File.ReadAllBytesAsync(folder.File("f.zip")));
    }

    [Fact]
    public async Task AServerWithoutRangesSendsItFromTheStart()
    {
        var asked = 0;
        await using var server = await StandInServer.StartAsync(async c =>
        {
            c.Response.ContentType = "application/octet-stream";
            c.Response.ContentLength = Old.Length;
            c.Response.Headers.ETag = "\"a\"";
            if (++asked == 1)
            {
                await c.Response.Body.WriteAsync(Old.AsMemory(0, 50_000));
                await c.Response.Body.FlushAsync();
                await Task.Delay(50);
                c.Abort();
                return;
            }

            await c.Response.Body.WriteAsync(Old);
        });
        using var folder = new TemporaryFolder();
        using var client = Clients.For(server);

        await client.DownloadAsync(File1, folder.File("f.zip"), (_, _) => { }, default);

        Assert.Equal(Old, await File.ReadAllBytesAsync(folder.File("f.zip")));
    }

    [Fact]
    public async Task AFileThatIsThereAndStillHoldsIsNotDownloadedAgain()
    {
        var sent = new List<long>();
        await using var server = await StandInServer.StartAsync(c => c.File(Old, "\"a\"", most: null, sent));
        using var folder = new TemporaryFolder();
        using var client = Clients.For(server);

        var first = await client.DownloadAsync(File1, folder.File("f.zip"), (_, _) => { }, default);
        var again = await client.DownloadAsync(File1, folder.File("f.zip"), (_, _) => { }, default);

        Assert.Equal(first, again);
        Assert.Equal(Old.Length, sent.Sum());
        Assert.Equal("\"a\"", server.Requests[1].Headers["If-None-Match"]);
    }

    [Fact]
    public async Task APageInPlaceOfTheFileLeavesNothing()
    {
        await using var server = await StandInServer.StartAsync(c => c.Text("<html><title>Sorry</title>", "application/octet-stream"));
        using var folder = new TemporaryFolder();
        using var client = Clients.For(server);

        var fault = await Assert.ThrowsAsync<FactException>(() => client.DownloadAsync(File1, folder.File("f.zip"), (_, _) => { }, default));

        Assert.Contains("/file.zip is an HTML page instead of data ('Sorry')", fault.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(folder.File("f.zip")));
    }

    [Fact]
    public async Task AFileThatNeverComesWholeIsNamed()
    {
        // Nothing to resume by, and each attempt ends early.
        await using var server = await StandInServer.StartAsync(async c =>
        {
            c.Response.ContentType = "application/octet-stream";
            c.Response.ContentLength = Old.Length;
            await c.Response.Body.WriteAsync(Old.AsMemory(0, 10_000));
            await c.Response.Body.FlushAsync();
            await Task.Delay(50);
            c.Abort();
        });
        using var folder = new TemporaryFolder();
        using var client = Clients.For(server, change: o => o with { Attempts = 3 });

        var fault = await Assert.ThrowsAsync<FactException>(() => client.DownloadAsync(File1, folder.File("f.zip"), (_, _) => { }, default));

        Assert.StartsWith($"{server.Address.Authority}: the answer ends too early", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AFileThatIsTooLongIsNotBegun()
    {
        var sent = new List<long>();
        await using var server = await StandInServer.StartAsync(c => c.File(Old, "\"a\"", most: null, sent));
        using var folder = new TemporaryFolder();
        using var client = Clients.For(server, change: o => o with { MostFileBytes = 200_000 });

        var fault = await Assert.ThrowsAsync<FactException>(() => client.DownloadAsync(File1, folder.File("f.zip"), (_, _) => { }, default));

        Assert.Contains("more than 200,000 bytes", fault.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(folder.Path));
    }

    private static byte[] Bytes(int seed, int count)
    {
        var bytes = new byte[count];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }
}
