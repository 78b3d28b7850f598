using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Playwright;
using SocketLab.Core.Endpoints;

namespace SocketLab.Browser.Tests.Testing;

/// <summary>
/// A SocketLab on a free port, and a context of the browser that has loaded its files. Tests use it one after the other, each with an empty
/// workspace and a fresh page.
/// </summary>
internal sealed class BrowserHost : IAsyncDisposable
{
    private readonly TempFolder _data = new();
    private readonly WebApplicationFactory<Program> _factory;
    private readonly OpenCircuits _circuits = new();

    private BrowserHost((string Key, string Value)[] settings)
    {
        FirstUsePort = Sockets.QuietPort();
        _factory = new WebApplicationFactory<Program>().WithWebHostBuilder(host =>
        {
            // What people run, and as quiet as tests like it.
            host.UseEnvironment("Production");
            host.UseSetting("SocketLab:DataDirectory", _data.Path);
            host.UseSetting("SocketLab:FirstUsePort", $"{FirstUsePort}");
            host.UseSetting("urls", "http://127.0.0.1:0");
            host.UseSetting("Serilog:MinimumLevel:Default", "Fatal");
            foreach (var (key, value) in settings)
            {
                host.UseSetting(key, value);
            }

            host.ConfigureTestServices(services =>
            {
                services.AddSingleton<ILoggerFactory>(_ => new LoggerFactory(
                    [Errors],
                    new LoggerFilterOptions { MinLevel = LogLevel.Error }
                ));
                services.AddSingleton<CircuitHandler>(_circuits);
            });
        });
        _factory.UseKestrel();
        _factory.StartServer();
    }

    /// <summary>Where the dashboard is.</summary>
    public Uri Address => _factory.ClientOptions.BaseAddress;

    /// <summary>The port that the first choices offer here; nobody else on this machine is given it.</summary>
    public int FirstUsePort { get; }

    /// <summary>What lives behind the page.</summary>
    public EndpointSupervisor Supervisor => _factory.Services.GetRequiredService<EndpointSupervisor>();

    /// <summary>The errors that the server logged.</summary>
    public ServerErrors Errors { get; } = new();

    /// <summary>The browser's side: its cache and its storage.</summary>
    public IBrowserContext Context { get; private set; } = null!;

    public static async Task<BrowserHost> StartAsync(IBrowser browser, (string Key, string Value)[] settings)
    {
        var host = new BrowserHost(settings);
        host.Context = await browser.NewContextAsync(new() { TimezoneId = "UTC" });
        return host;
    }

    /// <summary>Closes a page as a person does, and forgets what it stored.</summary>
    /// <returns>Whether the server has given up what it kept for the page.</returns>
    public async Task<bool> CloseAsync(IPage page)
    {
        // The browser tells the server that the page is gone only when it leaves it.
        var devTools = await Context.NewCDPSessionAsync(page);
        await page.GotoAsync("about:blank");
        await devTools.SendAsync(
            "Storage.clearDataForOrigin",
            new() { ["origin"] = Address.GetLeftPart(UriPartial.Authority), ["storageTypes"] = "local_storage,cookies" }
        );
        foreach (var open in Context.Pages.ToArray())
        {
            await open.CloseAsync();
        }

        return await _circuits.NoneAsync();
    }

    /// <summary>Empties the workspace for the next test.</summary>
    public async Task EmptyAsync()
    {
        using var http = _factory.CreateClient();
        await EmptyWorkspace.MakeAsync(http);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Context.CloseAsync();
        await _factory.DisposeAsync();
        _data.Dispose();
    }
}
