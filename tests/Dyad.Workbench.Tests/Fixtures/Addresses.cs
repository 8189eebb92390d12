using System.Collections;
using System.Text;
using Dyad.Reports.Model;

namespace Dyad.Workbench.Tests.Fixtures;

/// <summary>The ids of addresses that a report uses, wherever they stand, and the words of their commands.</summary>
internal static class Addresses
{
    /// <summary>Every text in a property named Provenance, anywhere below the report, so that none is forgotten.</summary>
    public static IEnumerable<string> Used(object? value) => value switch
    {
        null or string => [],
        IEnumerable many => many.Cast<object?>().SelectMany(Used),
        _ when value.GetType().Namespace != typeof(JointReport).Namespace => [],
        _ => value.GetType().GetProperties().SelectMany(p =>
            p is { Name: nameof(JointReport.Provenance), PropertyType: var type } && type == typeof(string)
                ? [(string)p.GetValue(value)!]
                : Used(p.GetValue(value))),
    };

    /// <summary>Splits a command as a POSIX shell does: spaces divide, double quotes hold together.</summary>
    public static IReadOnlyList<string> Words(string command)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        var (quoted, begun) = (false, false);
        foreach (var c in command)
        {
            if (c == '"')
                (quoted, begun) = (!quoted, true);
            else if (c == ' ' && !quoted)
                End();
            else
                (_, begun) = (word.Append(c), true);
        }

        Assert.False(quoted, $"a quote stays open: {command}");
        End();
        return words;

        void End()
        {
            if (begun)
                words.Add(word.ToString());
            word.Clear();
            begun = false;
        }
    }
}
