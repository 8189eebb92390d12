namespace Dyad.Cli.Tests.Running;

/// <summary>What every failure looks like.</summary>
internal static class Complaints
{
    /// <summary>Exit code not 0, nothing on standard output, and one clear line on standard error that holds the parts.</summary>
    public static void IsOneLine(this Outcome outcome, int code, params string[] parts)
    {
        Assert.True(outcome.Code == code, $"exit {outcome.Code}, not {code}\n{outcome.Error}");
        Assert.Empty(outcome.Out);
        IsLastLine(Assert.Single(outcome.ErrorLines), parts);
    }

    /// <summary>The same for a failure in the midst of the work: the line comes after those of the progress.</summary>
    public static void EndsInOneLine(this Outcome outcome, int code, params string[] parts)
    {
        Assert.True(outcome.Code == code, $"exit {outcome.Code}, not {code}\n{outcome.Error}");
        Assert.Empty(outcome.Out);
        Assert.All(outcome.ErrorLines, line => Assert.StartsWith("dyad: ", line, StringComparison.Ordinal));
        IsLastLine(outcome.ErrorLines[^1], parts);
    }

    private static void IsLastLine(string line, string[] parts)
    {
        Assert.StartsWith("dyad: ", line, StringComparison.Ordinal);
        Assert.DoesNotContain("internal error", line, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", line, StringComparison.Ordinal);
        Assert.DoesNotContain("System.", line, StringComparison.Ordinal);
        Assert.All(parts, part => Assert.Contains(part, line, StringComparison.Ordinal));
    }
}
