using MudBlazor.Services;
using SocketLab.Web.Access;
using SocketLab.Web.Api;
using SocketLab.Web.Components;
using SocketLab.Web.Components.Common;
using SocketLab.Web.Components.Panes;
using SocketLab.Web.Components.Sending;
using SocketLab.Web.Hosting;
using SocketLab.Web.Hubs;
using SocketLab.Web.Settings;
using SocketLab.Web.ViewState;
using SocketLab.Web.ViewState.Sending;
using SocketLab.Web.Workspace;

if (HealthCheckCommand.IsIn(args))
{
    return await HealthCheckCommand.RunAsync(args);
}

try
{
    var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
    builder.WebHost.UseStaticWebAssets();
    builder.UseDefaultAddress();

    var data = DataDirectory.Open(builder.Configuration);
    builder.AddLogging(data);
    builder.AddHosting(data);
    builder.AddWorkspace();
    builder.AddApi();
    builder.AddLiveHub();
    builder.AddAccess(data.Path);

    builder.Services.AddMudServices();
    builder.Services.AddCascadingAuthenticationState();
    builder.Services.AddScoped<WorkbenchState>();
    builder.Services.AddScoped<FileUploads>();
    builder.Services.AddScoped<Prompts>();
    builder.Services.AddScoped<EndpointActions>();
    builder
        .Services.AddRazorComponents()
        .AddInteractiveServerComponents()
        .AddHubOptions(hub => hub.MaximumReceiveMessageSize = ComposerState.MaxMessageBytes);

    await using var app = builder.Build();
    app.UseRequestLogging();
    app.UseProblems();
    app.UseWhen(
        context => RequestKind.WantsPage(context.Request),
        pages => pages.UseStatusCodePagesWithReExecute("/not-found", createScopeForStatusCodePages: true)
    );
    app.UseAccess();

    app.MapHealthChecks("/healthz").AllowAnonymous();
    app.MapLogin();
    app.MapApi();
    app.MapLiveHub();
    app.MapStaticAssets().AllowAnonymous();
    app.MapRazorComponents<App>().AddInteractiveServerRenderMode();

    await app.RunAsync();
    return 0;
}
catch (Exception error) when (error is not HostAbortedException)
{
    await Console.Error.WriteLineAsync(StartException.Explain(error));
    return 1;
}
