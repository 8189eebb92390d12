using System.Text;
using Dyad.Reports.Texts;
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
    private const string Word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/d/{dossier}/document.html", (Seat seat, Reader reader) => Results.File(
            Encoding.UTF8.GetBytes(DossierPages.Html(seat.State, reader.DocumentLanguage, PartyNames.Of(seat.State.Sides))),
            "text/html; charset=utf-8", $"{seat.State.Id}.html"));
        routes.MapGet("/d/{dossier}/document.docx", (Seat seat, Reader reader, string? lang) =>
        {
            var language = lang is null ? reader.DocumentLanguage : TextCatalog.Of(lang);
            using var word = new MemoryStream();
            DossierPages.Word(seat.State, language, PartyNames.Of(seat.State.Sides), word);
            return Results.File(word.ToArray(), Word, $"{seat.State.Id}-{lang ?? reader.Language}.docx");
        });
        routes.MapGet(
            "/d/{dossier}/jobs/{job}/files/{file}",
            (Seat seat, string job, string file, JobRunner runner) => JobFiles.Of(seat, job, file, runner));
    }
}
