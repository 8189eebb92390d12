using System.Net;
using Dyad.Testing;

namespace Dyad.Web.Tests.Enduring;

/// <summary>A database server that is stopped for a while: writers are told to come again, readers of what is open go on.</summary>
public sealed class LostDatabase : IDisposable
{
    /// <summary>One of its own: tests beside it use that of all.</summary>
    private readonly PostgresServer server = new();

    public void Dispose() => server.Dispose();

    [Fact]
    public async Task WritersAreToldToComeAgainAndReadersGoOn()
    {
        string schema = server.NewSchema(), folder = Directory.CreateTempSubdirectory("dyad-lost-").FullName;
        try
        {
            await using var place = await Workplace.OpenAsync(folder, schema);
            Assert.Equal(HttpStatusCode.OK, await ReadyAsync(place));
            await place.ReadAllAsync();
            server.Stop();
            try
            {
                Assert.Equal(HttpStatusCode.ServiceUnavailable, await ReadyAsync(place));
                await place.ReadAllAsync();
                using (var refused = await place.Head.Http.PostAsync(
                    new Uri(place.Head.Address, $"{place.Api}/comment-made"),
                    new StringContent("""{"comment":"m1","clause":"c1","text":"x"}""", System.Text.Encoding.UTF8, "application/json")))
                {
                    Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
                    Assert.Equal("5", refused.Headers.RetryAfter?.ToString());
                }

                Assert.Equal("unreachable", (await place.CommentAsync("m1", "A remark.")).Refusal);
                var (answer, page) = await place.CommentByFormAsync("m1", "A remark.");
                Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
                Assert.Equal("5", answer.Headers.RetryAfter?.ToString());
                Assert.Contains("The database cannot be reached: nothing was saved.", page, StringComparison.Ordinal);
                Assert.Contains("A remark.", page, StringComparison.Ordinal);
                await place.ReadAllAsync();
                // A page that cannot do without the database says so as well.
                using (var account = await place.Head.PageAnswerAsync("/account"))
                {
                    Assert.Equal(HttpStatusCode.ServiceUnavailable, account.StatusCode);
                    Assert.Contains(
                        "The database cannot be reached", await account.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
                        StringComparison.Ordinal);
                }
            }
            finally
            {
                server.Start();
            }

            Assert.True((await place.CommentAsync("m1", "A remark.")).Done);
            Assert.Equal(HttpStatusCode.OK, await ReadyAsync(place));
            await place.ReadAllAsync();
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<HttpStatusCode> ReadyAsync(Workplace place)
    {
        using var answer = await place.Head.Http.GetAsync(new Uri(place.Head.Address, "/health/ready"));
        return answer.StatusCode;
    }
}
