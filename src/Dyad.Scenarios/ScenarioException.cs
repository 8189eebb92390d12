using Dyad.Equilibrium.World;
using Dyad.Scenarios.Model;

namespace Dyad.Scenarios;

/// <summary>What is wrong with a scenario, in one line, and where it stands.</summary>
/// <param name="file">Name of the file as it was given.</param>
/// <param name="line">Line, from 1; 0 where the fault has no place in the text.</param>
/// <param name="column">Column, from 1; 0 where the fault has no place in the text.</param>
/// <param name="reason">What is wrong, and what would be right.</param>
public sealed class ScenarioException(string file, int line, int column, string reason)
    : Exception(line > 0 ? FormattableString.Invariant($"{file}:{line}:{column}: {reason}") : $"{file}: {reason}")
{
    /// <summary>A fault at a place of the text.</summary>
    internal ScenarioException(string file, TextMark mark, string reason)
        : this(file, mark.Line, mark.Column, reason)
    {
    }

    /// <summary>Name of the file.</summary>
    public string File { get; } = file;

    /// <summary>Line, from 1; 0 where the fault has no place.</summary>
    public int Line { get; } = line;

    /// <summary>Column, from 1; 0 where the fault has no place.</summary>
    public int Column { get; } = column;

    /// <summary>What is wrong.</summary>
    public string Reason { get; } = reason;

    /// <summary>What is wrong with the accounts, where the fault is theirs and not the file's; or null.</summary>
    public AccountFinding? Finding { get; init; }
}
