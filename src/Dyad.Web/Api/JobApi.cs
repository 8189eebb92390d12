using System.Text;
using Dyad.Dossier.Live;
using Dyad.Dossier.State;
using Dyad.Web.Dossiers;
using Dyad.Web.Jobs;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Dyad.Web.Api;

/// <summary>A scenario that ships, by name, or one that is written here.</summary>
public sealed record ScenarioRequest(string? Name = null, string? Text = null);

/// <summary>A formula with a table in CSV.</summary>
public sealed record FitJobRequest(string Formula, string Table, string Family = "poisson", string Vcov = "hetero");

/// <summary>Reports, scenarios and estimates in the background.</summary>
internal static class JobApi
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var jobs = api.MapGroup("/dossiers/{dossier}/jobs").WithTags("Jobs");
        jobs.MapGet("", (Seat seat, JobRunner runner) => TypedResults.Ok(runner.Of(seat.State.Id))).WithSummary("Jobs, newest first.");
        jobs.MapGet("/{job}", (Seat seat, string job, JobRunner runner) => TypedResults.Ok(Find(seat, job, runner))).WithSummary("How far a job is.");
        jobs.MapPost("/draft", (Seat seat, JobRunner runner, DossierHall hall) => TypedResults.Accepted((string?)null, Studies.Draft(runner, seat, hall)))
            .WithSummary("Computes the report of the two sides and writes its clauses and figures.");
        jobs.MapPost("/scenario", (ScenarioRequest request, Seat seat, JobRunner runner) =>
            TypedResults.Accepted((string?)null, Studies.Scenario(runner, seat, request.Name ?? "own", request.Text))).WithSummary("Simulates a scenario.");
        jobs.MapPost("/fit", (FitJobRequest request, Seat seat, JobRunner runner) => TypedResults.Accepted((string?)null, Studies.Fit(
                runner, seat, new FitOrder(request.Formula, request.Family, request.Vcov), Encoding.UTF8.GetBytes(request.Table))))
            .WithSummary("Estimates a formula on a table.").WithMetadata(new RequestSizeLimitAttribute(Studies.LargestTable + 65_536));
        jobs.MapDelete("/{job}", (Seat seat, string job, JobRunner runner) =>
        {
            CancelFor(seat, job, runner);
            return TypedResults.NoContent();
        }).WithSummary("Ends a job.");
        jobs.MapGet("/{job}/files/{file}", (Seat seat, string job, string file, JobRunner runner) => JobFiles.Of(seat, job, file, runner))
            .WithSummary("A file that a job wrote.");
    }

    /// <summary>Ends a job: who asked for it may, and who writes for a side.</summary>
    public static void CancelFor(Seat seat, string id, JobRunner runner)
    {
        var job = Find(seat, id, runner);
        if (!seat.Writes && job.By != seat.Member.Id)
            throw new RefusedException(new Refusal(RefusalKind.Role));
        runner.Cancel(job);
    }

    private static Job Find(Seat seat, string id, JobRunner runner) =>
        runner.Find(seat.State.Id, id) ?? throw new RefusedException(new Refusal(RefusalKind.Unknown, id));
}
