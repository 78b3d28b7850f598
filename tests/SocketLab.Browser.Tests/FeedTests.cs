using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using SocketLab.Browser.Tests.Testing;

namespace SocketLab.Browser.Tests;

/// <summary>The feed follows, stays put, pauses, clears and scrolls, however much arrives.</summary>
public sealed class FeedTests(Chromium chromium)
{
    private const int RowHeight = 24;

    [Fact]
    public async Task It_follows_the_newest_row()
    {
        await using var lab = await BrowserLab.OpenAsync(chromium);
        var endpoint = await lab.UseAsync(Make.UdpListener());
        await SendNumberedAsync(endpoint, 1, 500);
        await Expect(lab.Row("message 500.")).ToBeInViewportAsync();
    }

    [Fact]
    public async Task Scrolled_up_it_stays_put_and_a_button_brings_the_newest_back()
    {
        await using var lab = await BrowserLab.OpenAsync(chromium);
        var endpoint = await lab.UseAsync(Make.UdpListener());
        await SendNumberedAsync(endpoint, 1, 500);
        await Expect(lab.Row("message 500.")).ToBeInViewportAsync();

        await lab.Get("feed").HoverAsync();
        await lab.Page.Mouse.WheelAsync(0, -200 * RowHeight);
        var row = lab.Row("message 290.");
        await Expect(row).ToBeInViewportAsync();
        await Expect(lab.Page.Locator("[data-following='0']")).ToBeVisibleAsync();
        var before = await row.BoundingBoxAsync();

        await SendNumberedAsync(endpoint, 501, 1000);
        await Expect(lab.Get("new-below")).ToContainTextAsync("500 new below");
        var after = await row.BoundingBoxAsync();
        Assert.Equal(before!.Y, after!.Y);

        await lab.Get("new-below").ClickAsync();
        await Expect(lab.Row("message 1000.")).ToBeInViewportAsync();
        await Expect(lab.Get("new-below")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task What_is_selected_does_not_run_away()
    {
        await using var lab = await BrowserLab.OpenAsync(chromium);
        var endpoint = await lab.UseAsync(Make.UdpListener());
        await SendNumberedAsync(endpoint, 1, 60);
        await lab.Row("message 60.").ClickAsync();
        await SendNumberedAsync(endpoint, 61, 400);
        await Expect(lab.Get("new-below")).ToBeVisibleAsync();
        await Expect(lab.Row("message 60.")).ToBeInViewportAsync();
        await lab.Get("new-below").ClickAsync();
        await Expect(lab.Row("message 400.")).ToBeInViewportAsync();
    }

    [Fact]
    public async Task A_row_is_selected_when_it_is_pressed_before_it_can_run_away()
    {
        await using var lab = await BrowserLab.OpenAsync(chromium);
        var endpoint = await lab.UseAsync(Make.UdpListener());
        await SendNumberedAsync(endpoint, 1, 60);
        var row = lab.Row("message 60.");
        await row.HoverAsync();
        await lab.Page.Mouse.DownAsync();
        await Expect(row).ToHaveAttributeAsync("aria-selected", "true");
        await SendNumberedAsync(endpoint, 61, 400);
        await Expect(lab.Get("new-below")).ToBeVisibleAsync();
        await lab.Page.Mouse.UpAsync();
        await Expect(row).ToHaveAttributeAsync("aria-selected", "true");
    }

    [Fact]
    public async Task Paused_it_freezes_the_view_and_not_the_capture()
    {
        await using var lab = await BrowserLab.OpenAsync(chromium);
        var endpoint = await lab.UseAsync(Make.UdpListener());
        await SendNumberedAsync(endpoint, 1, 3);
        await Expect(lab.Row("message 3.")).ToBeVisibleAsync();
        await lab.Get("pause").ClickAsync();
        await Expect(lab.Get("pause")).ToHaveAttributeAsync("aria-pressed", "true");
        await SendNumberedAsync(endpoint, 4, 9);
        await Expect(lab.Get("new-below")).ToContainTextAsync("6 new since the pause");
        await Expect(lab.Get("ledger")).ToContainTextAsync("9 received");
        await Expect(lab.Row("message 4.")).ToBeHiddenAsync();
        await lab.Page.Locator("h1").ClickAsync();
        await lab.Page.Keyboard.PressAsync(" ");
        await Expect(lab.Row("message 9.")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Clear_empties_the_journal_but_no_counter_and_asks_nothing()
    {
        await using var lab = await BrowserLab.OpenAsync(chromium);
        var endpoint = await lab.UseAsync(Make.UdpListener());
        await SendNumberedAsync(endpoint, 1, 5);
        await Expect(lab.Row("message 5.")).ToBeVisibleAsync();
        await lab.Get("clear").ClickAsync();
        await Expect(lab.Get("undo-notice")).ToContainTextAsync("Cleared 6 entries of");
        await Expect(lab.Rows).ToHaveCountAsync(0);
        await Expect(lab.Get("ledger")).ToContainTextAsync("5 received");
        await SendNumberedAsync(endpoint, 6, 6);
        await Expect(lab.Row("message 6.").Locator(".number")).ToHaveTextAsync("7");
    }

    [Fact]
    public async Task Keys_walk_the_rows_and_jump_to_both_ends()
    {
        await using var lab = await BrowserLab.OpenAsync(chromium);
        var endpoint = await lab.UseAsync(Make.UdpListener());
        await SendNumberedAsync(endpoint, 1, 300);
        await Expect(lab.Row("message 300.")).ToBeInViewportAsync();
        await lab.Page.Locator("h1").ClickAsync();
        await lab.Page.Keyboard.PressAsync("g");
        await Expect(lab.Row("Listening for UDP")).ToBeInViewportAsync();
        await Expect(lab.Page.Locator("tr.selected")).ToContainTextAsync("Listening for UDP");
        await lab.Row("message 1.").ClickAsync();
        await lab.Page.Keyboard.PressAsync("j");
        await Expect(lab.Page.Locator("tr.selected")).ToContainTextAsync("message 2.");
        await lab.Page.Keyboard.PressAsync("k");
        await Expect(lab.Page.Locator("tr.selected")).ToContainTextAsync("message 1.");
        await lab.Page.Keyboard.PressAsync("G");
        await Expect(lab.Row("message 300.")).ToBeInViewportAsync();
        await Expect(lab.Page.Locator("tr.selected")).ToContainTextAsync("message 300.");
        await SendNumberedAsync(endpoint, 301, 400);
        await Expect(lab.Row("message 400.")).ToBeInViewportAsync();
        await lab.Get("feed").GetByRole(Microsoft.Playwright.AriaRole.Grid).FocusAsync();
        await lab.Page.Keyboard.PressAsync("Home");
        await Expect(lab.Page.Locator("tr.selected")).ToContainTextAsync("Listening for UDP");
    }

    [Fact]
    public async Task Evicted_entries_leave_a_row_that_says_how_many()
    {
        await using var lab = await BrowserLab.OpenAsync(chromium);
        var endpoint = await lab.UseAsync(Make.UdpListener(journalBytes: 256 << 10));
        await SendNumberedAsync(endpoint, 1, 6000);
        await Expect(lab.Row("message 6000.")).ToBeInViewportAsync();
        await lab.Page.Locator("h1").ClickAsync();
        await lab.Page.Keyboard.PressAsync("g");
        var evicted = endpoint.Journal.Ledger.Evicted.ToString("N0", CultureInfo.InvariantCulture);
        await Expect(lab.Page.Locator("tr.gap")).ToContainTextAsync($"{evicted} entries evicted");
    }

    [Fact]
    public async Task A_million_rows_scroll_to_any_place()
    {
        await using var lab = await BrowserLab.OpenAsync(chromium);
        var endpoint = await lab.UseAsync(Make.UdpListener());
        Fill(endpoint, 1_000_000);
        await Expect(lab.Row("entry 1000000.")).ToBeInViewportAsync();
        var feed = lab.Get("feed");
        await feed.EvaluateAsync("e => { e.scrollTop = (e.scrollHeight - e.clientHeight) / 2; }");
        await Expect(lab.Page.Locator("tr[data-sequence='500001']")).ToBeInViewportAsync();
        await feed.HoverAsync();
        await lab.Page.Mouse.WheelAsync(0, 1000 * RowHeight);
        await Expect(lab.Page.Locator("tr[data-sequence='501001']")).ToBeInViewportAsync();
        await feed.FocusAsync();
        await lab.Page.Keyboard.PressAsync("Home");
        await Expect(lab.Row("entry 1.")).ToBeInViewportAsync();
        await lab.Page.Keyboard.PressAsync("End");
        await Expect(lab.Row("entry 1000000.")).ToBeInViewportAsync();
    }

    private static async Task SendNumberedAsync(Endpoint endpoint, int from, int to)
    {
        using var sender = new UdpClient(AddressFamily.InterNetwork);
        for (var i = from; i <= to; i++)
        {
            await sender.SendAsync(Encoding.ASCII.GetBytes($"message {i}."), new IPEndPoint(IPAddress.Loopback, endpoint.Bound!.Port));
        }
    }

    /// <summary>A long history, faster than sockets could make it.</summary>
    private static void Fill(Endpoint endpoint, int count)
    {
        var peer = Core.Addresses.PeerAddress.From(new IPEndPoint(IPAddress.Loopback, 1));
        var i = 1;
        while (i <= count)
        {
            using var batch = endpoint.Journal.BeginBatch();
            for (var end = Math.Min(count, i + 999); i <= end; i++)
            {
                var payload = Encoding.ASCII.GetBytes($"entry {i}.");
                batch.AddDatagram(
                    Core.Journal.EntryDirection.In,
                    endpoint.Journal.Time.GetUtcNow().UtcTicks,
                    peer,
                    payload.Length,
                    payload
                );
            }
        }
    }
}
