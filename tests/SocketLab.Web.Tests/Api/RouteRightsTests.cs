using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using SocketLab.Web.Access;
using SocketLab.Web.Tests.Support;

namespace SocketLab.Web.Tests.Api;

/// <summary>Who may call which route.</summary>
public sealed class RouteRightsTests(Lab lab) : IClassFixture<Lab>
{
    private const string Viewer = "viewer-0123456789";

    private IEnumerable<(string Method, string Path, string? Policy)> Routes =>
        from route in lab.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        where route.RoutePattern.RawText!.StartsWith("/api/", StringComparison.Ordinal)
        from method in route.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["*"]
        select (method, route.RoutePattern.RawText!.TrimEnd('/'), route.Metadata.GetMetadata<IAuthorizeData>()?.Policy);

    [Fact]
    public void Every_route_names_its_right_and_a_viewer_only_reads()
    {
        var routes = Routes.ToList();
        Assert.True(routes.Count > 20);
        Assert.All(routes, route => Assert.True(route.Policy is Policies.Viewer or Policies.Operator, $"{route.Method} {route.Path} names no right."));
        Assert.All(routes.Where(route => route.Policy == Policies.Viewer), route => Assert.Contains(route.Method, (string[])["GET", "*"]));
    }

    [Fact]
    public void Of_payloads_a_viewer_reads_what_is_saved_but_not_what_was_sent()
    {
        var rights = Routes.Where(route => route.Path.StartsWith("/api/payloads", StringComparison.Ordinal)).ToDictionary(route => $"{route.Method} {route.Path}", route => route.Policy);
        Assert.Equal(
            new Dictionary<string, string?>
            {
                ["GET /api/payloads"] = Policies.Viewer,
                ["GET /api/payloads/{id}"] = Policies.Viewer,
                ["GET /api/payloads/export"] = Policies.Viewer,
                ["POST /api/payloads"] = Policies.Operator,
                ["PATCH /api/payloads/{id}"] = Policies.Operator,
                ["DELETE /api/payloads/{id}"] = Policies.Operator,
                ["POST /api/payloads/import"] = Policies.Operator,
                ["GET /api/payloads/history"] = Policies.Operator,
                ["DELETE /api/payloads/history"] = Policies.Operator,
            },
            rights);
    }

    [Fact]
    public async Task A_viewer_is_refused_by_the_server_itself()
    {
        await using var guarded = new Lab(null, ("SocketLab:Access:Mode", "token"), ("SocketLab:Access:OperatorToken", "operator-0123456789"), ("SocketLab:Access:ViewerToken", Viewer));
        guarded.Http.DefaultRequestHeaders.Authorization = new("Bearer", Viewer);
        foreach (var path in (string[])["/api/payloads", "/api/payloads/export"])
        {
            Assert.Equal(200, (await guarded.GetAsync(path)).Status);
        }

        (await guarded.PostAsync("/api/payloads", """{ "name": "a", "data": "" }""")).MustBe(403, "operatorRequired");
        (await guarded.PostAsync("/api/payloads/import", """{ "payloads": [] }""")).MustBe(403, "operatorRequired");
        (await guarded.PatchAsync("/api/payloads/x", "{}")).MustBe(403, "operatorRequired");
        (await guarded.DeleteAsync("/api/payloads/x")).MustBe(403, "operatorRequired");
        (await guarded.GetAsync("/api/payloads/history")).MustBe(403, "operatorRequired");
        (await guarded.DeleteAsync("/api/payloads/history")).MustBe(403, "operatorRequired");
    }
}
