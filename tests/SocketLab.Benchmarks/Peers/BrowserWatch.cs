using Microsoft.Playwright;

namespace SocketLab.Benchmarks.Peers;

/// <summary>A real Chromium that shows an endpoint's feed.</summary>
internal sealed class BrowserWatch(IPlaywright playwright, IBrowser browser, IPage page) : IAsyncDisposable
{
    public const string Program = "chromium";

    public IPage Page => page;

    /// <summary>Opens the page and waits until it follows the feed.</summary>
    public static async Task<BrowserWatch> OpenAsync(Uri address, string endpointId)
    {
        var playwright = await Playwright.CreateAsync();
        var browser = await playwright.Chromium.LaunchAsync(
            new()
            {
                ExecutablePath = PeerProcess.Find(Program),
                Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking"],
            }
        );
        var page = await browser.NewPageAsync(
            new()
            {
                ViewportSize = new() { Width = 1440, Height = 900 },
            }
        );
        await page.GotoAsync($"{address}?endpoint={endpointId}");
        await page.Locator("[data-watching='1']").WaitForAsync();
        return new(playwright, browser, page);
    }

    public async ValueTask DisposeAsync()
    {
        await browser.DisposeAsync();
        playwright.Dispose();
    }
}
