using System.CommandLine;
using System.CommandLine.Parsing;
using Dyad.Workbench.Vintages;

namespace Dyad.Cli.Commands;

/// <summary>Options that say which vintages of the sources a command stands on.</summary>
internal static class StoreOptions
{
    /// <summary>The folder of vintages.</summary>
    public static Option<string?> Store() => new("--store")
    {
        Description = "folder of fetched vintages [default: DYAD_STORE, else dyad/store in the folder of application data]",
        HelpName = "DIR",
    };

    /// <summary>The moment whose vintages are taken.</summary>
    public static Option<string?> AsOf() => new("--as-of")
    {
        Description = "take what was known at the end of this day, or at this moment, in UTC [default: the latest]",
        HelpName = "DATE",
    };

    /// <summary>The facts that the options ask for.</summary>
    public static StoreFacts Facts(ParseResult parsed, Option<string?> data, Option<string?> store, Option<string?> asOf) => new(
        parsed.GetValue(data), parsed.GetValue(store),
        parsed.GetValue(asOf) is { } text ? Moment.Parse("--as-of", text, TimeProvider.System) : null);
}
