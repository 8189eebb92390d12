using Dyad.Scenarios.Model;

namespace Dyad.Scenarios.Tests.Reading;

/// <summary>A text with a mark where its fault stands.</summary>
internal static class Marked
{
    private const char Mark = '§';

    /// <summary>The text without its mark, and the place of it.</summary>
    public static (string Text, TextMark At) Read(string marked)
    {
        var at = marked.IndexOf(Mark, StringComparison.Ordinal);
        Assert.True(at >= 0, "the text has no mark");
        var before = marked[..at];
        return (marked.Remove(at, 1), new TextMark(1 + before.Count(c => c == '\n'), at - before.LastIndexOf('\n')));
    }

    /// <summary>That a text is refused where its mark stands, in one line that says this.</summary>
    public static void Refused(string marked, string reason, Action<string> read)
    {
        var (text, at) = Read(marked);
        var fault = Assert.Throws<ScenarioException>(() => read(text));
        Assert.Contains(reason, fault.Reason, StringComparison.Ordinal);
        Assert.Equal(at, new TextMark(fault.Line, fault.Column));
        Assert.DoesNotContain('\n', fault.Message);
        Assert.StartsWith(FormattableString.Invariant($"small.yaml:{at.Line}:{at.Column}: "), fault.Message, StringComparison.Ordinal);
    }
}
