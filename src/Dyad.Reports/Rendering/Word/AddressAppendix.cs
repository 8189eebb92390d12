using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Wordprocessing;
using Dyad.Reports.Document;
using Paragraph = DocumentFormat.OpenXml.Wordprocessing.Paragraph;

namespace Dyad.Reports.Rendering.Word;

/// <summary>
/// The addresses that the document refers to. Most differ only in their options, hence what they share (inputs, method, version)
/// stands once, under a letter, and each address names the letter, its options and its command.
/// </summary>
internal sealed class AddressAppendix(ReportDocument document, RenderContext context, WordText text)
{
    /// <summary>Rows of a card that are no options.</summary>
    private static readonly string[] SharedLabels = ["table", "source", "vintage", "checksum", "method", "citation", "version"];

    public IEnumerable<OpenXmlElement> Write()
    {
        var shared = SharedLabels.Select(context.Label).ToHashSet(StringComparer.Ordinal);
        var cards = document.Provenance.Where(c => text.Cited.Contains(context.Address(c.Id))).ToList();
        var groups = cards.GroupBy(c => Key(c, shared), StringComparer.Ordinal).ToList();
        var letters = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var group in groups)
        {
            string letter = Letter(letters.Count);
            letters.Add(group.Key, letter);
            yield return Named(letter, group.First().Title);
            yield return WordBlocks.Paragraph(WordStyles.AddressDetails, [.. Shared(group.First(), shared)]);
        }

        yield return WordBlocks.Paragraph(WordStyles.Note);
        foreach (var card in cards.OrderBy(c => context.Address(c.Id)))
        {
            foreach (var paragraph in Entry(card, letters[Key(card, shared)], shared))
                yield return paragraph;
        }
    }

    private IEnumerable<OpenXmlElement> Entry(ProvenanceCard card, string letter, HashSet<string> shared)
    {
        int address = context.Address(card.Id);
        string options = string.Join("; ", card.Rows.Where(r => !shared.Contains(r.Label)).Select(r => $"{r.Label}: {r.Value}"));
        var entry = WordBlocks.Paragraph(
            WordStyles.Address, text.Run($"[{WordText.Number(address)}]"), new Run(new TabChar()),
            text.Run(letter, new Bold()), text.Run($" {card.Title}{(options.Length > 0 ? ". " + options : "")}"));
        string id = WordText.Number(address);
        entry.InsertAfter(new BookmarkStart { Id = id, Name = WordText.Bookmark(address) }, entry.ParagraphProperties);
        entry.Append(new BookmarkEnd { Id = id });
        yield return entry;
        yield return WordBlocks.Paragraph(WordStyles.Command, text.Run(card.Command));
    }

    private Paragraph Named(string letter, string title) => WordBlocks.Paragraph(
        WordStyles.Address, text.Run(letter, new Bold()), new Run(new TabChar()), text.Run(title, new Bold()));

    /// <summary>The shared rows: one line an input, one for the method.</summary>
    private IEnumerable<OpenXmlElement> Shared(ProvenanceCard card, HashSet<string> shared)
    {
        string first = context.Label("table");
        string method = context.Label("method");
        bool any = false;
        foreach (var (label, value) in card.Rows.Where(r => shared.Contains(r.Label)))
        {
            if (any && (label == first || label == method))
                yield return new Run(new Break());
            else if (any)
                yield return text.Run("; ");
            yield return text.Run($"{label}: {value}");
            any = true;
        }
    }

    private static string Key(ProvenanceCard card, HashSet<string> shared)
        => string.Join('\n', card.Rows.Where(r => shared.Contains(r.Label)).Select(r => r.Label + "\t" + r.Value)
            .Prepend(card.Title));

    /// <summary>A to Z, then AA.</summary>
    private static string Letter(int index)
        => index < 26 ? ((char)('A' + index)).ToString() : Letter(index / 26 - 1) + Letter(index % 26);
}
