using Dyad.Workbench;
using Microsoft.AspNetCore.OpenApi;

namespace Dyad.Web.Hosting;

/// <summary>What the description of the API says of itself.</summary>
internal static class OpenApiDescription
{
    public static void Configure(OpenApiOptions options)
    {
        options.ShouldInclude = api => api.RelativePath?.StartsWith("api/", StringComparison.Ordinal) == true;
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info.Title = "Dyad";
            document.Info.Version = WorkbenchDefaults.Version;
            document.Info.Description =
                "All that the pages of the workbench do. Sign in with POST /api/v1/session; the cookie that comes back goes along with every other request. "
                + "A request that is refused gets a problem (RFC 9457) with the kind of the refusal.";
            return Task.CompletedTask;
        });
    }
}
