namespace Dyad.Data.Sources.InputOutput;

/// <summary>Rows of a world table in the form of its file: the labels of the columns first, then a row an industry.</summary>
internal abstract class WorldRows : IDisposable
{
    /// <summary>Columns at the left that name the row.</summary>
    public abstract int Names { get; }

    /// <summary>The row that is read, as a reader of the file counts.</summary>
    public abstract long Row { get; }

    /// <summary>Fields of the row.</summary>
    public abstract int Count { get; }

    /// <summary>Goes on to the next row.</summary>
    /// <returns>False: there is none.</returns>
    /// <exception cref="FactException">It cannot be read.</exception>
    public abstract bool Next();

    /// <summary>A field as text.</summary>
    public abstract string Text(int column);

    /// <summary>A field as a number; null where it is none.</summary>
    /// <param name="column">Place of the field.</param>
    /// <param name="digits">Digits after the point that it is stated with.</param>
    public abstract double? Number(int column, out int digits);

    /// <inheritdoc />
    public abstract void Dispose();
}
