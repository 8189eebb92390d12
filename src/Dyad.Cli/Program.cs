using Dyad.Cli.Commands;
using Dyad.Cli.Hosting;

return await CommandHost.RunAsync(Commands.Root(), args);
