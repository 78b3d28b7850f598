using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using SocketLab.Browser.Tests.Testing;
using SocketLab.Core.Definitions;

namespace SocketLab.Browser.Tests;

/// <summary>Several endpoints in one feed: all of them, or those that a person chose.</summary>
public sealed class MergedFeedTests(Chromium chromium)
{
    [Fact]
    public async Task All_endpoints_stand_in_one_feed_in_time_order_with_their_names()
    {
        await using var lab = await BrowserLab.OpenAsync(chromium);
        var (first, second) = (await NewAsync(lab, "sensors"), await NewAsync(lab, "control"));
        await lab.Get("all-feed").ClickAsync();
        await Expect(lab.Get("merged-head")).ToContainTextAsync("All endpoints");
        await Expect(lab.Get("all-feed")).ToHaveAttributeAsync("aria-pressed", "true");
        for (var i = 1; i <= 20; i++)
        {
            await SendAsync(i % 2 == 0 ? first : second, $"message {i}.");
            await Expect(lab.Row($"message {i}.")).ToBeInViewportAsync();
        }

        var texts = await lab.Rows.Filter(new() { HasText = "message" }).AllInnerTextsAsync();
        Assert.Equal(
            Enumerable.Range(1, 20).Select(i => (i % 2 == 0 ? "sensors" : "control", $"message {i}.")),
            texts.Select(text => (text.Contains("sensors") ? "sensors" : "control", Regex.Match(text, @"message \d+\.").Value))
        );
        await Expect(lab.Get("ledger")).ToContainTextAsync("20 received");
        await Expect(lab.Page).ToHaveURLAsync(new Regex("feed=all"));

        await lab.Row("message 7.").ClickAsync();
        await Expect(lab.Get("inspector")).ToContainTextAsync("10 bytes, complete");
        await Expect(lab.Page).ToHaveURLAsync(new Regex("entry="));
        await lab.Page.ReloadAsync();
        await lab.InteractiveAsync();
        await Expect(lab.Row("message 7.")).ToHaveClassAsync(new Regex("selected"));
        await Expect(lab.Get("inspector")).ToContainTextAsync("10 bytes, complete");
        await Axe.CheckAsync(lab.Page, "a feed of several endpoints");

        await lab.Get("show-one").ClickAsync();
        await Expect(lab.Page.Locator("h1").First).ToHaveTextAsync("control");
        await Expect(lab.Row("message 7.")).ToHaveClassAsync(new Regex("selected"));
        await Expect(lab.Row("message 8.")).ToHaveCountAsync(0);
        await lab.Page.GoBackAsync();
        await Expect(lab.Get("merged-head")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Some_are_chosen_by_control_and_a_click_and_the_composer_asks_which_one_sends()
    {
        await using var lab = await BrowserLab.OpenAsync(chromium);
        var (first, second, third) = (await NewAsync(lab, "first"), await NewAsync(lab, "second"), await NewAsync(lab, "third"));
        await lab.Card(first).ClickAsync();
        await lab.Card(third).ClickAsync(new() { Modifiers = [KeyboardModifier.Control] });
        await Expect(lab.Get("merged-head")).ToContainTextAsync("2 endpoints");
        await SendAsync(second, "unseen");
        await SendAsync(third, "from the third");
        await Expect(lab.Row("from the third")).ToBeInViewportAsync();
        await Expect(lab.Row("unseen")).ToHaveCountAsync(0);

        await Expect(lab.Get("sender").Locator("option")).ToHaveTextAsync(["first", "third"]);
        await lab.Row("from the third").ClickAsync();
        await lab.Page.Keyboard.PressAsync("r");
        await Expect(lab.Get("sender")).ToHaveValueAsync(third.Id);
        await lab.Get("payload").FillAsync("and back");
        await lab.Page.Keyboard.PressAsync("Control+Enter");
        await Expect(lab.Row("and back")).ToContainTextAsync("third");

        await lab.Card(second).ClickAsync(new() { Modifiers = [KeyboardModifier.Control] });
        await Expect(lab.Row("unseen")).ToBeVisibleAsync();
        await lab.Card(second).ClickAsync();
        await Expect(lab.Row("from the third")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Plots_and_statistics_are_those_of_all_and_lead_to_the_entries_of_one_or_of_a_span()
    {
        await using var lab = await BrowserLab.OpenAsync(chromium);
        var (first, second) = (await NewAsync(lab, "sensors"), await NewAsync(lab, "control"));
        await SendAsync(first, "to the first");
        await SendAsync(second, "and this to the second");
        await lab.Get("all-feed").ClickAsync();
        await lab.Page.Keyboard.PressAsync("4");
        await Expect(lab.Get("plot-sizes")).ToContainTextAsync("Received: 12 to 22 bytes");
        await Expect(lab.Page).ToHaveURLAsync(new Regex("feed=all&view=plots"));
        await Axe.CheckAsync(lab.Page, "the plots of several endpoints");
        var box = (await lab.Get("chart-messages").BoundingBoxAsync())!;
        await lab.Page.Mouse.MoveAsync(box.X + 80, box.Y + 60);
        await lab.Page.Mouse.DownAsync();
        await lab.Page.Mouse.MoveAsync(box.X + box.Width - 20, box.Y + 70, new() { Steps = 4 });
        await lab.Page.Mouse.UpAsync();
        await Expect(lab.Get("feed-filter")).ToHaveValueAsync(new Regex("^time >= .*Z and time <= .*Z$"));
        await Expect(lab.Row("to the first")).ToBeVisibleAsync();
        await Expect(lab.Row("to the second")).ToBeVisibleAsync();
        await lab.Get("filter-clear").ClickAsync();

        await lab.Page.Keyboard.PressAsync("5");
        await Expect(lab.Get("statistics-ledger")).ToContainTextAsync("Received 2");
        await Expect(lab.Get("summary-what")).ToHaveTextAsync("4 entries of 2 endpoints.");
        var rows = lab.Get("conversations").Locator("tbody tr");
        await Expect(rows).ToHaveTextAsync([new Regex("^control"), new Regex("^sensors")]);
        await lab.Get("conversations").GetByRole(AriaRole.Button, new() { Name = "Endpoint" }).ClickAsync();
        await lab.Get("conversations").GetByRole(AriaRole.Button, new() { Name = "Endpoint" }).ClickAsync();
        await Expect(rows).ToHaveTextAsync([new Regex("^sensors"), new Regex("^control")]);
        await Axe.CheckAsync(lab.Page, "the statistics of several endpoints");
        var file = await lab.Page.RunAndWaitForDownloadAsync(() => lab.Get("conversations-csv").ClickAsync());
        Assert.Equal("conversations.csv", file.SuggestedFilename);
        await rows.Nth(0).Locator("th").GetByRole(AriaRole.Button).ClickAsync();
        await Expect(lab.Get("feed-filter")).ToHaveValueAsync(new Regex("^endpoint == \"sensors\" and peer.address == 127.0.0.1 and"));
        await Expect(lab.Rows).ToHaveCountAsync(1);
        await Expect(lab.Get("merged-head")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_conversation_between_two_endpoints_says_so_at_both_of_them()
    {
        await using var lab = await BrowserLab.OpenAsync(chromium);
        var listener = await NewAsync(lab, "control");
        var remote = new RemoteAddress { Host = "127.0.0.1", Port = listener.Bound!.Port };
        var sender = await lab.UseAsync(Make.UdpSender() with { Name = "probe", Remote = remote });
        await lab.Get("payload").FillAsync("hello");
        await lab.Page.Keyboard.PressAsync("Control+Enter");
        await Expect(lab.Rows.Filter(new() { HasText = "hello" })).ToHaveCountAsync(1);
        await lab.Get("all-feed").ClickAsync();
        await lab.Get("show-statistics").ClickAsync();
        var rows = lab.Get("conversations").Locator("tbody tr");
        await Expect(rows.Filter(new() { Has = lab.Page.Locator("td.origin", new() { HasText = "probe" }) })).ToContainTextAsync("control");
        await Expect(rows.Filter(new() { Has = lab.Page.Locator("td.origin", new() { HasText = "control" }) })).ToContainTextAsync("probe");
        Assert.Equal(1, sender.Journal.Ledger.SentMessages);
    }

    private static Task<Endpoint> NewAsync(BrowserLab lab, string name) => lab.UseAsync(Make.UdpListener() with { Name = name });

    private static async Task SendAsync(Endpoint endpoint, string text)
    {
        using var peer = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        await peer.SendAsync(Encoding.ASCII.GetBytes(text), new IPEndPoint(IPAddress.Loopback, endpoint.Bound!.Port));
    }
}
