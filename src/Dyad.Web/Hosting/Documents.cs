using System.Text;
using Dyad.Reports.Document;
using Dyad.Reports.Rendering.Html;
using Dyad.Reports.Rendering.Word;
using Dyad.Web.Dossiers;
using Dyad.Web.Jobs;
using Dyad.Workbench.Dossiers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Dyad.Web.Hosting;

/// <summary>The joint text as files: HTML that stands alone, Word in a language; and files of jobs.</summary>
internal static class Documents
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/d/{dossier}/document.html", (Seat seat, Reader reader) => Results.File(
            Encoding.UTF8.GetBytes(HtmlReport.Render([.. Enum.GetValues<Language>().Select(l => DossierDocument.Of(seat.State, l))], LanguageOf(reader.Language))),
            "text/html; charset=utf-8", $"{seat.State.Id}.html"));
        routes.MapGet("/d/{dossier}/document.docx", (Seat seat, string? lang) =>
        {
            using var word = new MemoryStream();
            WordReport.Write(DossierDocument.Of(seat.State, LanguageOf(lang)), word);
            return Results.File(
                word.ToArray(), "application/vnd.openxmlformats-officedocument.wordprocessingml.document", $"{seat.State.Id}-{lang ?? "en"}.docx");
        });
        routes.MapGet("/d/{dossier}/jobs/{job}/files/{file}", (Seat seat, string job, string file, JobRunner runner) => JobFiles.Of(seat, job, file, runner));
    }

    private static Language LanguageOf(string? code) => code switch { "zh" => Language.Zh, "ru" => Language.Ru, _ => Language.En };
}
