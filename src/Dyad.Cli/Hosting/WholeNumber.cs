using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace Dyad.Cli.Hosting;

/// <summary>Options whose value is a whole number; what is not one is named in words, not as a type of the runtime.</summary>
internal static class WholeNumber
{
    /// <summary>An option with a value where none is given.</summary>
    public static Option<int> Option(string name, string description, string helpName, int otherwise) => new(name)
    {
        Description = description,
        HelpName = helpName,
        DefaultValueFactory = _ => otherwise,
        CustomParser = result => Parse(result) ?? otherwise,
    };

    /// <summary>An option that may be left out.</summary>
    public static Option<int?> Option(string name, string description, string helpName) =>
        new(name) { Description = description, HelpName = helpName, CustomParser = Parse };

    private static int? Parse(ArgumentResult result)
    {
        var text = result.Tokens.Count > 0 ? result.Tokens[0].Value : "";
        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value))
            return value;
        result.AddError($"{(result.Parent as OptionResult)?.Option.Name} {text}: not a whole number");
        return null;
    }
}
