using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using SocketLab.Browser.Tests.Testing;
using SocketLab.Core.Definitions;

namespace SocketLab.Browser.Tests;

/// <summary>Searching what stands beside the feed: followed conversations and frames, by keyboard and by mouse.</summary>
public sealed class SearchTests(Chromium chromium)
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task In_a_conversation_a_search_goes_from_place_to_place_marks_them_and_brings_them_into_sight()
    {
        await using var lab = await BrowserLab.OpenAsync(chromium);
        var endpoint = await lab.UseAsync(Make.UdpListener());
        using var peer = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        for (var i = 0; i < 600; i++)
        {
            var text = i % 200 == 50 ? $"message {i}: a needle and a Needle" : $"message {i}";
            await peer.SendAsync(Encoding.ASCII.GetBytes(text), endpoint.Bound!, Cancelled);
        }

        await Expect(lab.Row("message 599")).ToBeVisibleAsync();
        await lab.Row("message 599").ClickAsync();
        await Expect(lab.Get("follow-conversation")).ToBeVisibleAsync();
        await lab.Page.Keyboard.PressAsync("f");
        await lab.InteractiveAsync();
        var stream = lab.Get("stream");
        await Expect(stream.Locator("pre").Last).ToBeInViewportAsync();

        await lab.Page.Keyboard.PressAsync("Control+f");
        await Expect(lab.Get("search-text")).ToBeFocusedAsync();
        await lab.Page.Keyboard.TypeAsync("NEEDLE");
        await Expect(lab.Get("search-words")).ToHaveTextAsync("3 entries");
        await Expect(stream.Locator("mark")).ToHaveTextAsync(["needle", "Needle"]);
        await Expect(stream.Locator("pre").Last).ToBeInViewportAsync();
        var current = stream.Locator("mark.current");
        string[] words = ["1 of 3 entries; 1 of 2 in this one", "1 of 3 entries; 2 of 2 in this one", "2 of 3 entries; 1 of 2 in this one"];
        foreach (var (key, said) in new[] { "Enter", "F3", "Enter" }.Zip(words))
        {
            await lab.Page.Keyboard.PressAsync(key);
            await Expect(lab.Get("search-words")).ToHaveTextAsync(said);
            await Expect(current).ToBeInViewportAsync();
        }

        await Expect(stream.Locator(".block.current")).ToContainTextAsync("message 250: a needle");
        await Axe.CheckAsync(lab.Page, "a search in a conversation");
        await lab.Page.Keyboard.PressAsync("Shift+F3");
        await Expect(lab.Get("search-words")).ToHaveTextAsync(words[1]);
        await lab.Get("search-previous").ClickAsync();
        await lab.Get("search-previous").ClickAsync();
        await Expect(lab.Get("search-words")).ToHaveTextAsync("3 of 3 entries; 2 of 2 in this one");
        await Expect(current).ToHaveTextAsync("Needle");
        await Expect(current).ToBeInViewportAsync();
        await lab.Page.GetByLabel("How to read the stream").GetByText("Hex").ClickAsync();
        await Expect(current).ToHaveTextAsync(["4e 65 65 64", "Need", "6c 65", "le"]);
        await lab.Get("feed-filter").FillAsync("text contains \"message 50\"");
        await Expect(lab.Get("search-words")).ToHaveTextAsync("1 entry");
        await lab.Get("search-text").PressAsync("Escape");
        await Expect(lab.Get("search")).ToHaveCountAsync(0);
        await Expect(stream.Locator("mark")).ToHaveCountAsync(0);
        await Expect(stream).ToBeFocusedAsync();
        await lab.Get("open-search").ClickAsync();
        await Expect(lab.Get("search-text")).ToBeFocusedAsync();
        await Expect(lab.Get("search-text")).ToHaveValueAsync("NEEDLE");
    }

    [Fact]
    public async Task Among_frames_a_search_finds_what_two_reads_share_and_selects_it_in_the_bytes()
    {
        await using var lab = await BrowserLab.OpenAsync(chromium);
        var endpoint = await lab.UseAsync(Make.TcpListener());
        using var peer = new TcpClient();
        await peer.ConnectAsync(endpoint.Bound!, Cancelled);
        await peer.GetStream().WriteAsync("one\nx nee"u8.ToArray(), Cancelled);
        await Expect(lab.Row("x nee")).ToBeVisibleAsync();
        var lines = string.Concat(Enumerable.Range(1, 500).Select(i => $"line {i}\n"));
        await peer.GetStream().WriteAsync(Encoding.ASCII.GetBytes($"dle y Needle\n{lines}the last needle\n"), Cancelled);
        await lab.Get("show-frames").ClickAsync();
        await lab.Get("framing-mode").SelectOptionAsync("Line");
        var rows = lab.Page.Locator("[data-testid=frames] tbody tr");
        await Expect(rows.Last).ToContainTextAsync("the last needle");
        Assert.Equal(FramingMode.Line, endpoint.Definition.Tcp.Framing.Mode);

        await lab.Get("frames").FocusAsync();
        await lab.Page.Keyboard.PressAsync("Control+f");
        await Expect(lab.Get("search-text")).ToBeFocusedAsync();
        await lab.Page.Keyboard.TypeAsync("needle");
        await Expect(lab.Get("search-words")).ToHaveTextAsync("2 frames");
        await Expect(rows.Last.Locator("mark")).ToHaveTextAsync("needle");
        var selected = lab.Page.Locator("#selected-frame");
        var bytes = lab.Get("frame").Locator(".linked");
        await lab.Page.Keyboard.PressAsync("Enter");
        await Expect(lab.Get("search-words")).ToHaveTextAsync("2 of 2 frames");
        await Expect(bytes).ToHaveAttributeAsync("data-start", "9");
        await lab.Page.Keyboard.PressAsync("F3");
        await Expect(lab.Get("search-words")).ToHaveTextAsync("1 of 2 frames; 1 of 2 in this one");
        await Expect(selected.Locator("mark")).ToHaveTextAsync(["needle", "Needle"]);
        await Expect(selected).ToBeInViewportAsync();
        await Expect(bytes).ToHaveAttributeAsync("data-found", "2:6 11:6");
        await Expect(bytes).ToHaveAttributeAsync("data-start", "2");
        await lab.Page.Keyboard.PressAsync("F3");
        await Expect(bytes).ToHaveAttributeAsync("data-start", "11");
        await Axe.CheckAsync(lab.Page, "a search among frames");

        await lab.Get("search-hex-kind").ClickAsync();
        await lab.Get("search-text").FillAsync("65 20");
        await Expect(lab.Get("search-words")).ToHaveTextAsync(new Regex("of 502 frames"));
        await lab.Get("search-text").FillAsync("79 20 4");
        await Expect(lab.Get("search-text")).ToHaveAttributeAsync("aria-invalid", "true");
        await lab.Page.Keyboard.PressAsync("Escape");
        await Expect(lab.Get("search")).ToHaveCountAsync(0);
        await Expect(rows.Locator("mark")).ToHaveCountAsync(0);
        await Expect(bytes).Not.ToHaveAttributeAsync("data-found", new Regex("."));
        await Expect(selected).ToBeVisibleAsync();
    }
}
