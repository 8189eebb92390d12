using System.CommandLine;
using Dyad.Cli.Hosting;
using Dyad.Web.Hosting;
using Dyad.Workbench;

namespace Dyad.Cli.Commands;

/// <summary><c>dyad serve</c>: the web workbench on this machine.</summary>
internal static class ServeCommand
{
    /// <summary>The command with its handler.</summary>
    public static Command Create()
    {
        var urls = new Option<string>("--urls")
        {
            Description = "addresses to listen at, divided by semicolons", HelpName = "URL", DefaultValueFactory = _ => ServeOptions.DefaultUrls,
        };
        var dataDir = DossierCommand.DataDir();
        var postgres = DossierCommand.Postgres();
        var proxy = new Option<bool>("--behind-proxy")
        {
            Description = "requests come through a proxy on this machine: believe its X-Forwarded headers",
        };
        var command = new Command("serve", "Serves the web workbench until stopped by Ctrl-C: dossiers of two sides in the browser.")
        {
            urls, dataDir, postgres, proxy,
        };
        command.SetAction(async (parsed, cancel) =>
        {
            var options = new ServeOptions
            {
                Urls = parsed.GetValue(urls)!,
                DataFolder = Path.GetFullPath(parsed.GetValue(dataDir) ?? WorkbenchDefaults.DossierFolder),
                Postgres = parsed.GetValue(postgres),
                BehindProxy = parsed.GetValue(proxy),
            };
            await using var server = await WorkbenchServer.StartAsync(options, cancel);
            Output.Line($"Dyad is at {string.Join(", ", server.Urls)}");
            if (await server.FirstUseLinkAsync(cancel) is { } link)
                Output.Line($"First use: {link}");
            Output.Line($"Data:      {options.DataFolder}{(options.Postgres is null ? "" : ", dossiers and accounts on PostgreSQL")}");
            Output.Line("Ctrl-C stops it.");
            await server.WaitAsync(cancel);
            return ExitCodes.Success;
        });
        return command.WithExamples(
            "serve", "serve --urls http://0.0.0.0:8080 --data-dir /var/lib/dyad", "serve --postgres \"Host=db;Database=dyad;Username=dyad\"");
    }
}
