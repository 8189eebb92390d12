using Dyad.Reports.Model;
using Dyad.Reports.Texts;

namespace Dyad.Reports.Chapters.Shared;

/// <summary>
/// What every chapter asks of the pair. Both parties and both directions are always named, in the order asked for.
/// </summary>
internal static class Pair
{
    /// <summary>The two directions of trade.</summary>
    public static IReadOnlyList<(string Exporter, string Importer)> Directions(this JointReport report)
        => [(report.Parties[0], report.Parties[1]), (report.Parties[1], report.Parties[0])];

    /// <summary>Palette index of a party: by code, so that a party keeps its colour whoever asks.</summary>
    public static int Colour(this JointReport report, string party)
        => party == report.Parties.Min(StringComparer.Ordinal) ? 0 : 1;

    /// <summary>Names of the parties joined: A and B.</summary>
    public static string PartyNames(this JointReport report, Localizer text)
        => text.Joined(report.Parties, text.EconomyInSentence);

    /// <summary>Names of one or two economies joined.</summary>
    public static string Joined(this Localizer text, IEnumerable<string> codes, Func<string, string> name)
        => codes.Select(name).Aggregate((first, second) => text.Text("format.and", ("first", first), ("second", second)));
}
