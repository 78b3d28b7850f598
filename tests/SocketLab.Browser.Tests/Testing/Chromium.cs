using Microsoft.Playwright;
using SocketLab.Browser.Tests.Testing;

[assembly: AssemblyFixture(typeof(Chromium))]

namespace SocketLab.Browser.Tests.Testing;

/// <summary>The one browser of this test run: Debian's Chromium, which tests/run.sh installs.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private static readonly string[] Candidates = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

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

    private IPlaywright? _playwright;

    /// <summary>The browser.</summary>
    public IBrowser Browser { get; private set; } = default!;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        var path = Candidates.FirstOrDefault(File.Exists)
            ?? throw new FileNotFoundException("No Chromium found. tests/run.sh installs it.");
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

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Browser.CloseAsync();
        _playwright?.Dispose();
    }
}
