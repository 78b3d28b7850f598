using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using SocketLab.Web.Access;
using SocketLab.Web.Tests.Support;

namespace SocketLab.Web.Tests.Access;

/// <summary>Every address of the API: it names its right, and holds to it.</summary>
public sealed class RouteRightsTests
{
    private const string Operator = "operator-0123456789";
    private const string Viewer = "viewer-0123456789";

    [Fact]
    public async Task Reading_is_for_viewers_and_everything_else_for_operators()
    {
        await using var lab = new WebLab(
            null,
            ("SocketLab:Access:Mode", "token"),
            ("SocketLab:Access:OperatorToken", Operator),
            ("SocketLab:Access:ViewerToken", Viewer)
        );
        var routes = Routes(lab).ToList();
        string[] some =
        [
            "GET /api/connections/{id}",
            "PATCH /api/connections/{id}",
            "POST /api/connections/{id}/reset",
            "POST /api/endpoints/{id}/connections/close",
            "POST /api/endpoints/{id}/connections/reset",
            "POST /api/endpoints/{id}/connections/shutdown",
            "POST /api/endpoints/{id}/send",
            "GET /api/endpoints",
        ];
        Assert.Empty(some.Except(routes.Select(route => $"{route.Method} {route.Path}")));
        foreach (var (method, path, policies) in routes)
        {
            var reads = method == "GET";
            Assert.True(
                policies.SequenceEqual([reads ? Policies.Viewer : Policies.Operator]),
                $"{method} {path} asks for {string.Join(", ", policies)}."
            );
            Assert.Equal(401, await AskAsync(null));
            Assert.Equal(401, await AskAsync("wrong-0123456789"));
            var viewer = await AskAsync(Viewer);
            Assert.True(reads ? viewer is 200 or 404 : viewer == 403, $"{method} {path} answered a viewer {viewer}.");
            Assert.InRange(await AskAsync(Operator), 200, 499);
            Assert.DoesNotContain(await AskAsync(Operator), (int[])[401, 403]);

            async Task<int> AskAsync(string? token)
            {
                var address = path.Replace("{id}", "nobody", StringComparison.Ordinal).Replace("{seq:long}", "1", StringComparison.Ordinal);
                using var request = new HttpRequestMessage(new(method), address);
                if (token is not null)
                {
                    request.Headers.Authorization = new("Bearer", token);
                }

                using var response = await lab.Http.SendAsync(request, WebLab.Soon());
                return (int)response.StatusCode;
            }
        }
    }

    private static IEnumerable<(string Method, string Path, IEnumerable<string?> Policies)> Routes(WebLab lab) =>
        from endpoint in lab.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        let path = "/" + endpoint.RoutePattern.RawText!.Trim('/')
        where path.StartsWith("/api/", StringComparison.Ordinal) && !path.Contains("**", StringComparison.Ordinal)
        from method in endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["any method"]
        select (method, path, endpoint.Metadata.GetOrderedMetadata<IAuthorizeData>().Select(data => data.Policy));
}
