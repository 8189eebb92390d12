using System.Diagnostics;
using System.Globalization;
using Dyad.Dossier.Exchange;
using Dyad.Testing;

namespace Dyad.Web.Tests.Enduring;

/// <summary>
/// <c>kill -9</c> of the server at random moments while clients write: whatever was acknowledged is in the log, which holds, and the clients
/// go on with the sessions that they have. <c>DYAD_KILLS</c> sets how many, <c>DYAD_KILLS_POSTGRES</c> the engine (bench/kill-serve.sh: 200).
/// </summary>
public sealed class KilledServers(PostgresServer postgres)
{
    private const int Writers = 8, Seed = 20261129;

    /// <summary>Rounds between two that ask the command as well, which takes a second to start.</summary>
    private const int VerifyEvery = 20;

    private static readonly string Dll = Find();

    private ServeProcess? _serve;

    [Fact]
    public async Task NothingAcknowledgedIsLost()
    {
        int kills = int.TryParse(Environment.GetEnvironmentVariable("DYAD_KILLS"), CultureInfo.InvariantCulture, out int asked) ? asked : 5;
        string[] engine = Environment.GetEnvironmentVariable("DYAD_KILLS_POSTGRES") == "1" ? ["--postgres", postgres.NewSchema()] : [];
        string folder = Directory.CreateTempSubdirectory("dyad-kills-").FullName;
        try
        {
            await RunAsync(kills, folder, engine);
        }
        finally
        {
            // Of a test that failed no server stays behind.
            _serve?.Dispose();
            Directory.Delete(folder, recursive: true);
        }
    }

    private async Task RunAsync(int kills, string folder, string[] engine)
    {
        var random = new Random(Seed);
        // A new server is killed on its way up as well: its keys and tables are made then.
        for (int first = 0; first < 1 + (kills / 20); first++)
            (await ServeProcess.StartAsync(Dll, folder, TimeSpan.FromMilliseconds(random.Next(300, 1500)), engine)).Dispose();
        var start = Stopwatch.GetTimestamp();
        var serve = _serve = await ServeProcess.StartAsync(Dll, folder, null, engine);
        var typical = Stopwatch.GetElapsedTime(start);
        var (dossier, writers) = await OpenAsync(serve);
        var (starting, unknown, slowest) = (0, 0, typical);
        for (int kill = 1; kill <= kills; kill++)
        {
            using (var stop = new CancellationTokenSource())
            {
                var writing = writers.Select(w => w.WriteAsync(stop.Token)).ToList();
                await Task.Delay(random.Next(50, 700));
                serve.Kill();
                await stop.CancelAsync();
                await Task.WhenAll(writing);
            }

            unknown += writers.Count(w => w.InDoubt);
            serve.Dispose();
            _serve = null;
            if (random.Next(4) == 0)
            {
                starting++;
                (await ServeProcess.StartAsync(Dll, folder, random.NextDouble() * 1.2 * typical, engine)).Dispose();
            }

            start = Stopwatch.GetTimestamp();
            serve = _serve = await ServeProcess.StartAsync(Dll, folder, null, engine);
            var took = Stopwatch.GetElapsedTime(start);
            slowest = took > slowest ? took : slowest;
            writers.ForEach(w => w.Client.Address = serve.Address!);
            await CheckAsync(dossier, writers, folder, kill % VerifyEvery == 0 || kill == kills);
        }

        // The clients go on, and what they did not know of is known.
        foreach (var writer in writers)
            await writer.OnceAsync(CancellationToken.None);
        var entries = await CheckAsync(dossier, writers, folder, command: false);
        Assert.Equal(entries.Order(), writers.SelectMany(w => w.Known).Order());
        serve.Dispose();
        _serve = null;
        TestContext.Current.SendDiagnosticMessage(string.Create(
            CultureInfo.InvariantCulture,
            $"kills: {kills},{starting},{writers.Sum(w => w.Acknowledged.Count)},{unknown},{writers.Sum(w => w.WereIn)},{slowest.TotalSeconds:F2}"));
    }

    /// <summary>A dossier of two sides with a clause, whose two heads write, and six more.</summary>
    private static async Task<(string Dossier, List<Writer> Writers)> OpenAsync(ServeProcess serve)
    {
        using var self = new ServeClient(serve.Address!, "operator");
        await self.JoinAsync(serve.FirstUse!);
        var clients = new List<ServeClient>();
        for (int i = 0; i < Writers; i++)
            clients.Add(await self.InviteAsync($"writer{i}"));
        var made = await self.DoAsync("/api/v1/dossiers", new
        {
            title = new { en = "Report" },
            heads = new[] { Head("AAA", clients[0]), Head("BBB", clients[1]) },
        });
        string dossier = (string)made.Json!["dossier"]!, path = $"/api/v1/dossiers/{dossier}";
        foreach (var (i, client) in clients.Skip(2).Index())
        {
            string side = i % 2 == 0 ? "AAA" : "BBB";
            await clients[i % 2].DoAsync($"{path}/member-added", new { member = client.Handle, name = client.Handle, side, role = "delegate" });
        }

        await clients[0].DoAsync($"{path}/section-written", new { section = "s1", title = new { en = "Section" }, order = 1 });
        await clients[0].DoAsync(
            $"{path}/clause-written", new { clause = "c1", section = "s1", order = 1, texts = new { en = "Text." } });
        return (dossier, [.. clients.Select(c => new Writer(c, dossier))]);

        static object Head(string side, ServeClient client) => new { side, member = client.Handle, name = client.Handle };
    }

    /// <summary>That the exported log holds and has all that was acknowledged; the remarks in it.</summary>
    private static async Task<List<string>> CheckAsync(string dossier, List<Writer> writers, string folder, bool command)
    {
        byte[] bytes = await writers[0].Client.GetAsync($"/api/v1/dossiers/{dossier}/export");
        var check = FileCheck.Of(bytes);
        Assert.True(check.Holds, string.Join('\n', check.Faults));
        var hashes = check.History!.Chains.SelectMany(c => c.Value).Select(e => e.Hash).ToHashSet(StringComparer.Ordinal);
        Assert.Subset(hashes, writers.SelectMany(w => w.Acknowledged).ToHashSet(StringComparer.Ordinal));
        if (command)
        {
            string file = Path.Combine(folder, "export.dyad.json");
            await File.WriteAllBytesAsync(file, bytes);
            using var verify = Process.Start(new ProcessStartInfo("dotnet", [Dll, "verify", file]) { RedirectStandardOutput = true })!;
            string said = await verify.StandardOutput.ReadToEndAsync();
            await verify.WaitForExitAsync();
            Assert.True(verify.ExitCode == 0, said);
        }

        return [.. check.State!.Clauses["c1"].Comments.Select(c => c.Id)];
    }

    /// <summary>The command as it was built for the clone, in the same configuration as these tests.</summary>
    private static string Find()
    {
        // tests/Dyad.Web.Tests/bin/CONFIGURATION/FRAMEWORK/
        string[] folders = Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory).Split(Path.DirectorySeparatorChar);
        return Path.Combine(
            [string.Join(Path.DirectorySeparatorChar, folders[..^5]) + Path.DirectorySeparatorChar, "src", "Dyad.Cli", "bin", .. folders[^2..], "dyad.dll"]);
    }

    /// <summary>Writes remarks one after the other; one whose answer was lost is sent again as it was.</summary>
    private sealed class Writer(ServeClient client, string dossier)
    {
        /// <summary>Slow enough that the log stays short.</summary>
        private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(60);

        private int count;

        public ServeClient Client => client;

        /// <summary>Hashes of entries that the server has said are in.</summary>
        public List<string> Acknowledged { get; } = [];

        /// <summary>Remarks that are known to be in.</summary>
        public List<string> Known { get; } = [];

        /// <summary>Remarks that were in though the answer was lost.</summary>
        public int WereIn { get; private set; }

        /// <summary>Whether the answer to the last remark was lost.</summary>
        public bool InDoubt { get; private set; }

        public async Task WriteAsync(CancellationToken cancel)
        {
            try
            {
                while (true)
                {
                    await OnceAsync(cancel);
                    await Task.Delay(Pause, cancel);
                }
            }
            catch (Exception e) when (e is HttpRequestException or IOException or OperationCanceledException)
            {
                // The server is gone.
            }
        }

        public async Task OnceAsync(CancellationToken cancel)
        {
            bool again = InDoubt;
            InDoubt = true;
            string comment = $"{client.Handle}-{count}";
            var answer = await client.PostAsync(
                $"/api/v1/dossiers/{dossier}/comment-made", new { comment, clause = "c1", text = $"Remark {count}." }, cancel);
            InDoubt = false;
            if (answer.Done)
                Acknowledged.Add(answer.Hash);
            else if (again && answer.Refusal == "taken")
                WereIn++;
            else
                Assert.Fail($"{answer.Status} {answer.Json}");
            Known.Add(comment);
            count++;
        }
    }
}
