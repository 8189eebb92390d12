using System.CommandLine;
using Dyad.Cli.Commands;
using Dyad.Cli.Hosting;

var root = new RootCommand("Dyad: a joint economics workbench for two economies.") { ReportCommand.Create(), DataCommand.Create() };
return await CommandHost.RunAsync(root, args);
