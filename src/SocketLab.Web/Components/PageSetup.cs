using MudBlazor.Services;
using SocketLab.Core.Endpoints;
using SocketLab.Core.Filtering;
using SocketLab.Core.Recordings;
using SocketLab.Web.Access;
using SocketLab.Web.Components.Common;
using SocketLab.Web.Components.Palette;
using SocketLab.Web.Components.Panes;
using SocketLab.Web.Components.Sending;
using SocketLab.Web.ViewState;
using SocketLab.Web.ViewState.Feed;
using SocketLab.Web.ViewState.Sending;
using SocketLab.Web.ViewState.Summaries;
using SocketLab.Web.Workspace;

namespace SocketLab.Web.Components;

/// <summary>The pages: what they need, and where they are.</summary>
internal static class PageSetup
{
    /// <summary>Adds the components, and the state that lasts as long as an open tab.</summary>
    public static void AddPages(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddMudServices();
        services.AddCascadingAuthenticationState();
        services.AddScoped(provider =>
            WithRecordings(
                provider,
                new WorkbenchState(
                    provider.GetRequiredService<EndpointSupervisor>(),
                    () => [.. provider.GetRequiredService<PayloadHistory>().List().Select(sent => sent.Payload)],
                    provider.GetRequiredService<TimeProvider>(),
                    provider.GetRequiredService<FilterScans>(),
                    feed => provider.GetRequiredService<ColumnLibrary>().Of(feed) is { } saved ? FeedColumns.From(saved) : null
                )
            )
        );
        services.AddScoped<SummaryStates>();
        services.AddScoped<UndoList>();
        services.AddScoped<NoticeList>();
        services.AddScoped<FileUploads>();
        services.AddScoped<Prompts>();
        services.AddScoped<RowActions>();
        services.AddScoped<EndpointActions>();
        services.AddScoped<EndpointListActions>();
        services.AddScoped<PaletteItems>();
        services
            .AddRazorComponents()
            .AddInteractiveServerComponents()
            .AddHubOptions(hub => hub.MaximumReceiveMessageSize = ComposerState.MaxMessageBytes);
    }

    private static WorkbenchState WithRecordings(IServiceProvider provider, WorkbenchState state)
    {
        var library = provider.GetRequiredService<RecordingLibrary>();
        state.Endpoints.IsRecorded = id => library.Of(id).Count > 0;
        return state;
    }

    /// <summary>Shows a page to a browser that asks for one that is not there. Put it before what answers.</summary>
    public static void UseNotFoundPage(this WebApplication app) =>
        app.UseWhen(
            context => RequestKind.WantsPage(context.Request),
            pages => pages.UseStatusCodePagesWithReExecute("/not-found", createScopeForStatusCodePages: true)
        );

    /// <summary>Answers HEAD as GET: pages know no other way, and the web server leaves the text out. Put it before what answers.</summary>
    public static void UseHeadsOfPages(this WebApplication app) =>
        app.Use(
            (context, next) =>
            {
                if (RequestKind.WantsHead(context.Request))
                {
                    context.Request.Method = HttpMethods.Get;
                }

                return next(context);
            }
        );

    /// <summary>Maps the pages and their files.</summary>
    public static void MapPages(this WebApplication app)
    {
        app.MapStaticAssets().AllowAnonymous();
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode();
    }
}
