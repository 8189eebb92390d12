namespace Dyad.Workbench;

/// <summary>An error that a user can act on: its message is one clear line, shown without a stack trace.</summary>
public sealed class UserException : Exception
{
    /// <summary>Creates the error with the line that the user reads.</summary>
    public UserException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the error with the line that the user reads and what caused it.</summary>
    public UserException(string message, Exception inner)
        : base(message, inner)
    {
    }

    /// <summary>Creates the error with the line that the user reads and the place in what was typed.</summary>
    public UserException(string message, string typed, int position)
        : base(message) => Place = (typed, position);

    /// <summary>What was typed and where in it the fault is, from 0 to its length; null where there is no such place.</summary>
    public (string Typed, int Position)? Place { get; }
}
