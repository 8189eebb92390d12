namespace Dyad.Data;

/// <summary>A fault of the facts that a user can act on: its message names the file, and where it applies row, column and value.</summary>
public sealed class FactException : Exception
{
    /// <summary>Creates the error with the line that the user reads.</summary>
    public FactException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the error with the line that the user reads and what caused it.</summary>
    public FactException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
