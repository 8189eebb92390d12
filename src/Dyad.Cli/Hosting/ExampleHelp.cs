using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Dyad.Cli.Hosting;

/// <summary>The help of a command followed by examples that can be typed as they stand.</summary>
internal sealed class ExampleHelp(HelpAction help, IReadOnlyList<string> examples) : SynchronousCommandLineAction
{
    /// <summary>Help is asked for by who does not know the arguments yet: what is missing is no error.</summary>
    public override bool ClearsParseErrors => true;

    /// <inheritdoc />
    public override int Invoke(ParseResult parseResult)
    {
        var code = help.Invoke(parseResult);
        var output = parseResult.InvocationConfiguration.Output;
        output.WriteLine("Examples:");
        foreach (var example in examples)
            output.WriteLine($"  {Workbench.WorkbenchDefaults.Command} {example}");
        output.WriteLine();
        return code;
    }
}
