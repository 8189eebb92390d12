namespace Dyad.Scenarios.Model;

/// <summary>A place in the text of a scenario.</summary>
/// <param name="Line">Line, from 1.</param>
/// <param name="Column">Column, from 1.</param>
public readonly record struct TextMark(int Line, int Column);

/// <summary>A name that a scenario writes: of an economy, a sector, a group or an estimate.</summary>
/// <param name="Mark">Where it stands.</param>
/// <param name="Text">The name.</param>
public sealed record NameAt(TextMark Mark, string Text);
