using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Microsoft.Playwright;
using SocketLab.Browser.Tests.Testing;
using SocketLab.Core.Definitions;

namespace SocketLab.Browser.Tests;

/// <summary>
/// Somebody who clicks on views, endpoints and dialogs faster than the line answers: whatever was under way is left, and the page lives on.
/// The lab fails the test for an error in the server's log, or one that the page shows.
/// </summary>
public sealed class SlowClickTests(Chromium chromium)
{
    private const int Seed = 20_260_801;

    private static readonly TimeSpan Delay = TimeSpan.FromMilliseconds(120);

    private static readonly string[] Targets =
    [
        "[data-testid=endpoint] .name",
        "[data-testid=endpoint] .name",
        "[data-testid=show-feed]",
        "[data-testid=show-frames]",
        "[data-testid=show-connections]",
        "[data-testid=feed] tbody tr",
        "[data-testid=connections] a",
        "[data-testid=pause]",
        "[data-testid=back]",
        "[data-testid=new-endpoint]",
        "[data-testid=all-certificates]",
        "[data-testid=endpoint] button[aria-label^='More for']",
        "[role=menuitem]",
        "[role=tab]",
        "[role=dialog] button",
    ];

    private static readonly string[] Keys = ["Escape", "Escape", "?", "j", "g"];

    /// <summary>How many clicks: 30 unless the environment says otherwise, such as <c>SOCKETLAB_TEST_CLICKS=200</c>.</summary>
    private static int Clicks =>
        int.Parse(Environment.GetEnvironmentVariable("SOCKETLAB_TEST_CLICKS") ?? "30", CultureInfo.InvariantCulture);

    [Fact]
    public async Task Clicks_at_random_leave_the_page_alive()
    {
        await using var lab = await BrowserLab.OpenAsync(chromium);
        var udp = await lab.UseAsync(Make.UdpListener("datagrams"));
        var tcp = await lab.UseAsync(Make.TcpListener("streams"));
        await lab.UseAsync(
            new()
            {
                Kind = EndpointKind.TcpClient,
                Name = "client",
                Remote = new() { Host = "127.0.0.1", Port = tcp.Bound!.Port },
            }
        );
        using var sender = new UdpClient(AddressFamily.InterNetwork);
        for (var i = 0; i < 50; i++)
        {
            await sender.SendAsync(new byte[i], new IPEndPoint(IPAddress.Loopback, udp.Bound!.Port));
        }

        var line = lab.Line(Delay);
        await lab.Page.GotoAsync(line.Address.ToString());
        await lab.InteractiveAsync();
        var random = new Random(Seed);
        var trail = new List<string>();
        for (var i = 0; i < Clicks; i++)
        {
            trail.Add(await ClickSomethingAsync(lab.Page, random));
            await Task.Delay(random.NextDouble() * 2 * Delay, TimeProvider.System, TestContext.Current.CancellationToken);
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"Seed {Seed}: {string.Join(", ", trail)}");
        await Expect(lab.Page.Locator("#blazor-error-ui")).ToBeHiddenAsync();
        await lab.Page.GotoAsync(line.Address.ToString());
        await lab.InteractiveAsync();
        await lab.UseAsync(Make.UdpListener("after all"));
        await Expect(lab.Row("Listening for UDP")).ToBeVisibleAsync();
    }

    /// <summary>Clicks one of the targets that are there, or presses a key, and waits for nothing.</summary>
    /// <returns>What it did.</returns>
    private static async Task<string> ClickSomethingAsync(IPage page, Random random)
    {
        var key = Keys[random.Next(Keys.Length)];
        var (target, nth) = (Targets[random.Next(Targets.Length)], random.Next());
        var isKey = random.Next(6) == 0 || await page.Locator(target).CountAsync() == 0;
        if (isKey)
        {
            await page.Keyboard.PressAsync(key);
            return key;
        }

        // In the page, so that what is in the way, or gone by now, is no reason to wait.
        await page.EvaluateAsync(
            "([selector, nth]) => { const all = document.querySelectorAll(selector); all[nth % all.length]?.click(); }",
            new object[] { target, nth }
        );
        return target;
    }
}
