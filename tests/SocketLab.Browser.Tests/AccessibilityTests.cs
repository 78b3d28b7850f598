using Microsoft.Playwright;
using SocketLab.Browser.Tests.Testing;

namespace SocketLab.Browser.Tests;

/// <summary>WCAG 2.2 AA as far as axe-core can tell: no finding on any screen, in either theme.</summary>
public sealed class AccessibilityTests(Chromium chromium)
{
    [Fact]
    public async Task No_screen_has_a_finding()
    {
        await using var lab = await BrowserLab.OpenAsync(chromium);
        await Axe.CheckAsync(lab.Page, "the empty workbench");

        var endpoint = await lab.UseAsync(Make.TcpListener());
        await Axe.CheckAsync(lab.Page, "a listener that waits");

        await Tool.PythonAsync(
            $"""
            import socket, struct
            s = socket.create_connection(("127.0.0.1", {endpoint.Bound!.Port}))
            s.sendall(b"[1, 2]")
            s.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            s.close()
            """
        );
        await Expect(lab.Row("reset by the peer")).ToBeVisibleAsync();
        await lab.Rows.Nth(2).ClickAsync();
        await lab.Get("payload").FillAsync(@"wrong\q");
        await Expect(lab.Get("payload-error")).ToBeVisibleAsync();
        await Axe.CheckAsync(lab.Page, "rows, an inspected one and an error");
        await lab.Get("payload").FillAsync("tick {{counter}} [0D]");
        await lab.Get("repeat").ClickAsync();
        await lab.Get("repeat-count").FillAsync("none");
        await lab.Get("repeat-count").FillAsync("5");
        await lab.Get("start").ClickAsync();
        await Expect(lab.Get("job")).ToContainTextAsync("Completed");
        await Axe.CheckAsync(lab.Page, "a job, offers and the fields for repeating");
        foreach (var menu in (string[])["template-help-button", "to", "history", "saved"])
        {
            await lab.Get(menu).ClickAsync();
            await Expect(lab.Page.Locator(":popover-open")).ToBeVisibleAsync();
            await Axe.CheckAsync(lab.Page, $"the menu {menu}");
            await lab.Page.Keyboard.PressAsync("Escape");
        }

        await lab.Get("show-connections").ClickAsync();
        await Expect(lab.Get("connections")).ToContainTextAsync("reset by the peer");
        await Axe.CheckAsync(lab.Page, "the connections");

        using System.Net.Sockets.TcpClient open = new(),
            other = new();
        await other.ConnectAsync(endpoint.Bound!, TestContext.Current.CancellationToken);
        await open.ConnectAsync(endpoint.Bound!, TestContext.Current.CancellationToken);
        await Expect(lab.Get("show-connections")).ToHaveTextAsync("Connections (2)");
        await lab.Get("all-open").ClickAsync();
        await Expect(lab.Page.Locator(":popover-open")).ToBeVisibleAsync();
        await Axe.CheckAsync(lab.Page, "the menu of all connections");
        await lab.Page.Locator(":popover-open .bad").ClickAsync();
        await Expect(lab.Get("confirm-no")).ToBeFocusedAsync();
        await Axe.CheckAsync(lab.Page, "a question");
        await lab.Get("confirm-no").ClickAsync();
        await Expect(lab.Get("confirm-no")).ToBeHiddenAsync();
        await lab.Get("connections").GetByRole(AriaRole.Link).First.ClickAsync();
        await Expect(lab.Get("tcp-info")).ToBeVisibleAsync();
        await Axe.CheckAsync(lab.Page, "an open connection");
        await open.Client.SendAsync("a frame\nand half of o"u8.ToArray(), TestContext.Current.CancellationToken);
        await lab.Get("show-frames").ClickAsync();
        await lab.Get("framing-mode").SelectOptionAsync("Line");
        await lab.Get("framing-longest").FillAsync("none");
        await lab.Get("framing-longest").BlurAsync();
        await lab.Page.Locator("[data-testid=frames] tbody tr").Nth(1).ClickAsync();
        await Expect(lab.Get("frame")).ToBeVisibleAsync();
        await Axe.CheckAsync(lab.Page, "frames, one of them under way, and an error");
    }
}
