using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Dyad.Dossier.Events;
using Dyad.Dossier.Rounds;

namespace Dyad.Dossier.State;

/// <summary>How long and what form the fields of an event may be.</summary>
public static partial class Limits
{
    /// <summary>Characters of a text.</summary>
    public const int Text = 20_000;

    /// <summary>Characters of a name, a unit or a place.</summary>
    public const int Name = 200;

    /// <summary>Figures stated at once.</summary>
    public const int Figures = 5_000;

    /// <summary>Name of the first field that is out of bounds; null where all fit.</summary>
    public static string? Check(DossierEvent what) => what switch
    {
        DossierOpened e => Filled(e.Title, "title") ?? (e.Sides.All(s => Side().IsMatch(s)) ? null : "sides"),
        MemberAdded e => (e.Member.StartsWith(Pseudonyms.Prefix, StringComparison.Ordinal) ? "member" : Id(e.Member, "member")) ?? Short(e.Name, "name") ?? (Side().IsMatch(e.Side) ? null : "side"),
        MemberRemoved e => Id(e.Member, "member"),
        SideMoved e => SiteId().IsMatch(e.Site) ? null : "site",
        SectionWritten e => Id(e.Section, "section") ?? Filled(e.Title, "title"),
        ClauseWritten e => Id(e.Clause, "clause") ?? Id(e.Section, "section") ?? Long(e.Texts, "texts"),
        ClauseRemoved e => Id(e.Clause, "clause"),
        FiguresStated e => Stated(e),
        PositionStated e => Id(e.Clause, "clause") ?? (e.Text is null ? null : Long(e.Text, "text")),
        CommentMade e => Id(e.Comment, "comment") ?? Filled(e.Text, "text"),
        SuggestionMade e => Id(e.Suggestion, "suggestion") ?? Filled(e.Texts, "texts") ?? Long(e.Reason, "reason"),
        SuggestionAnswered e => Long(e.Text, "text"),
        NoteWritten e => Id(e.Note, "note") ?? Filled(e.Text, "text"),
        RoundOpened e => Id(e.Round, "round") ?? Filled(e.Question, "question") ?? (e.Unit.Length <= Name ? Long(e.Unit, "unit") : "unit")
            ?? (double.IsFinite(e.Minimum) && double.IsFinite(e.Maximum) && e.Minimum < e.Maximum ? null : "maximum")
            ?? (e.Parameter is null ? null : Short(e.Parameter, "parameter")),
        AnswerGiven e => (double.IsFinite(e.Value) ? null : "value") ?? Long(e.Reason, "reason"),
        GroupFormed e => Id(e.Group, "group") ?? Filled(e.Name, "name") ?? (e.Members.Count <= Name ? null : "members"),
        SessionPlanned e => Id(e.Session, "session") ?? Filled(e.Title, "title") ?? Day(e.Date, "date") ?? Long(e.Place, "place")
            ?? Long(e.Programme, "programme"),
        MinutesRecorded e => Filled(e.Text, "text"),
        CommitmentMade e => Id(e.Commitment, "commitment") ?? Filled(e.Text, "text") ?? Long(e.Indicator, "indicator") ?? Day(e.Due, "due")
            ?? e.Owners.Values.Select(o => Short(o, "owners")).FirstOrDefault(f => f is not null),
        CommitmentReported e => Long(e.Text, "text"),
        StanceRecorded e => Id(e.Issue, "issue") ?? Filled(e.Title, "title") ?? Filled(e.Text, "text"),
        TextReopened e => Filled(e.Reason, "reason"),
        TextSigned e => Long(e.Key, "key") ?? Long(e.Signature, "signature"),
        _ => null,
    };

    private static string? Stated(FiguresStated e) =>
        (e.Figures.Count <= Figures && e.Addresses.Count <= Figures ? null : "figures") ?? Short(e.Origin, "origin")
            ?? e.Figures.Select(f => Id(f.Figure, "figure") ?? Filled(f.Text, "text") ?? Id(f.Address, "address"))
                .FirstOrDefault(f => f is not null)
            ?? e.Addresses.Select(a => Id(a.Address, "address") ?? Filled(a.Title, "title")).FirstOrDefault(f => f is not null);

    /// <summary>Whether a text is an id: letters and digits of ASCII, dots, underscores and hyphens, up to 120.</summary>
    public static bool IsId(string? id) => id is not null && IdForm().IsMatch(id);

    private static string? Id(string? id, string field) => IsId(id) ? null : field;

    private static string? Short(string text, string field) =>
        !string.IsNullOrWhiteSpace(text) && text.Length <= Name && Whole(text) ? null : field;

    private static string? Long(string text, string field) => text.Length <= Text && Whole(text) ? null : field;

    private static string? Filled(string text, string field) => string.IsNullOrWhiteSpace(text) ? field : Long(text, field);

    private static string? Long(Texts texts, string field) =>
        Texts.Languages.Select(l => Long(texts.In(l) ?? "", field)).FirstOrDefault(f => f is not null);

    private static string? Filled(Texts texts, string field) => texts.IsEmpty() ? field : Long(texts, field);

    private static string? Day(string day, string field) =>
        DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _) ? null : field;

    /// <summary>Half a surrogate pair could not be written as UTF-8, and no control character but tab and line ends belongs in a text.</summary>
    private static bool Whole(string text)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune == Rune.ReplacementChar || (Rune.IsControl(rune) && rune.Value is not ('\n' or '\t' or '\r')))
                return false;
        }

        return true;
    }

    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9._-]{0,119}\z")]
    private static partial Regex IdForm();

    /// <summary>A side that moved to a server that there is none of could never write again.</summary>
    [GeneratedRegex(@"\A[0-9a-f]{20}\z")]
    private static partial Regex SiteId();

    [GeneratedRegex(@"\A[A-Z][A-Z0-9]{2}\z")]
    private static partial Regex Side();
}
