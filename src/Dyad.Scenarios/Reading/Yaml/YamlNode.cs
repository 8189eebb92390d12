using Dyad.Scenarios.Model;

namespace Dyad.Scenarios.Reading.Yaml;

/// <summary>A node of a YAML tree.</summary>
/// <param name="Mark">Where it stands.</param>
internal abstract record YamlNode(TextMark Mark)
{
    /// <summary>What it is, for messages.</summary>
    public abstract string Kind { get; }
}

/// <summary>A text, a number or nothing at all.</summary>
internal sealed record YamlText(TextMark Mark, string Value, bool Quoted) : YamlNode(Mark)
{
    public override string Kind => Value.Length == 0 && !Quoted ? "nothing" : $"'{Value}'";
}

/// <summary>A list.</summary>
internal sealed record YamlList(TextMark Mark, IReadOnlyList<YamlNode> Items) : YamlNode(Mark)
{
    public override string Kind => "a list";
}

/// <summary>Keys with values.</summary>
internal sealed record YamlMap(TextMark Mark, IReadOnlyList<YamlEntry> Entries) : YamlNode(Mark)
{
    public override string Kind => "keys with values";
}

/// <summary>A key with its value.</summary>
internal sealed record YamlEntry(NameAt Key, YamlNode Value);
