using System.Globalization;
using Dyad.Scenarios.Model;
using Dyad.Scenarios.Reading.Yaml;

namespace Dyad.Scenarios.Reading;

/// <summary>Keys with values of one kind of object, checked against <see cref="Keys"/>; every fault has its line.</summary>
internal sealed class MapReader
{
    private readonly string _file;
    private readonly YamlMap _map;

    public MapReader(string file, YamlNode node, string kind)
    {
        _file = file;
        _map = node as YamlMap ?? throw Fault(node.Mark, $"{node.Kind}: keys with values are wanted ({Known(Keys.Of[kind])})");
        var keys = Keys.Of[kind];
        if (_map.Entries.FirstOrDefault(e => !keys.Contains(e.Key.Text)) is { } odd)
            throw Fault(odd.Key.Mark, $"unknown key '{odd.Key.Text}'{NearNames.Hint(odd.Key.Text, keys)} (known: {Known(keys)})");
    }

    /// <summary>Where the object stands.</summary>
    public TextMark Mark => _map.Mark;

    /// <summary>A fault of the file.</summary>
    public ScenarioException Fault(TextMark mark, string reason) => new(_file, mark, reason);

    /// <summary>The value of a key, or null.</summary>
    public YamlNode? Find(string key) => _map.Entries.FirstOrDefault(e => e.Key.Text == key)?.Value;

    /// <summary>The value of a key that has to be there.</summary>
    public YamlNode Need(string key) => Find(key) ?? throw Fault(Mark, $"key '{key}' is missing");

    /// <summary>The keys that are there, of these.</summary>
    public string[] Present(params string[] keys) => [.. keys.Where(k => Find(k) is not null)];

    /// <summary>The one key that is there, of these.</summary>
    public string One(params string[] keys)
    {
        var present = Present(keys);
        if (present.Length == 1)
            return present[0];
        throw Fault(Mark, present.Length == 0
            ? $"one of {Known(keys)} is missing"
            : $"{Known(present)} stand together: one of them is wanted");
    }

    /// <summary>An object below a key.</summary>
    public MapReader Object(YamlNode node, string kind) => new(_file, node, kind);

    /// <summary>Names that the file makes up, with their values, below a key; none where the key is missing.</summary>
    public IReadOnlyList<YamlEntry> Free(string key) => Find(key) switch
    {
        null => [],
        YamlMap { Entries: { Count: > 0 } entries } => entries,
        var node => throw Fault(node.Mark, $"{node.Kind}: names with values are wanted below {key}"),
    };

    /// <summary>A text that is not empty.</summary>
    public string Text(YamlNode node) =>
        node is YamlText { Value: var value } && !string.IsNullOrWhiteSpace(value)
            ? value
            : throw Fault(node.Mark, $"{node.Kind}: a text is wanted");

    /// <summary>A name.</summary>
    public NameAt Name(YamlNode node) => new(node.Mark, Text(node));

    /// <summary>A list that is not empty.</summary>
    public IReadOnlyList<YamlNode> List(YamlNode node, string of)
    {
        if (node is not YamlList list)
            throw Fault(node.Mark, $"{node.Kind}: a list of {of} is wanted");
        return list.Items.Count > 0 ? list.Items : throw Fault(node.Mark, $"the list of {of} is empty");
    }

    /// <summary>Names, as a list or as one name alone.</summary>
    public IReadOnlyList<NameAt> Names(YamlNode node, string of) =>
        node is YamlList ? [.. List(node, of).Select(Name)] : [Name(node)];

    /// <summary>One word of a choice.</summary>
    public T Choice<T>(YamlNode node, IReadOnlyDictionary<string, T> choices)
    {
        var word = Text(node);
        return choices.TryGetValue(word, out var value)
            ? value
            : throw Fault(node.Mark, $"'{word}' is none of {Known(choices.Keys)}{NearNames.Hint(word, choices.Keys)}");
    }

    /// <summary>A whole number of a range.</summary>
    public int Whole(YamlNode node, int low, int high)
    {
        var text = Text(node);
        return int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
            && value >= low && value <= high
            ? value
            : throw Fault(
                node.Mark, FormattableString.Invariant($"'{text}': a whole number from {low} to {high} is wanted"));
    }

    /// <summary>A text in three languages.</summary>
    public LocalText Local(YamlNode node)
    {
        var map = Object(node, Keys.LocalText);
        return new LocalText(map.Text(map.Need("en")), map.Text(map.Need("zh")), map.Text(map.Need("ru")));
    }

    private static string Known(IEnumerable<string> names) => string.Join(", ", names);
}
