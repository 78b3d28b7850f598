using System.Collections.Concurrent;
using Microsoft.Playwright;
using SocketLab.Browser.Tests.Testing;

// More than there are cores: a browser test mostly waits.
[assembly: Xunit.v3.Parallelization(MaxThreads = 4)]
[assembly: AssemblyFixture(typeof(Chromium))]

namespace SocketLab.Browser.Tests.Testing;

/// <summary>
/// The one browser of this test run: Debian's Chromium, which tests/run.sh installs. Its shell without windows comes first: it is the same
/// browser at a third of the CPU.
/// </summary>
public sealed class Chromium : IAsyncLifetime
{
    private static readonly string[] Candidates =
    [
        "/usr/bin/chromium-headless-shell",
        "/usr/bin/chromium",
        "/usr/bin/chromium-browser",
        "/usr/bin/google-chrome",
    ];

    // Root needs --no-sandbox. The rest keeps the browser from asking anything of other hosts.
    private static readonly string[] Arguments =
    [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
    ];

    /// <summary>Only a test that fails ever waits so long.</summary>
    private const float ExpectTimeoutMs = 30_000;

    /// <summary>Hosts that no test uses at the moment. Owned and ended here.</summary>
    private readonly ConcurrentBag<BrowserHost> _idle = [];

    private IPlaywright? _playwright;

    /// <summary>The browser.</summary>
    public IBrowser Browser { get; private set; } = default!;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        var path = Candidates.FirstOrDefault(File.Exists)
            ?? throw new FileNotFoundException("No Chromium found. tests/run.sh installs it.");
        Assertions.SetDefaultExpectTimeout(ExpectTimeoutMs);
        _playwright = await Playwright.CreateAsync();
        Browser = await _playwright.Chromium.LaunchAsync(
            new()
            {
                ExecutablePath = path,
                Headless = true,
                Args = Arguments,
            }
        );
    }

    /// <summary>A host with an empty workspace, which nobody else has until it is given back.</summary>
    internal async Task<BrowserHost> RentAsync() => _idle.TryTake(out var host) ? host : await BrowserHost.StartAsync(Browser, []);

    /// <summary>Takes a host back for the next test.</summary>
    internal void Return(BrowserHost host) => _idle.Add(host);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var host in _idle)
        {
            await host.DisposeAsync();
        }

        await Browser.CloseAsync();
        _playwright?.Dispose();
    }
}
