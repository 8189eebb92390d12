using System.Diagnostics;
using System.Globalization;
using Dyad.Testing;
using Npgsql;

[assembly: AssemblyFixture(typeof(PostgresServer))]

namespace Dyad.Testing;

/// <summary>
/// A server of PostgreSQL for these tests alone, in a folder of its own and on a socket in it: made when the first test asks for it,
/// gone with the last. Tests that use it stand in the collection "PostgreSQL", one after the other, as some of them stop it.
/// </summary>
public sealed class PostgresServer : IDisposable
{
    private static readonly string? Programs = Find();
    private readonly Lock gate = new();
    private string? folder;
    private int schemas;

    /// <summary>A connection string to an empty schema; the test is skipped where there is no PostgreSQL.</summary>
    public string NewSchema()
    {
        Assert.SkipWhen(Programs is null, "no PostgreSQL here (install Debian's postgresql)");
        lock (gate)
        {
            folder ??= Create();
            // Many at once: what takes time is the connection.
            if (schemas % 64 == 0)
            {
                Execute(Connection(folder, "public"), string.Join(
                    "; ", Enumerable.Range(schemas + 1, 64).Select(n => $"CREATE SCHEMA test{n.ToString(CultureInfo.InvariantCulture)}")));
            }

            return Connection(folder, string.Create(CultureInfo.InvariantCulture, $"test{++schemas}"));
        }
    }

    public void Start() => Run("pg_ctl", "-D", Data, "-l", Path.Combine(folder!, "log"), "-w", "-s", "start");

    public void Stop() => Run("pg_ctl", "-D", Data, "-m", "immediate", "-w", "-s", "stop");

    /// <summary>Ends the connections of others as an operator would; tells how many there were.</summary>
    public long EndConnections() => (long)Execute(
        Connection(folder!, "public"),
        """
        SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
        WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()
        """)!;

    /// <summary>The first value that a statement returns, on a connection of its own.</summary>
    public static object? Execute(string connectionString, string sql)
    {
        using var connection = new NpgsqlConnection(connectionString + ";Pooling=false");
        connection.Open();
        using var command = new NpgsqlCommand(sql, connection);
        return command.ExecuteScalar();
    }

    public void Dispose()
    {
        lock (gate)
        {
            if (folder is null)
                return;
            if (File.Exists(Path.Combine(Data, "postmaster.pid")))
                Stop();
            Directory.Delete(folder, recursive: true);
            folder = null;
        }
    }

    private string Data => Path.Combine(folder!, "data");

    /// <summary>Without the types of the server's own, which would be read anew for each test and are never used.</summary>
    private static string Connection(string folder, string schema) =>
        $"Host={folder};Username=postgres;Database=postgres;Search Path={schema};Timeout=5;Server Compatibility Mode=NoTypeLoading";

    private static string? Find()
    {
        const string versions = "/usr/lib/postgresql";
        return !Directory.Exists(versions) ? null : Directory.EnumerateDirectories(versions)
            .Select(d => Path.Combine(d, "bin"))
            .Where(d => File.Exists(Path.Combine(d, "initdb")) && File.Exists(Path.Combine(d, "pg_ctl")))
            .MaxBy(d => int.TryParse(Path.GetFileName(Path.GetDirectoryName(d)), CultureInfo.InvariantCulture, out var n) ? n : 0);
    }

    private static void Run(string program, params string[] arguments)
    {
        // The server refuses to run as root; Debian's package makes the user.
        string[] all = [.. Environment.UserName == "root" ? (string[])["runuser", "-u", "postgres", "--"] : [],
            Path.Combine(Programs!, program), .. arguments];
        Start(all);
    }

    private static void Start(string[] all)
    {
        // Elsewhere than in the folder of the tests, which user postgres may not be allowed to enter.
        var start = new ProcessStartInfo(all[0], all[1..])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = "/",
        };
        start.Environment["LC_ALL"] = "C.UTF-8";
        using var process = Process.Start(start)!;
        var said = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        said.Wait();
        Assert.True(process.ExitCode == 0, $"{string.Join(' ', all)}: {error}");
    }

    /// <summary>A cluster whose own order of texts is a language's, so that the order of code points has to be asked for.</summary>
    private string Create()
    {
        folder = Directory.CreateTempSubdirectory("dyad-pg-").FullName;
        Watch(folder);
        if (Environment.UserName == "root")
            Start(["chown", "postgres", folder]);
        Run("initdb", ["-D", Data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync", .. Language()]);
        File.AppendAllText(Path.Combine(Data, "postgresql.conf"), $"""

            listen_addresses = ''
            unix_socket_directories = '{folder}'
            fsync = off
            full_page_writes = off
            autovacuum = off
            wal_level = minimal
            max_wal_senders = 0
            shared_buffers = 16MB

            """);
        Start();
        return folder;
    }

    /// <summary>ICU's order of English can be the cluster's from version 15 on.</summary>
    private static string[] Language() =>
        int.TryParse(Path.GetFileName(Path.GetDirectoryName(Programs)), CultureInfo.InvariantCulture, out var version) && version >= 15
            ? ["--locale-provider=icu", "--icu-locale=en"]
            : [];

    /// <summary>Tests that are killed dispose of nothing: another process waits for the end of this one and clears up.</summary>
    private static void Watch(string folder)
    {
        const string script = """
            exec >/dev/null 2>&1
            trap '' HUP INT TERM
            while kill -0 "$1"; do sleep 1; done
            [ -d "$2" ] || exit 0
            kill -QUIT "$(head -n 1 "$2/data/postmaster.pid")"
            sleep 1
            rm -rf "$2"
            """;
        var start = new ProcessStartInfo("sh") { WorkingDirectory = "/" };
        string[] arguments = ["-c", script, "sh", Environment.ProcessId.ToString(CultureInfo.InvariantCulture), folder];
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        Process.Start(start)!.Dispose();
    }
}
