using System.Text.RegularExpressions;
using Dyad.Scenarios.Model;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Dyad.Scenarios.Reading.Yaml;

/// <summary>
/// One YAML document as a tree that knows where each node stands. Anchors, aliases, tags and duplicate keys are refused, and so
/// are
/// texts that are larger or deeper than any scenario: what is read takes no more memory than what is written.
/// </summary>
internal static partial class YamlTree
{
    /// <summary>Characters of the largest text that is read.</summary>
    public const int MaxLength = 256 * 1024;

    /// <summary>Deepest nesting that is read.</summary>
    public const int MaxDepth = 16;

    /// <summary>The tree of a text.</summary>
    public static YamlMap Read(string file, string text)
    {
        if (text.Length > MaxLength)
            throw new ScenarioException(file, 1, 1, FormattableString.Invariant(
                $"{text.Length} characters: a scenario has at most {MaxLength}"));
        var parser = new Parser(new StringReader(text));
        try
        {
            return new Builder(file, parser).Document();
        }
        catch (YamlException e)
        {
            var reason = Place().Replace((e.InnerException ?? e).Message, "").ReplaceLineEndings(" ");
            // The slip that writers make most: a colon in a text without quotes.
            var hint = reason.Contains("invalid mapping", StringComparison.Ordinal) ? " (a text that holds ': ' stands in quotes)" : "";
            throw new ScenarioException(file, Later(e.Start, parser), $"not YAML: {reason}{hint}");
        }
        catch (InvalidOperationException)
        {
            // What the scanner throws at some texts that end inside a bracket.
            throw new ScenarioException(file, Later(default, parser), "not YAML: a bracket or a quote is left open after this");
        }
    }

    /// <summary>The place that the parser names, or the end of what it read last where that is later: some faults have no place.</summary>
    private static TextMark Later(Mark named, Parser parser)
    {
        var read = parser.Current?.End ?? default;
        var mark = named.Line >= read.Line ? named : read;
        return new TextMark(Math.Max(1, (int)mark.Line), Math.Max(1, (int)mark.Column));
    }

    [GeneratedRegex(@"^\(Line: .*?\) - \(Line: .*?\): ")]
    private static partial Regex Place();

    private sealed class Builder(string file, Parser parser)
    {
        public YamlMap Document()
        {
            parser.Consume<StreamStart>();
            if (parser.Accept<StreamEnd>(out _))
                throw new ScenarioException(file, 1, 1, "the file is empty");
            parser.Consume<DocumentStart>();
            var root = Node(0);
            parser.Consume<DocumentEnd>();
            if (parser.TryConsume<DocumentStart>(out var second))
                throw Fault(second, "a second document: a file holds one scenario");
            return root as YamlMap
                ?? throw new ScenarioException(file, root.Mark, $"a scenario is keys with values, not {root.Kind}");
        }

        private YamlNode Node(int depth)
        {
            if (parser.TryConsume<AnchorAlias>(out var alias))
                throw Fault(alias, $"alias '*{alias.Value}': aliases are not read, write the value out");
            if (parser.Current is NodeEvent node)
            {
                if (!node.Anchor.IsEmpty)
                    throw Fault(node, $"anchor '&{node.Anchor.Value}': anchors are not read, name a group or an estimate");
                if (!node.Tag.IsEmpty)
                    throw Fault(node, $"tag '{node.Tag.Value}': tags are not read");
                if (depth > MaxDepth)
                    throw Fault(node, FormattableString.Invariant($"nested deeper than {MaxDepth} levels"));
            }

            if (parser.TryConsume<Scalar>(out var scalar))
                return new YamlText(At(scalar), scalar.Value, scalar.Style != ScalarStyle.Plain);
            return parser.Accept<SequenceStart>(out _) ? List(depth) : Map(depth);
        }

        private YamlList List(int depth)
        {
            var start = parser.Consume<SequenceStart>();
            var items = new List<YamlNode>();
            while (!parser.TryConsume<SequenceEnd>(out _))
                items.Add(Node(depth + 1));
            return new YamlList(At(start), items);
        }

        private YamlMap Map(int depth)
        {
            var start = parser.Consume<MappingStart>();
            var entries = new List<YamlEntry>();
            while (!parser.TryConsume<MappingEnd>(out _))
            {
                var key = Node(depth + 1);
                if (key is not YamlText { Value: { Length: > 0 } name })
                    throw new ScenarioException(file, key.Mark, $"a key is a word, not {key.Kind}");
                if (entries.Find(e => e.Key.Text == name) is { } first)
                {
                    throw new ScenarioException(
                        file, key.Mark,
                        FormattableString.Invariant($"key '{name}' stands twice, first in line {first.Key.Mark.Line}"));
                }

                entries.Add(new YamlEntry(new NameAt(key.Mark, name), Node(depth + 1)));
            }

            return new YamlMap(At(start), entries);
        }

        private ScenarioException Fault(ParsingEvent at, string reason) => new(file, At(at), reason);

        private static TextMark At(ParsingEvent at) => new((int)at.Start.Line, (int)at.Start.Column);
    }
}
