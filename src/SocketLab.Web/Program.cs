using SocketLab.Web.Access;
using SocketLab.Web.Api;
using SocketLab.Web.Commands;
using SocketLab.Web.Components;
using SocketLab.Web.Hosting;
using SocketLab.Web.Hosting.Control;
using SocketLab.Web.Hubs;
using SocketLab.Web.Settings;
using SocketLab.Web.Workspace;

if (HealthCheckCommand.IsIn(args))
{
    return await HealthCheckCommand.RunAsync(args);
}

return OpenFiles.AreTooFew() ? 1 : await RunAsync(args);

static async Task<int> RunAsync(string[] args)
{
    try
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseStaticWebAssets();
        builder.UseDefaultAddress();
        SettingNames.Check(builder.Configuration);
        var data = DataDirectory.Open(builder.Configuration);
        using var held = DataDirectoryLock.Take(data);
        builder.AddLogging(data);
        builder.AddHosting(data, held);
        builder.AddControlConnections();
        builder.AddWorkspace();
        builder.AddAccess(data.Path);
        builder.AddCommands();
        builder.AddApi();
        builder.AddLiveHub();
        builder.AddPages();

        await using var app = builder.Build();
        app.UseRequestLogging();
        app.UseProblems();
        app.UseHeadsOfPages();
        app.UseNotFoundPage();
        app.UseAccess();
        app.UseControlConnections();
        app.MapHealthChecks("/healthz").AllowAnonymous();
        app.MapLogin();
        app.MapApi();
        app.MapLiveHub();
        app.MapPages();
        await app.RunAsync();
        return 0;
    }
    catch (Exception error) when (error is not HostAbortedException)
    {
        await Console.Error.WriteLineAsync(StartException.Explain(error));
        return 1;
    }
}
