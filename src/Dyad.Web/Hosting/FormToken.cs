using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Dyad.Web.Hosting;

/// <summary>That a form is one of our pages'.</summary>
internal static class FormToken
{
    public static async ValueTask<object?> CheckAsync(EndpointFilterInvocationContext invocation, EndpointFilterDelegate next)
    {
        var context = invocation.HttpContext;
        if (HttpMethods.IsPost(context.Request.Method)
            && !await context.RequestServices.GetRequiredService<IAntiforgery>().IsRequestValidAsync(context))
        {
            return Results.Text("The form is too old: load the page again.", statusCode: StatusCodes.Status400BadRequest);
        }

        return await next(invocation);
    }
}
