using System.Text;
using Dyad.Dossier.State;
using Dyad.Reports.Document;
using Dyad.Reports.Model;
using Dyad.Reports.Rendering.Html;
using Dyad.Reports.Rendering.Word;

namespace Dyad.Workbench.Dossiers;

/// <summary>A dossier as a page of three languages or as a Word document of one.</summary>
public static class DossierPages
{
    /// <summary>The HTML file; every language is in it.</summary>
    /// <exception cref="UserException">The dossier is not open yet.</exception>
    public static string Html(DossierState state, Language opened, IReadOnlyList<NamedCode>? names = null) =>
        HtmlReport.Render([.. Enum.GetValues<Language>().Select(language => DossierDocument.Of(state, language, names))], opened);

    /// <summary>The HTML file as bytes to <paramref name="target"/>.</summary>
    /// <exception cref="UserException">The dossier is not open yet.</exception>
    public static void Html(DossierState state, Language opened, IReadOnlyList<NamedCode>? names, Stream target)
    {
        ArgumentNullException.ThrowIfNull(target);
        target.Write(Encoding.UTF8.GetBytes(Html(state, opened, names)));
    }

    /// <summary>The Word document to <paramref name="target"/>.</summary>
    /// <exception cref="UserException">The dossier is not open yet.</exception>
    public static void Word(DossierState state, Language language, IReadOnlyList<NamedCode>? names, Stream target) =>
        WordReport.Write(DossierDocument.Of(state, language, names), target);
}
