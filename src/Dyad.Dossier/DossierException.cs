namespace Dyad.Dossier;

/// <summary>Something about a dossier that its users can act on; the message is one line.</summary>
public sealed class DossierException : Exception
{
    /// <summary>With the line to show.</summary>
    public DossierException(string message)
        : base(message)
    {
    }

    /// <summary>With the line to show and its cause.</summary>
    public DossierException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
