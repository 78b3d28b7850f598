using Microsoft.AspNetCore.Routing.Template;
using SocketLab.Web.Access;

namespace SocketLab.Web.Api;

/// <summary>Answers what no other route under <c>/api</c> takes: the address is wrong, or the method is.</summary>
/// <remarks>Left to routing, the answer depends on what else is mapped: a catch-all for files turns either into the other.</remarks>
internal static class UnknownRoute
{
    public static void MapUnknown(this IEndpointRouteBuilder api) =>
        api.Map("/{**rest}", Refuse).RequireAuthorization(Policies.Viewer).WithOrder(int.MaxValue - 1);

    private static IResult Refuse(HttpContext context, EndpointDataSource routes)
    {
        var methods = routes
            .Endpoints.OfType<RouteEndpoint>()
            .Where(route => route.Metadata.GetMetadata<HttpMethodMetadata>() is not null && Takes(route, context.Request.Path))
            .SelectMany(route => route.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods)
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)
            .ToList();
        if (methods.Count == 0)
        {
            return Results.StatusCode(StatusCodes.Status404NotFound);
        }

        context.Response.Headers.Allow = string.Join(", ", methods);
        return Results.StatusCode(StatusCodes.Status405MethodNotAllowed);
    }

    private static bool Takes(RouteEndpoint route, PathString path) =>
        route.RoutePattern.RawText is { } pattern
        && pattern.StartsWith("/api", StringComparison.Ordinal)
        && new TemplateMatcher(TemplateParser.Parse(pattern), []).TryMatch(path, []);
}
