using System.CommandLine;
using Dyad.Cli.Hosting;

namespace Dyad.Cli.Commands;

/// <summary>All commands.</summary>
internal static class Commands
{
    /// <summary>The command line as a whole.</summary>
    public static RootCommand Root() =>
        new RootCommand("Dyad: a joint economics workbench for two economies.")
            {
                ReportCommand.Create(), DiagnoseCommand.Create(), SimulateCommand.Create(), ProgrammeCommand.Create(),
                WorkerCommand.Create(), ServeCommand.Create(), FitCommand.Create(), DataCommand.Create(), DossierCommand.Create(), VerifyCommand.Create(),
            }
            .WithExamples("report CHN RUS", "report CHN RUS --lang all", "data list");
}
