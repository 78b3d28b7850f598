using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using SocketLab.Browser.Tests.Testing;

namespace SocketLab.Browser.Tests;

/// <summary>Plots and statistics are live, lead to their entries, and can be read without seeing them.</summary>
public sealed class PlotTests(Chromium chromium)
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_part_of_a_plot_is_shown_in_the_feed_by_mouse_and_by_keyboard()
    {
        await using var lab = await BrowserLab.OpenAsync(chromium);
        var endpoint = await lab.UseAsync(Make.UdpListener());
        using var sender = new UdpClient(0, AddressFamily.InterNetwork);
        await SendAsync(sender, endpoint.Bound!, [0, 7]);
        await lab.Page.Keyboard.PressAsync("4");
        await Expect(lab.Get("plot-messages").Locator("canvas")).ToBeVisibleAsync();
        await Expect(lab.Get("plot-sizes")).ToContainTextAsync("Received: 2 to 2 bytes");
        await SendAsync(sender, endpoint.Bound!, new byte[40]);
        await Expect(lab.Get("plot-sizes")).ToContainTextAsync("Received: 2 to 40 bytes");
        await Axe.CheckAsync(lab.Page, "plots");

        await lab.Get("plot-value").FillAsync("u16be[");
        await lab.Get("plot-value").PressAsync("Enter");
        await Expect(lab.Get("plot-value")).ToHaveAttributeAsync("aria-invalid", "true");
        await lab.Get("plot-value").FillAsync("u16be[0]");
        await lab.Get("plot-value").PressAsync("Enter");
        await Expect(lab.Page.Locator("section[aria-label='u16be[0]']")).ToContainTextAsync("from 0 to 7");

        // The last bar, by keys: 32 to 63 bytes.
        var sizes = lab.Get("chart-sizes");
        await sizes.FocusAsync();
        await lab.Page.Keyboard.PressAsync("End");
        await Expect(lab.Get("readout-sizes")).ToContainTextAsync("32–63: received 1");
        await Expect(sizes).ToHaveAttributeAsync("aria-valuetext", "32–63: received 1");
        await lab.Page.Keyboard.PressAsync("Enter");
        await Expect(lab.Get("feed-filter")).ToHaveValueAsync("len >= 32 and len <= 63 and kind != event");
        await Expect(lab.Rows).ToHaveCountAsync(1);
        await Expect(lab.Page).ToHaveURLAsync(new Regex("filter="));

        // The filter holds for plots, too; all of the last minute, by mouse.
        await lab.Page.Keyboard.PressAsync("4");
        await Expect(lab.Get("plot-sizes")).ToContainTextAsync("Received: 40 to 40 bytes");
        await lab.Get("filter-clear").ClickAsync();
        await Expect(lab.Get("plot-sizes")).ToContainTextAsync("Received: 2 to 40 bytes");
        var box = (await lab.Get("chart-messages").BoundingBoxAsync())!;
        await lab.Page.Mouse.MoveAsync(box.X + 80, box.Y + 60);
        await lab.Page.Mouse.DownAsync();
        await lab.Page.Mouse.MoveAsync(box.X + box.Width - 20, box.Y + 70, new() { Steps = 4 });
        await lab.Page.Mouse.UpAsync();
        await Expect(lab.Get("feed-filter")).ToHaveValueAsync(new System.Text.RegularExpressions.Regex("^time >= .*Z and time <= .*Z$"));
        await Expect(lab.Rows).ToHaveCountAsync(3);
    }

    [Fact]
    public async Task The_figures_are_there_as_tables_and_conversations_lead_to_their_entries()
    {
        await using var lab = await BrowserLab.OpenAsync(chromium);
        var endpoint = await lab.UseAsync(Make.TcpListener());
        using var open = new TcpClient();
        await open.ConnectAsync(endpoint.Bound!, Cancelled);
        await open.GetStream().WriteAsync("hello"u8.ToArray(), Cancelled);
        using (var other = new TcpClient())
        {
            await other.ConnectAsync(endpoint.Bound!, Cancelled);
            await other.GetStream().WriteAsync("more than hello"u8.ToArray(), Cancelled);
        }

        await lab.Get("show-plots").ClickAsync();
        await Expect(lab.Get("plot-connections")).ToContainTextAsync("2 in this time");
        await lab.Get("as-tables").ClickAsync();
        await Expect(lab.Get("table-connections").Locator("tbody tr")).ToHaveCountAsync(2);
        await Expect(lab.Get("table-connections")).ToContainTextAsync("closed by the peer");
        await Axe.CheckAsync(lab.Page, "plots as tables");

        await lab.Page.Keyboard.PressAsync("5");
        var rows = lab.Get("conversations").Locator("tbody tr");
        await Expect(rows).ToHaveCountAsync(2);
        await Expect(rows.Nth(0)).ToContainTextAsync("15");
        await lab.Get("conversations").GetByRole(AriaRole.Button, new() { Name = "Bytes" }).First.ClickAsync();
        await lab.Get("conversations").GetByRole(AriaRole.Button, new() { Name = "Bytes" }).First.ClickAsync();
        await Expect(lab.Get("conversations").Locator("th[aria-sort=ascending]")).ToHaveTextAsync("Bytes ▴");
        await Expect(rows.Nth(1)).ToContainTextAsync("15");
        await Axe.CheckAsync(lab.Page, "statistics");
        var file = await lab.Page.RunAndWaitForDownloadAsync(() => lab.Get("conversations-csv").ClickAsync());
        Assert.Equal("tcp conversations.csv", file.SuggestedFilename);
        await rows.Nth(1).GetByRole(AriaRole.Button).ClickAsync();
        await Expect(lab.Get("feed-filter")).ToHaveValueAsync(new System.Text.RegularExpressions.Regex("^conn == [0-9a-f]{16}$"));
        await Expect(lab.Rows.Filter(new() { HasText = "more than hello" })).ToHaveCountAsync(1);
        await Expect(lab.Rows.Filter(new() { HasNotText = "more" }).Filter(new() { HasText = "hello" })).ToHaveCountAsync(0);
    }

    private static async Task SendAsync(UdpClient sender, IPEndPoint to, byte[] bytes) =>
        await sender.SendAsync(bytes, new IPEndPoint(IPAddress.Loopback, to.Port), Cancelled);
}
