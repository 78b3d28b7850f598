using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using SocketLab.Core.Definitions;
using SocketLab.Core.Endpoints;

namespace SocketLab.Browser.Tests.Testing;

/// <summary>A SocketLab of its own on a free port with an empty workspace, and a page of the browser that looks at it.</summary>
public sealed class BrowserLab : IAsyncDisposable
{
    private readonly WebApplicationFactory<Program> _factory;
    private readonly DirectoryInfo _data;
    private readonly IBrowserContext _context;

    private BrowserLab(WebApplicationFactory<Program> factory, DirectoryInfo data, IBrowserContext context, IPage page)
    {
        (_factory, _data, _context, Page) = (factory, data, context, page);
        page.Console += (_, message) => Note(message.Type is "error" or "warning", message.Text);
        page.PageError += (_, error) => Note(true, error);
        page.Request += (_, request) =>
            Note(
                !request.Url.StartsWith(Address.ToString(), StringComparison.Ordinal)
                    && !request.Url.StartsWith("data:", StringComparison.Ordinal),
                $"left the host: {request.Url}"
            );
    }

    /// <summary>The page.</summary>
    public IPage Page { get; }

    /// <summary>Where the dashboard is.</summary>
    public Uri Address => _factory.ClientOptions.BaseAddress;

    /// <summary>What lives behind the page, for looking at what a click did.</summary>
    public EndpointSupervisor Supervisor => _factory.Services.GetRequiredService<EndpointSupervisor>();

    /// <summary>Errors and warnings in the browser's console, and requests that went to other hosts.</summary>
    public List<string> Complaints { get; } = [];

    /// <summary>The feed's rows in sight.</summary>
    public ILocator Rows => Page.Locator("[data-testid=feed] tbody tr");

    /// <summary>Starts both and opens the workbench.</summary>
    public static async Task<BrowserLab> OpenAsync(Chromium chromium, int width = 1440, int height = 900)
    {
        var lab = await StartAsync(chromium, [], width, height);
        await lab.GoToWorkbenchAsync();
        return lab;
    }

    /// <summary>Starts both with settings and opens whatever the server then shows first.</summary>
    public static async Task<BrowserLab> OpenAsync(Chromium chromium, (string Key, string Value)[] settings)
    {
        var lab = await StartAsync(chromium, settings, 1440, 900);
        await lab.Page.GotoAsync(lab.Address.ToString());
        return lab;
    }

    private static async Task<BrowserLab> StartAsync(Chromium chromium, (string Key, string Value)[] settings, int width, int height)
    {
        var data = Directory.CreateTempSubdirectory("socketlab-");
        var factory = new WebApplicationFactory<Program>().WithWebHostBuilder(host =>
        {
            // What people run, and as quiet as tests like it.
            host.UseEnvironment("Production");
            host.UseSetting("SocketLab:DataDirectory", data.FullName);
            host.UseSetting("urls", "http://127.0.0.1:0");
            host.UseSetting("Serilog:MinimumLevel:Default", "Fatal");
            foreach (var (key, value) in settings)
            {
                host.UseSetting(key, value);
            }
        });
        factory.UseKestrel();
        factory.StartServer();
        var context = await chromium.Browser.NewContextAsync(
            new()
            {
                ViewportSize = new() { Width = width, Height = height },
                TimezoneId = "UTC",
            }
        );
        return new BrowserLab(factory, data, context, await context.NewPageAsync());
    }

    /// <summary>Loads the workbench and waits until it answers clicks.</summary>
    public async Task GoToWorkbenchAsync()
    {
        await Page.GotoAsync(Address.ToString());
        await InteractiveAsync();
    }

    /// <summary>Waits until the page answers clicks: before the circuit is up it is only a picture.</summary>
    public async Task InteractiveAsync()
    {
        await Page.Locator("[data-interactive]").WaitForAsync();
        await Page.Locator("[data-watching='1']").WaitForAsync();
    }

    /// <summary>An element by its test id.</summary>
    public ILocator Get(string testId) => Page.GetByTestId(testId);

    /// <summary>The row that contains <paramref name="text"/>.</summary>
    public ILocator Row(string text) => Rows.Filter(new() { HasText = text });

    /// <summary>The name on an endpoint's card, which selects it.</summary>
    public ILocator Card(Endpoint endpoint) => Page.Locator($"[data-testid=endpoint][data-id='{endpoint.Id}'] .name");

    /// <summary>Clicks the choice, and waits until the cursor stands in the payload: what is typed before would end up there.</summary>
    public async Task SendSomethingAsync()
    {
        await Get("send-something").ClickAsync();
        await Assertions.Expect(Get("payload")).ToBeFocusedAsync();
    }

    /// <summary>Creates an endpoint as the API would, and selects it on the page.</summary>
    public async Task<Endpoint> UseAsync(EndpointDefinition definition)
    {
        var endpoint = await Supervisor.CreateAsync(definition, start: true, CancellationToken.None);
        await Card(endpoint).ClickAsync();
        await Page.Locator($".panes[data-selected='{endpoint.Id}']").WaitForAsync();
        return endpoint;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _context.CloseAsync();
        await _factory.DisposeAsync();
        _data.Delete(recursive: true);
    }

    private void Note(bool isComplaint, string text)
    {
        if (isComplaint)
        {
            lock (Complaints)
            {
                Complaints.Add(text);
            }
        }
    }
}
