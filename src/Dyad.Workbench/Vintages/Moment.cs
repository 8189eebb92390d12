using System.Globalization;

namespace Dyad.Workbench.Vintages;

/// <summary>A moment as a user types it.</summary>
public static class Moment
{
    /// <summary>
    /// A day (the end of it, in UTC, or now where it has not ended) or a moment of it: 2026-11-28, 2026-11-28T10:15:00Z.
    /// </summary>
    /// <exception cref="UserException">It is neither.</exception>
    public static DateTimeOffset Parse(string option, string text, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(clock);
        if (IsDay(text, out var day))
        {
            var now = clock.GetUtcNow();
            var end = new DateTimeOffset(day.AddDays(1).ToDateTime(TimeOnly.MinValue), TimeSpan.Zero).AddTicks(-1);
            return end > now && day <= DateOnly.FromDateTime(now.UtcDateTime) ? now : end;
        }

        return DateTimeOffset.TryParseExact(
            text, ["yyyy-MM-dd'T'HH:mm'Z'", "yyyy-MM-dd'T'HH:mm:ss'Z'", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'"], CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal, out var at)
            ? at
            : throw new UserException($"{option} {text}: a day (2026-11-28) or a moment in UTC (2026-11-28T10:15:00Z) is wanted");
    }

    /// <summary>The beginning of a day, in UTC, or a moment of it: what came before 2026-11-28 does not take that day in.</summary>
    /// <inheritdoc cref="Parse" />
    public static DateTimeOffset Start(string option, string text, TimeProvider clock) =>
        IsDay(text, out var day)
            ? new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero)
            : Parse(option, text, clock);

    /// <summary>A moment as <see cref="Parse"/> reads it, to the last digit.</summary>
    public static string Show(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);

    private static bool IsDay(string text, out DateOnly day) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day);
}
