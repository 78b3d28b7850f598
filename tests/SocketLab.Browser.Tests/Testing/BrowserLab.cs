using System.Collections.Concurrent;
using Microsoft.Playwright;
using SocketLab.Core.Definitions;
using SocketLab.Core.Endpoints;

namespace SocketLab.Browser.Tests.Testing;

/// <summary>
/// A SocketLab with an empty workspace, and a fresh page of the browser that looks at it. An error that the server logs, or that the page
/// reports, fails the test at its end.
/// </summary>
public sealed class BrowserLab : IAsyncDisposable
{
    private readonly Chromium _chromium;
    private readonly BrowserHost _host;
    private readonly bool _isShared;
    private readonly ConcurrentQueue<string> _complaints = [];
    private readonly List<string> _expected = [];
    private readonly List<SlowLine> _lines = [];

    private BrowserLab(Chromium chromium, BrowserHost host, bool isShared, IPage page)
    {
        (_chromium, _host, _isShared, Page) = (chromium, host, isShared, page);
        page.Console += (_, message) => Record(message.Type is "error" or "warning", $"console {message.Type}: {message.Text}");
        page.PageError += (_, error) => Record(true, $"page error: {error}");
        page.Request += (_, request) =>
            Record(
                request.Url.StartsWith("http", StringComparison.Ordinal)
                    && !new Uri(request.Url).Host.Equals(Address.Host, StringComparison.Ordinal),
                $"left the host: {request.Url}"
            );
    }

    /// <summary>The page.</summary>
    public IPage Page { get; }

    /// <summary>Where the dashboard is.</summary>
    public Uri Address => _host.Address;

    /// <summary>What lives behind the page, for looking at what a click did.</summary>
    public EndpointSupervisor Supervisor => _host.Supervisor;

    /// <summary>The port that the first choices offer.</summary>
    public int FirstUsePort => _host.FirstUsePort;

    /// <summary>The feed's rows in sight.</summary>
    public ILocator Rows => Page.Locator("[data-testid=feed] tbody tr");

    /// <summary>Opens the workbench of a host that other tests use before and after.</summary>
    public static async Task<BrowserLab> OpenAsync(Chromium chromium, int width = 1440, int height = 900)
    {
        var host = await chromium.RentAsync();
        var page = await host.Context.NewPageAsync();
        await page.SetViewportSizeAsync(width, height);
        var lab = new BrowserLab(chromium, host, isShared: true, page);
        await lab.GoToWorkbenchAsync();
        return lab;
    }

    /// <summary>Starts a host of its own with settings and opens whatever the server then shows first.</summary>
    public static async Task<BrowserLab> OpenAsync(Chromium chromium, (string Key, string Value)[] settings)
    {
        var host = await BrowserHost.StartAsync(chromium.Browser, settings);
        var lab = new BrowserLab(chromium, host, isShared: false, await host.Context.NewPageAsync());
        await lab.Page.GotoAsync(lab.Address.ToString());
        return lab;
    }

    /// <summary>Says that an error whose text contains <paramref name="text"/> belongs to the test.</summary>
    public void Expects(string text) => _expected.Add(text);

    /// <summary>A slow line to the server, which ends with the test.</summary>
    /// <param name="delay">What it takes each way.</param>
    internal SlowLine Line(TimeSpan delay)
    {
        var line = new SlowLine(Address, delay);
        _lines.Add(line);
        return line;
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

    /// <summary>An input for files, once it is open: whoever chooses earlier than the page listens chooses nothing.</summary>
    public async Task<ILocator> FileInputAsync(string testId)
    {
        var input = Get(testId);
        await Assertions.Expect(input).ToBeEnabledAsync();
        return input;
    }

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
        Record(await Page.Locator("#blazor-error-ui").IsVisibleAsync(), "the page says that something went wrong");
        var isIdle = await _host.CloseAsync(Page);
        foreach (var line in _lines)
        {
            await line.DisposeAsync();
        }

        if (isIdle && _isShared)
        {
            await _host.EmptyAsync();
            _chromium.Return(_host);
        }
        else
        {
            await _host.DisposeAsync();
        }

        string[] complaints =
        [
            .. _complaints
                .Concat(_host.Errors.Drain())
                .Where(complaint => !_expected.Any(expected => complaint.Contains(expected, StringComparison.Ordinal))),
        ];
        Assert.True(complaints.Length == 0, string.Join(Environment.NewLine, complaints));
    }

    private void Record(bool isComplaint, string text)
    {
        if (isComplaint)
        {
            _complaints.Enqueue(text);
        }
    }
}
