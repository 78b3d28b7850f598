using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using SocketLab.Browser.Tests.Testing;

namespace SocketLab.Browser.Tests;

/// <summary>The same filter and search wherever rows are: frames, a followed stream, several endpoints in one feed.</summary>
public sealed class FilterPlaceTests(Chromium chromium)
{
    [Fact]
    public async Task Frames_and_the_stream_of_a_connection_are_narrowed_and_the_address_says_so()
    {
        await using var lab = await BrowserLab.OpenAsync(chromium);
        var endpoint = await lab.UseAsync(Make.TcpListener());
        using var peer = new TcpClient();
        await peer.ConnectAsync(endpoint.Bound!, TestContext.Current.CancellationToken);
        for (var i = 1; i <= 20; i++)
        {
            await peer.GetStream().WriteAsync(Encoding.ASCII.GetBytes($"line {i}.\n"), TestContext.Current.CancellationToken);
            await Eventually.HoldsAsync(endpoint.Journal.Changed, () => endpoint.Journal.Ledger.Last >= i + 2);
        }

        await lab.Page.Keyboard.PressAsync("2");
        await lab.Get("framing-mode").SelectOptionAsync("Line");
        var frames = lab.Page.Locator("[data-testid=frames] tbody tr");
        await Expect(frames).ToHaveCountAsync(20);
        await lab.Page.Keyboard.PressAsync("Escape");
        await lab.Get("framing-mode").BlurAsync();
        await lab.Page.Keyboard.PressAsync("/");
        await Expect(lab.Get("feed-filter")).ToBeFocusedAsync();
        await lab.Page.Keyboard.TypeAsync("text contains \"e 1\"");
        await lab.Page.Keyboard.PressAsync("Enter");
        await Expect(lab.Get("filter-count")).ToHaveTextAsync("11 of 20");
        await Expect(frames).ToHaveCountAsync(11);
        await Expect(lab.Page).ToHaveURLAsync(new Regex("filter=text%20contains"));
        await Expect(lab.Get("filter-chip")).ToHaveCountAsync(1);
        await Axe.CheckAsync(lab.Page, "frames with a filter");
        await lab.Page.ReloadAsync();
        await lab.InteractiveAsync();
        await Expect(frames).ToHaveCountAsync(11);
        await lab.Get("feed-filter").FillAsync("kind == event");
        await lab.Get("feed-filter").PressAsync("Enter");
        await Expect(lab.Get("frame-pane")).ToContainTextAsync("None of 20 frames is what the filter asks for.");

        await lab.Page.GotoAsync($"{lab.Address}connections/{endpoint.Connections.ListOpen()[0].Id}");
        await lab.InteractiveAsync();
        var blocks = lab.Get("stream").Locator(".block pre");
        await Expect(blocks).ToHaveCountAsync(20);
        await lab.Page.Keyboard.PressAsync("/");
        await lab.Page.Keyboard.TypeAsync("len == 9");
        await lab.Page.Keyboard.PressAsync("Enter");
        await Expect(blocks).ToHaveCountAsync(11);
        await Expect(lab.Page).ToHaveURLAsync(new Regex("filter=len"));
        await peer.GetStream().WriteAsync("more ...\n"u8.ToArray(), TestContext.Current.CancellationToken);
        await Expect(blocks).ToHaveCountAsync(12);
        await Axe.CheckAsync(lab.Page, "a stream with a filter");
        await lab.Get("show-frames").ClickAsync();
        await Expect(frames).ToHaveCountAsync(12);
        await lab.Page.ReloadAsync();
        await lab.InteractiveAsync();
        await Expect(frames).ToHaveCountAsync(12);
        await lab.Get("filter-clear").ClickAsync();
        await Expect(frames).ToHaveCountAsync(21);
    }

    [Fact]
    public async Task A_feed_of_several_endpoints_is_searched_and_its_filter_is_completed_from_all_of_them()
    {
        await using var lab = await BrowserLab.OpenAsync(chromium);
        var (first, second) = (await NewAsync(lab, "sensors"), await NewAsync(lab, "control"));
        await lab.Get("all-feed").ClickAsync();
        await Expect(lab.Get("merged-head")).ToContainTextAsync("All endpoints");
        for (var i = 1; i <= 10; i++)
        {
            var text = i % 5 == 0 ? $"needle {i}." : $"message {i}.";
            await SendAsync(i % 2 == 0 ? first : second, text);
            await Expect(lab.Row(text)).ToBeInViewportAsync();
        }

        await lab.Page.Keyboard.PressAsync("Control+f");
        await Expect(lab.Get("search-text")).ToBeFocusedAsync();
        await lab.Page.Keyboard.TypeAsync("needle");
        await Expect(lab.Get("search-words")).ToHaveTextAsync("2 entries");
        await lab.Page.Keyboard.PressAsync("Enter");
        await Expect(lab.Row("needle 5.")).ToHaveClassAsync(new Regex("selected"));
        await lab.Page.Keyboard.PressAsync("Enter");
        await Expect(lab.Row("needle 10.")).ToHaveClassAsync(new Regex("selected"));
        await Expect(lab.Get("search-words")).ToContainTextAsync("2 of 2 entries");
        await Axe.CheckAsync(lab.Page, "a search in a feed of several endpoints");
        await lab.Page.Keyboard.PressAsync("Escape");
        await lab.Page.Keyboard.PressAsync("/");
        await lab.Page.Keyboard.TypeAsync("endpoint == ");
        foreach (var endpoint in new[] { first, second })
        {
            await Expect(lab.Page.Locator("#filter-proposals")).ToContainTextAsync(endpoint.Id);
        }
    }

    private static async Task<Endpoint> NewAsync(BrowserLab lab, string name) =>
        await lab.UseAsync(Make.UdpListener() with { Name = name });

    private static async Task SendAsync(Endpoint to, string text)
    {
        using var udp = new UdpClient(AddressFamily.InterNetwork);
        var before = to.Journal.Ledger.Last;
        await udp.SendAsync(Encoding.ASCII.GetBytes(text), new IPEndPoint(IPAddress.Loopback, to.Bound!.Port));
        await Eventually.HoldsAsync(to.Journal.Changed, () => to.Journal.Ledger.Last > before);
    }
}
