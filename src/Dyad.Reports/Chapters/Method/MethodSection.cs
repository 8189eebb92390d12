namespace Dyad.Reports.Chapters.Method;

/// <summary>
/// A method: what it does in words, its equations, its symbols and its papers.
/// Texts are under <c>method.{Key}</c>: <c>title</c>, <c>what</c>, and one of each equation, <c>{equation}</c> and
/// <c>{equation}_says</c>; symbols are under <c>symbol.{Key}</c>.
/// </summary>
internal sealed record MethodSection(
    string Key, IReadOnlyList<MethodEquation> Equations, IReadOnlyList<MethodSymbol> Symbols, IReadOnlyList<string> Papers);

/// <summary>An equation with the key of its texts.</summary>
internal sealed record MethodEquation(string Key, Expression Expression);

/// <summary>A symbol as written in running text, with the key of its meaning.</summary>
internal sealed record MethodSymbol(string Sign, string Key);
