using System.Net;
using System.Net.Sockets;
using System.Text;
using SocketLab.Browser.Tests.Testing;

namespace SocketLab.Browser.Tests;

/// <summary>Whatever a peer sends is only bytes: no script runs, no request leaves, nothing hides.</summary>
public sealed class HostilePayloadTests(Chromium chromium)
{
    private static readonly string[] Payloads =
    [
        "<script>window.hacked = 1</script>",
        "<img src=x onerror='window.hacked = 1'>",
        "<a href=\"javascript:window.hacked=1\">click</a>",
        "{\"html\":\"<svg onload=window.hacked=1>\",\"url\":\"http://evil.example/\"}",
        "\u202egnp.exe\u202c and \u200bzero\u200dwidth",
        "\u001b[31mred\u001b[0m \u0007bell \u0000nul",
        "😀👩‍👩‍👧 é ﷽",
    ];

    [Fact]
    public async Task Markup_escapes_and_invisible_characters_are_shown_and_do_nothing()
    {
        await using var lab = await BrowserLab.OpenAsync(chromium);
        var endpoint = await lab.UseAsync(Make.UdpListener());
        using var sender = new UdpClient(AddressFamily.InterNetwork);
        foreach (var payload in Payloads)
        {
            await sender.SendAsync(Encoding.UTF8.GetBytes(payload), new IPEndPoint(IPAddress.Loopback, endpoint.Bound!.Port));
        }

        await Expect(lab.Rows).ToHaveCountAsync(Payloads.Length + 1);
        for (var i = 0; i < Payloads.Length; i++)
        {
            await lab.Rows.Nth(i + 1).ClickAsync();
            await Expect(lab.Get("inspector").Locator("dd").First).ToHaveTextAsync($"{i + 2}");
            foreach (var tab in await lab.Page.GetByRole(Microsoft.Playwright.AriaRole.Tab).AllAsync())
            {
                await tab.ClickAsync();
            }
        }

        await Expect(lab.Row(@"\u{202e}gnp.exe\u{202c} and \u{200b}zero\u{200d}width")).ToBeVisibleAsync();
        await Expect(lab.Row(@"\x1b[31mred\x1b[0m \x07bell \x00nul")).ToBeVisibleAsync();
        await Expect(lab.Row("<script>window.hacked = 1</script>")).ToBeVisibleAsync();
        Assert.False(await lab.Page.EvaluateAsync<bool>("'hacked' in window"));
    }
}
