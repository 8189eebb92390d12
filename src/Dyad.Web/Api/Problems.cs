using Dyad.Dossier;
using Dyad.Dossier.Live;
using Dyad.Dossier.State;
using Dyad.Dossier.Storage;
using Dyad.Web.Accounts;
using Dyad.Web.Hosting;
using Dyad.Web.Pages;
using Dyad.Workbench;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Dyad.Web.Api;

/// <summary>What went wrong, as a status and one line; nobody sees where in the code.</summary>
internal sealed partial class Problems(IProblemDetailsService problems, ILogger<Problems> log) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext context, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is OperationCanceledException && context.RequestAborted.IsCancellationRequested)
            return true;
        if (exception is InvalidOperationException && !IsUtf8(context.Request))
            exception = new BadHttpRequestException("The encoding is none of ours.", StatusCodes.Status415UnsupportedMediaType, exception);
        var (status, line, kind) = Of(exception);
        // A database that is away for an hour would fill the log: what failed is known, and where in the code is no news.
        if (exception is StoreException)
            NotStored(context.Request.Method, context.Request.Path, exception.Message);
        else if (status >= 500)
            Failed(exception, context.Request.Method, context.Request.Path);
        context.Response.StatusCode = status;
        RetryAfter(context, status);
        if (exception is StoreException && WantsPage(context.Request))
        {
            // Before the form was looked at, as where the session could not be checked: what was typed is given back all the same.
            var form = context.Request.HasFormContentType ? await context.Request.ReadFormAsync(cancellationToken) : FormCollection.Empty;
            // Where a page failed, the services that draw one have been used up by it.
            await using var scope = context.RequestServices.CreateAsyncScope();
            var before = context.RequestServices;
            context.RequestServices = scope.ServiceProvider;
            await Page(exception, context, DossierForms.Return(form, "/"), FormEvent.Typed(form)).ExecuteAsync(context);
            context.RequestServices = before;
            return true;
        }

        var details = new ProblemDetailsContext { HttpContext = context, Exception = exception };
        details.ProblemDetails.Status = status;
        details.ProblemDetails.Title = line;
        if (kind is not null)
            details.ProblemDetails.Extensions["refusal"] = kind;
        // Who asks for pages or pictures alone gets the line as it is.
        if (!await problems.TryWriteAsync(details))
        {
            context.Response.ContentType = "text/plain; charset=utf-8";
            await context.Response.WriteAsync(line, cancellationToken);
        }

        return true;
    }

    /// <summary>Whether the body says that it is in the one encoding that is read.</summary>
    private static bool IsUtf8(HttpRequest request) =>
        request.GetTypedHeaders().ContentType?.Charset is not { HasValue: true } charset || charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase);

    /// <summary>The same as a page, which gives back what was typed.</summary>
    public static RazorComponentResult<RefusedPage> Page(
        Exception exception, HttpContext context, string back, IReadOnlyList<(string Name, string Text)> typed)
    {
        var (status, line, kind) = Of(exception);
        RetryAfter(context, status);
        return new RazorComponentResult<RefusedPage>(new Dictionary<string, object?>
        {
            ["Kind"] = kind ?? line, ["Detail"] = exception is RefusedException { Refusal.About: { } about } ? about : "", ["Back"] = back,
            ["Typed"] = typed,
        }) { StatusCode = status };
    }

    private static void RetryAfter(HttpContext context, int status)
    {
        if (status == StatusCodes.Status503ServiceUnavailable)
            context.Response.Headers.RetryAfter = "5";
    }

    /// <summary>Whether somebody at a browser asks, and not a program.</summary>
    private static bool WantsPage(HttpRequest request) => !request.Path.StartsWithSegments(AccountPaths.Api)
        && request.GetTypedHeaders().Accept.Any(a => a.MediaType.Equals("text/html", StringComparison.OrdinalIgnoreCase));

    public static (int Status, string Line, string? Kind) Of(Exception exception) => exception switch
    {
        RefusedException e => (Status(e.Refusal.Kind), e.Refusal.Line(), Name(e.Refusal.Kind)),
        BadHttpRequestException e => (e.StatusCode, e.StatusCode switch { 404 => "there is no such dossier", 413 => "the request is too large", _ => Unread(e) }, null),
        StoreException { Kind: StoreFault.Full } => (507, "the disk is full: nothing was saved", "full"),
        StoreException => (503, "the database cannot be reached: nothing was saved", "unreachable"),
        DossierException e => (422, e.Message, null),
        AccountException e => (422, e.Message, Name(e.Fault.ToString())),
        UserException e => (422, e.Message, null),
        _ => (500, "something went wrong on the server", null),
    };

    /// <summary>What of a request cannot be read: the field, where the reader of JSON says one.</summary>
    private static string Unread(BadHttpRequestException exception) => exception.InnerException is System.Text.Json.JsonException json
        ? json.Path is { Length: > 2 } path ? $"the request cannot be read at {path[2..]}"
            : json.Message.StartsWith("JSON deserialization for type", StringComparison.Ordinal) ? $"the request lacks {Lacking(json.Message)}" : "the request is no JSON"
        : "the request cannot be read";

    /// <summary>Names of properties are all that is told of what the reader says: the rest is about code.</summary>
    private static string Lacking(string message) => message[(message.LastIndexOf(':') + 1)..].Trim().TrimEnd('.').Replace("'", "", StringComparison.Ordinal);

    /// <summary>Name of a kind of refusal, as texts and the API have it.</summary>
    public static string Name(RefusalKind kind) => Name(kind.ToString());

    private static string Name(string kind) => System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName(kind);

    private static int Status(RefusalKind kind) => kind switch
    {
        RefusalKind.NotAMember or RefusalKind.Role or RefusalKind.OtherSide or RefusalKind.OtherSite => 403,
        RefusalKind.Unknown => 404,
        RefusalKind.Invalid or RefusalKind.Signature => 422,
        _ => 409,
    };

    [LoggerMessage(Level = LogLevel.Error, Message = "{method} {path}: {fault}")]
    private partial void NotStored(string method, string path, string fault);

    [LoggerMessage(Level = LogLevel.Error, Message = "{method} {path} failed")]
    private partial void Failed(Exception exception, string method, string path);
}
