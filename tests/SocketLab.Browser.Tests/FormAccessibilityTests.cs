using Microsoft.Playwright;
using SocketLab.Browser.Tests.Testing;
using SocketLab.Core.Definitions;

namespace SocketLab.Browser.Tests;

/// <summary>WCAG 2.2 AA as far as axe-core can tell: no finding on any form, and on what stands beside the feed.</summary>
public sealed class FormAccessibilityTests(Chromium chromium)
{
    [Fact]
    public async Task No_form_has_a_finding()
    {
        await using var lab = await BrowserLab.OpenAsync(chromium);
        await lab.Get("new-endpoint").ClickAsync();
        await Expect(lab.Get("options-Replies")).ToBeVisibleAsync();
        foreach (var group in await lab.Page.Locator("summary").AllAsync())
        {
            await group.ClickAsync();
        }

        await lab.Get("add-rule").ClickAsync();
        await lab.Get("match").SelectOptionAsync("Regex");
        await lab.Get("answer").SelectOptionAsync("Payload");
        await Expect(lab.Page.GetByLabel("Longest datagram, bytes")).ToBeVisibleAsync();
        await Expect(lab.Page.GetByText("Enter the text to look for")).ToBeVisibleAsync();
        await lab.Get("add-group").ClickAsync();
        await lab.Get("group-address").FillAsync("239.1.2.3");
        await lab.Get("group-address").PressAsync("Tab");
        await Expect(lab.Get("listen-on")).ToBeVisibleAsync();
        await Axe.CheckAsync(lab.Page, "the form");
        await lab.Get("kind-TcpClient").ClickAsync();
        await lab.Get("host").FillAsync("unix:absent.sock");
        await lab.Get("host").PressAsync("Tab");
        await Expect(lab.Get("port")).Not.ToBeEditableAsync();
        await Axe.CheckAsync(lab.Page, "the form of a Unix client");
        await lab.Page.Keyboard.PressAsync("Escape");
        await Expect(lab.Get("save")).ToBeHiddenAsync();

        await lab.UseAsync(
            new()
            {
                Kind = EndpointKind.UdpListener,
                Local = new() { Address = "0.0.0.0" },
                Udp = new() { MulticastGroups = ["239.255.80.4"], MulticastInterface = "lo" },
            }
        );
        await lab.Get("open-join").ClickAsync();
        await lab.Get("join-group").FillAsync("none");
        await lab.Get("join").ClickAsync();
        await Expect(lab.Get("groups").GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await Axe.CheckAsync(lab.Page, "groups and an error");
        await lab.UseAsync(
            new()
            {
                Kind = EndpointKind.TcpClient,
                Remote = new() { Host = "unix:absent.sock" },
                Tcp = new() { Reconnect = true },
            }
        );
        await Expect(lab.Get("connect")).ToHaveTextAsync("Connect now");
        await Axe.CheckAsync(lab.Page, "a client that waits");
    }
}
