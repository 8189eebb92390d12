using Dyad.Gravity.Formulas;

namespace Dyad.Workbench.Fitting;

/// <summary>Faults that the libraries find, as the line that a user reads.</summary>
internal static class FitFaults
{
    /// <summary>Reads what was typed.</summary>
    /// <param name="text">What was typed.</param>
    /// <param name="prefix">Which option it belongs to, with the colon and the space that follow.</param>
    /// <param name="parse">Reads it.</param>
    /// <exception cref="UserException">It cannot be read; the place is in it.</exception>
    public static T Parsed<T>(string text, string prefix, Func<string, T> parse)
    {
        try
        {
            return parse(text);
        }
        catch (FormulaException e)
        {
            throw new UserException($"{prefix}{e.Message}", e.Text, e.Position);
        }
    }

    /// <summary>A fault of an option; without the name of the parameter, which a user does not know.</summary>
    public static UserException Of(string option, ArgumentException e) => new($"{option}: {e.Message.Split(" (Parameter")[0]}", e);
}
