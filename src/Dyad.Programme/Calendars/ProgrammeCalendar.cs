namespace Dyad.Programme.Calendars;

/// <summary>When the measures of a set are carried out.</summary>
/// <param name="Entries">The measures by start.</param>
/// <param name="Periods">Periods until all are complete.</param>
/// <param name="FirstSpending">What the first side spends in each of them.</param>
/// <param name="SecondSpending">What the second side spends in each of them.</param>
public sealed record ProgrammeCalendar(
    IReadOnlyList<CalendarEntry> Entries, int Periods, double[] FirstSpending, double[] SecondSpending);

/// <summary>A measure in the calendar.</summary>
/// <param name="Measure">The measure.</param>
/// <param name="Start">Its first period, from 0.</param>
/// <param name="End">The period after its last.</param>
public readonly record struct CalendarEntry(int Measure, int Start, int End);
