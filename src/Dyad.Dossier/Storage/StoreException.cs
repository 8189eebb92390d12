namespace Dyad.Dossier.Storage;

/// <summary>A store that does not do what it was asked to. One clear line.</summary>
public sealed class StoreException : Exception
{
    internal StoreException(StoreFault kind, string message, Exception? inner = null)
        : base(message.ReplaceLineEndings("\n").Split('\n')[0], inner)
    {
        Kind = kind;
    }

    /// <summary>What kind of failure it is; a caller may wait for some of them to pass.</summary>
    public StoreFault Kind { get; }
}
