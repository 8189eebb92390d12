using DiffPlex;
using DiffPlex.Model;

namespace Dyad.Web.Wording;

/// <summary>What happened to a piece of a text.</summary>
public enum PieceKind
{
    /// <summary>It stayed.</summary>
    Kept,

    /// <summary>It went.</summary>
    Removed,

    /// <summary>It came.</summary>
    Added,
}

/// <summary>A piece of a text that stayed, went or came.</summary>
public sealed record TextPiece(PieceKind Kind, string Text);

/// <summary>What one wording changes in another, word by word; in Chinese, character by character.</summary>
public static class TextDifference
{
    /// <summary>Pieces in the order in which they are read.</summary>
    public static IReadOnlyList<TextPiece> Of(string was, string now)
    {
        var found = Differ.Instance.CreateDiffs(was, now, ignoreWhiteSpace: false, ignoreCase: false, new WordChunker());
        var pieces = new List<TextPiece>();
        int at = 0;
        foreach (var block in found.DiffBlocks)
        {
            Add(PieceKind.Kept, found.PiecesOld, at, block.DeleteStartA - at);
            Add(PieceKind.Removed, found.PiecesOld, block.DeleteStartA, block.DeleteCountA);
            Add(PieceKind.Added, found.PiecesNew, block.InsertStartB, block.InsertCountB);
            at = block.DeleteStartA + block.DeleteCountA;
        }

        Add(PieceKind.Kept, found.PiecesOld, at, found.PiecesOld.Count - at);
        return pieces;

        void Add(PieceKind kind, IReadOnlyList<string> from, int start, int count)
        {
            if (count > 0)
                pieces.Add(new TextPiece(kind, string.Concat(from.Skip(start).Take(count))));
        }
    }

    /// <summary>Words with the space after them, references to figures whole, characters of Chinese alone.</summary>
    private sealed class WordChunker : IChunker
    {
        public IReadOnlyList<string> Chunk(string text)
        {
            var chunks = new List<string>();
            int from = 0;
            for (int i = 0; i < text.Length; i++)
            {
                bool ends = i + 1 == text.Length || Chinese(text[i]) || Chinese(text[i + 1])
                    || (char.IsWhiteSpace(text[i]) && !char.IsWhiteSpace(text[i + 1])) || (text[i] != '[' && text[i + 1] == '[')
                    || (text[i] == ']' && text[i + 1] != ']');
                if (!ends)
                    continue;
                chunks.Add(text[from..(i + 1)]);
                from = i + 1;
            }

            return chunks;
        }

        private static bool Chinese(char c) => c is >= '\u3000' and <= '\u9fff' or >= '\uff00' and <= '\uffef';
    }
}
