namespace Dyad.Dossier.Storage;

/// <summary>What kept a store from doing what it was asked to.</summary>
public enum StoreFault
{
    /// <summary>None of the others; the message says what.</summary>
    Other,

    /// <summary>No space is left; reading goes on.</summary>
    Full,

    /// <summary>The server or the file does not answer, or somebody else holds it for too long.</summary>
    Unreachable,

    /// <summary>What was to be written does not follow what is there.</summary>
    Conflict,

    /// <summary>A later version of Dyad has written it.</summary>
    Newer,

    /// <summary>What is there cannot be read.</summary>
    Damaged,
}
