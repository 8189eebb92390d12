using System.Globalization;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.DependencyInjection;

namespace Dyad.Web.Hosting;

/// <summary>How often somebody may ask: by account, or by address where there is none.</summary>
internal static class RateLimits
{
    /// <summary>Policy of pages that take a password, a code or a link.</summary>
    public const string SignIn = "sign-in";

    public static void Add(IServiceCollection services, ServeOptions serve) => services.AddRateLimiter(options =>
    {
        options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        options.OnRejected = (rejected, _) =>
        {
            rejected.HttpContext.Response.Headers.RetryAfter =
                rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var wait)
                    ? Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture) : "10";
            return ValueTask.CompletedTask;
        };
        options.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context => RateLimitPartition.GetTokenBucketLimiter(
            context.User.Identity?.Name ?? "from " + context.Connection.RemoteIpAddress,
            _ => new TokenBucketRateLimiterOptions
            {
                TokenLimit = serve.Burst, TokensPerPeriod = Math.Max(1, serve.Burst / 10), ReplenishmentPeriod = TimeSpan.FromSeconds(1), QueueLimit = 0,
            }));
        options.AddPolicy(SignIn, context => RateLimitPartition.GetSlidingWindowLimiter(
            context.Connection.RemoteIpAddress?.ToString() ?? "",
            _ => new SlidingWindowRateLimiterOptions { PermitLimit = serve.SignIns, Window = TimeSpan.FromMinutes(1), SegmentsPerWindow = 6 }));
    });
}
