using Dyad.Dossier.Events;
using Dyad.Dossier.State;
using Microsoft.AspNetCore.Http;

namespace Dyad.Web.Hosting;

/// <summary>
/// A form holds all languages of a clause, and its writer has changed some. Those that read as before are left out of the event, or a
/// translation that nobody looked at would count as new; one that still fits is kept where the writer says so.
/// </summary>
internal static class TouchedTexts
{
    /// <summary>Field with the languages that still fit.</summary>
    public const string Fits = "fits[]";

    public static DossierEvent Of(DossierEvent what, DossierState state, IFormCollection form) => what switch
    {
        ClauseWritten { Base: not null } e when state.Clauses.TryGetValue(e.Clause, out var clause) => e with { Texts = Touched(e.Texts, clause, form) },
        SuggestionMade e when state.Clauses.TryGetValue(e.Clause, out var clause) => e with { Texts = Touched(e.Texts, clause, form) },
        _ => what,
    };

    private static Texts Touched(Texts sent, Clause clause, IFormCollection form)
    {
        var was = clause.Current.Texts;
        return new Texts(Of("en"), Of("zh"), Of("ru"));

        string? Of(string language) => sent.In(language) is { } text && (text != was.In(language)?.ReplaceLineEndings("\n") || form[Fits].Contains(language)) ? text : null;
    }
}
