using System.Globalization;

namespace Dyad.Gravity.Formulas;

/// <summary>Kinds of tokens.</summary>
internal enum TokenKind
{
    Name,
    Number,
    Text,
    Sign,
    End,
}

/// <summary>A piece of a formula.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">The sign, or the content of a name or a text without its quotes, or the digits of a number.</param>
/// <param name="Position">Where it begins.</param>
internal readonly record struct Token(TokenKind Kind, string Text, int Position)
{
    /// <summary>The token as a complaint names it.</summary>
    public override string ToString() => Kind == TokenKind.End ? "the end" : $"'{Text}'";
}

/// <summary>Cuts a formula into tokens: names (also between backticks), numbers, texts between quotes, signs.</summary>
internal static class Lexer
{
    private const string Signs = "~+-*/^:|(),=[]";

    /// <summary>The tokens, an end among them.</summary>
    /// <exception cref="FormulaException">A character does not belong, or a quote is not closed.</exception>
    public static List<Token> Read(string text)
    {
        var tokens = new List<Token>();
        for (var at = 0; at < text.Length;)
        {
            var c = text[at];
            if (char.IsWhiteSpace(c))
            {
                at++;
                continue;
            }

            var token = c is '`' or '"' or '\'' ? Quoted(text, at)
                : char.IsAsciiDigit(c) || (c == '.' && at + 1 < text.Length && char.IsAsciiDigit(text[at + 1]))
                    ? NumberAt(text, at)
                : IsNameStart(c) ? new Token(TokenKind.Name, text[at..End(text, at, IsNamePart)], at)
                : Signs.Contains(c, StringComparison.Ordinal) ? new Token(TokenKind.Sign, c.ToString(), at)
                : throw new FormulaException($"'{c}' does not belong in a formula", text, at);
            tokens.Add(token);
            at += token.Text.Length + (token.Kind == TokenKind.Text || c == '`' ? 2 : 0);
        }

        tokens.Add(new Token(TokenKind.End, "", text.Length));
        return tokens;
    }

    /// <summary>A name as it is written: between backticks where it would not be one without.</summary>
    public static string Quote(string name) =>
        name.Length > 0 && IsNameStart(name[0]) && name.All(IsNamePart) && !StartsAsNumber(name) ? name : $"`{name}`";

    /// <summary>A level as it is written: a number as it stands, else between quotes.</summary>
    public static string Value(string level) =>
        level.Length > 0 && level.All(char.IsAsciiDigit) ? level
            : level.Contains('"', StringComparison.Ordinal) ? $"'{level}'"
            : $"\"{level}\"";

    private static bool IsNameStart(char c) => char.IsLetter(c) || c is '_' or '.';

    private static bool IsNamePart(char c) => char.IsLetterOrDigit(c) || c is '_' or '.';

    private static bool StartsAsNumber(string name) => name.Length > 1 && name[0] == '.' && char.IsAsciiDigit(name[1]);

    private static int End(string text, int at, Func<char, bool> belongs)
    {
        while (at < text.Length && belongs(text[at]))
            at++;
        return at;
    }

    private static Token Quoted(string text, int at)
    {
        var end = text.IndexOf(text[at], at + 1);
        if (end < 0)
            throw new FormulaException($"{text[at]} is not closed", text, at);
        if (end == at + 1 && text[at] == '`')
            throw new FormulaException("a name is empty", text, at);
        return new Token(text[at] == '`' ? TokenKind.Name : TokenKind.Text, text[(at + 1)..end], at);
    }

    private static Token NumberAt(string text, int at)
    {
        var end = End(text, at, c => char.IsAsciiDigit(c) || c == '.');
        if (end < text.Length && text[end] is 'e' or 'E')
        {
            var digits = end + 1 < text.Length && text[end + 1] is '+' or '-' ? end + 2 : end + 1;
            if (digits < text.Length && char.IsAsciiDigit(text[digits]))
                end = End(text, digits, char.IsAsciiDigit);
        }

        var number = text[at..end];
        return double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value)
            ? new Token(TokenKind.Number, number, at)
            : throw new FormulaException($"'{number}' is not a number", text, at);
    }
}
