using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Playwright;

namespace SocketLab.Browser.Tests;

public sealed class Placeholder
{
    [Fact]
    public async Task Chromium_opens_what_the_host_serves()
    {
        await using var factory = new WebApplicationFactory<Program>();
        factory.UseKestrel(0);
        factory.StartServer();
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = "/usr/bin/chromium",
            Headless = true,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking"],
        });
        var page = await browser.NewPageAsync();
        var answer = await page.GotoAsync($"{factory.ClientOptions.BaseAddress}healthz");
        Assert.Equal("Healthy", await answer!.TextAsync());
    }
}
