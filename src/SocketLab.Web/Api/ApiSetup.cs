using SocketLab.Web.Access;

namespace SocketLab.Web.Api;

/// <summary>The HTTP API: everything under <c>/api</c>.</summary>
internal static class ApiSetup
{
    /// <summary>Adds what the API needs.</summary>
    public static void AddApi(this WebApplicationBuilder builder)
    {
        builder.Services.AddExceptionHandler<ProblemHandler>();
        builder.Services.AddSingleton<ViewerScans>();
    }

    /// <summary>Makes every error under <c>/api</c> a problem. Put it early: what comes before it answers for itself.</summary>
    public static void UseProblems(this WebApplication app)
    {
        app.UseWhen(ProblemHandler.IsApi, api =>
        {
            api.UseExceptionHandler(_ => { });
            api.UseStatusCodePages(status => Problems.Of(status.HttpContext.Response.StatusCode).WriteAsync(status.HttpContext));
        });
        app.Use(ReadableBody.UseAsync);
    }

    /// <summary>Maps all resources.</summary>
    public static void MapApi(this WebApplication app)
    {
        var api = app.MapGroup("/api").AddEndpointFilter(RequestBody.RefuseOtherMediaTypes);
        api.MapCertificates();
        api.MapEndpoints();
        api.MapEntries();
        api.MapMarks();
        api.MapCaptures();
        api.MapDecoding();
        api.MapExport();
        api.MapSummaries();
        api.MapRecordings();
        api.MapReplays();
        api.MapFrames();
        api.MapConnections();
        api.MapSending();
        api.MapPayloads();
        api.MapFilters();
        api.MapJobs();
        api.MapWorkspace();
        api.MapUnknown();
    }
}
