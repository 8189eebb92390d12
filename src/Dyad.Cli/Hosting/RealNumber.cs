using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace Dyad.Cli.Hosting;

/// <summary>
/// Options whose value is a number with a point; what is not one is named in words, not as a type of the runtime.
/// </summary>
internal static class RealNumber
{
    /// <summary>An option that may be left out.</summary>
    public static Option<double?> Option(string name, string description, string helpName) =>
        new(name) { Description = description, HelpName = helpName, CustomParser = Parse };

    private static double? Parse(ArgumentResult result)
    {
        var text = result.Tokens.Count > 0 ? result.Tokens[0].Value : "";
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value))
            return value;
        result.AddError($"{(result.Parent as OptionResult)?.Option.Name} {text}: not a number");
        return null;
    }
}
