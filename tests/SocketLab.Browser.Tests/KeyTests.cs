using System.Net.Sockets;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using SocketLab.Browser.Tests.Testing;

namespace SocketLab.Browser.Tests;

/// <summary>What the list of keys promises, and that whoever has no mouse sees at every stop where they are.</summary>
public sealed class KeyTests(Chromium chromium)
{
    [Fact]
    public async Task Keys_go_among_endpoints_start_stop_write_and_send()
    {
        await using var lab = await BrowserLab.OpenAsync(chromium);
        var first = await lab.UseAsync(Make.UdpListener());
        var second = await lab.UseAsync(Make.TcpListener());
        var selected = lab.Page.Locator(".panes");
        await lab.Page.Keyboard.PressAsync("K");
        await Expect(selected).ToHaveAttributeAsync("data-selected", first.Id);
        await lab.Page.Keyboard.PressAsync("J");
        await Expect(selected).ToHaveAttributeAsync("data-selected", second.Id);
        await lab.Page.Keyboard.PressAsync("3");
        await Expect(lab.Get("connections")).ToBeVisibleAsync();
        await lab.Page.Keyboard.PressAsync("2");
        await Expect(lab.Get("frames")).ToBeVisibleAsync();
        await lab.Page.Keyboard.PressAsync("1");
        await Expect(lab.Get("feed")).ToBeVisibleAsync();
        await lab.Page.Keyboard.PressAsync("s");
        await Expect(selected).ToHaveAttributeAsync("data-running", "0");
        await lab.Page.Keyboard.PressAsync("s");
        await Expect(selected).ToHaveAttributeAsync("data-running", "1");

        var theme = await lab.Page.Locator("html").GetAttributeAsync("data-theme");
        await lab.Page.Keyboard.PressAsync("t");
        await Expect(lab.Page.Locator("html")).Not.ToHaveAttributeAsync("data-theme", theme!);

        await lab.Page.Keyboard.PressAsync("K");
        await Expect(selected).ToHaveAttributeAsync("data-selected", first.Id);
        using var receiver = new UdpClient(0, AddressFamily.InterNetwork);
        var ended = TestContext.Current.CancellationToken;
        await lab.Page.Keyboard.PressAsync("c");
        await Expect(lab.Get("payload")).ToBeFocusedAsync();
        await lab.Page.Keyboard.TypeAsync("by keys");
        await lab.Page.Keyboard.PressAsync("Shift+Tab");
        await Expect(lab.Get("to")).ToBeFocusedAsync();
        await lab.Page.Keyboard.TypeAsync($"127.0.0.1:{((System.Net.IPEndPoint)receiver.Client.LocalEndPoint!).Port}");
        await lab.Page.Keyboard.PressAsync("Control+Enter");
        Assert.Equal("by keys"u8.ToArray(), (await Eventually.Ends(receiver.ReceiveAsync(ended).AsTask())).Buffer);
        await lab.Get("send").FocusAsync();
        await lab.Page.Keyboard.PressAsync("Control+Enter");
        Assert.Equal("by keys"u8.ToArray(), (await Eventually.Ends(receiver.ReceiveAsync(ended).AsTask())).Buffer);
        await Expect(lab.Rows.Filter(new() { HasText = "by keys" })).ToHaveCountAsync(2);
    }

    [Fact]
    public async Task Keys_lead_from_the_rows_into_the_bytes_and_back()
    {
        await using var lab = await BrowserLab.OpenAsync(chromium);
        var endpoint = await lab.UseAsync(Make.UdpListener());
        using var sender = Sockets.Udp();
        sender.SendTo("some bytes", endpoint.Bound!.Port);
        await Expect(lab.Row("some bytes")).ToBeVisibleAsync();
        var grid = lab.Get("feed").GetByRole(AriaRole.Grid);
        await grid.FocusAsync();
        await lab.Page.Keyboard.PressAsync("G");
        await Expect(lab.Page.Locator("tr.selected")).ToContainTextAsync("some bytes");
        await lab.Page.Locator("[data-linked]").WaitForAsync();
        await lab.Page.Keyboard.PressAsync("b");
        await Expect(lab.Get("hex")).ToBeFocusedAsync();
        await lab.Page.Keyboard.PressAsync("ArrowRight");
        await lab.Page.Keyboard.PressAsync("ArrowRight");
        await Expect(lab.Get("selection")).ToContainTextAsync("1 byte at 1");
        await lab.Page.Keyboard.PressAsync("k");
        await Expect(lab.Page.Locator("tr.selected")).ToContainTextAsync("Listening");
        await Expect(lab.Get("hex")).ToHaveCountAsync(0);
        await lab.Page.Keyboard.PressAsync("j");
        await lab.Page.Keyboard.PressAsync("b");
        await Expect(lab.Get("hex")).ToBeFocusedAsync();
        await lab.Page.Keyboard.PressAsync("b");
        await Expect(grid).ToBeFocusedAsync();
        await lab.Get("inspector").GetByRole(AriaRole.Tab, new() { Name = "Details" }).ClickAsync();
        await grid.FocusAsync();
        await lab.Page.Keyboard.PressAsync("b");
        await Expect(lab.Get("hex")).ToBeFocusedAsync();
        await lab.Page.Keyboard.PressAsync("Escape");
        await lab.Page.Keyboard.PressAsync("Escape");
        await Expect(grid).ToBeFocusedAsync();
        await Expect(lab.Page.Locator("tr.selected")).ToContainTextAsync("some bytes");
    }

    [Fact]
    public async Task The_link_over_everything_is_the_first_stop_and_leads_into_the_feed()
    {
        await using var lab = await BrowserLab.OpenAsync(chromium);
        await lab.UseAsync(Make.UdpListener());
        await lab.Page.ReloadAsync();
        await lab.InteractiveAsync();
        var address = lab.Page.Url;
        await lab.Page.Keyboard.PressAsync("Tab");
        await Expect(lab.Page.Locator(".skip")).ToBeFocusedAsync();
        await lab.Page.Keyboard.PressAsync("Enter");
        var grid = lab.Page.GetByRole(AriaRole.Grid);
        await Expect(grid).ToBeFocusedAsync();
        Assert.Equal(address, lab.Page.Url);
        await lab.Page.Keyboard.PressAsync("ArrowDown");
        await Expect(grid).ToHaveAttributeAsync("aria-activedescendant", "selected-entry");
        await Expect(lab.Page.Locator("#selected-entry")).ToHaveAttributeAsync("aria-selected", "true");
    }

    [Fact]
    public async Task Every_tab_stop_of_every_screen_shows_that_it_has_the_focus()
    {
        await using var lab = await BrowserLab.OpenAsync(chromium);
        await Looks.WalkAsync(lab.Page, "the empty workbench");
        await lab.UseAsync(Make.UdpListener());
        await lab.Rows.First.ClickAsync();
        await Expect(lab.Page).ToHaveURLAsync(new Regex("entry="));
        await Looks.WalkAsync(lab.Page, "a UDP listener with an entry");
        var tcp = await lab.UseAsync(Make.TcpListener());
        using var peer = new TcpClient();
        await peer.ConnectAsync(tcp.Bound!, TestContext.Current.CancellationToken);
        await peer.Client.SendAsync("a line\n"u8.ToArray(), TestContext.Current.CancellationToken);
        await lab.Get("repeat").ClickAsync();
        await Looks.WalkAsync(lab.Page, "a TCP listener and the fields for repeating");
        await lab.Get("show-frames").ClickAsync();
        await Looks.WalkAsync(lab.Page, "frames");
        await lab.Get("show-connections").ClickAsync();
        await Looks.WalkAsync(lab.Page, "connections");
        await lab.UseAsync(Make.UdpSender());
        await Looks.WalkAsync(lab.Page, "a UDP sender");
        await lab.UseAsync(Make.TcpClient(tcp.Bound!.Port));
        await Looks.WalkAsync(lab.Page, "a TCP client");
        await lab.Page.Keyboard.PressAsync("?");
        await Expect(lab.Page.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();
        await Looks.WalkAsync(lab.Page, "the keys");
        await lab.Page.Keyboard.PressAsync("Escape");
        await lab.Get("all-certificates").ClickAsync();
        await Expect(lab.Page.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();
        await Looks.WalkAsync(lab.Page, "the certificates");
        await lab.Page.Keyboard.PressAsync("Escape");
        await lab.Get("new-endpoint").ClickAsync();
        await Expect(lab.Get("kind-UdpListener")).ToBeFocusedAsync();
        await Looks.WalkAsync(lab.Page, "a new endpoint");
        await lab.Page.GotoAsync($"{lab.Address}connections/{tcp.Connections.ListOpen()[0].Id}");
        await lab.InteractiveAsync();
        await Looks.WalkAsync(lab.Page, "a connection");
        lab.Expects("status of 404");
        await lab.Page.GotoAsync($"{lab.Address}nothing/here");
        await Looks.WalkAsync(lab.Page, "an address that does not exist");
    }

    [Fact]
    public async Task The_login_shows_at_every_tab_stop_that_it_has_the_focus()
    {
        (string, string)[] settings = [("SocketLab:Access:Mode", "token"), ("SocketLab:Access:OperatorToken", new string('t', 24))];
        await using var lab = await BrowserLab.OpenAsync(chromium, settings);
        lab.Expects("status of 401");
        await Looks.WalkAsync(lab.Page, "the login");
    }

    [Fact]
    public async Task Connections_are_sorted_by_a_click_or_by_keys()
    {
        await using var lab = await BrowserLab.OpenAsync(chromium);
        var endpoint = await lab.UseAsync(Make.TcpListener());
        var peers = new List<TcpClient>();
        foreach (var bytes in (int[])[20, 300, 1])
        {
            var peer = new TcpClient();
            peers.Add(peer);
            await peer.ConnectAsync(endpoint.Bound!, TestContext.Current.CancellationToken);
            await peer.Client.SendAsync(new byte[bytes], TestContext.Current.CancellationToken);
        }

        await lab.Get("show-connections").ClickAsync();
        var received = lab.Page.Locator("[data-testid=connections] tbody tr td:nth-child(6)");
        await Expect(received).ToHaveTextAsync(["1", "300", "20"]);
        await lab.Get("sort-Received").ClickAsync();
        await Expect(received).ToHaveTextAsync(["300", "20", "1"]);
        var head = lab.Page.Locator("th", new() { Has = lab.Get("sort-Received") });
        await Expect(head).ToHaveAttributeAsync("aria-sort", "descending");
        await lab.Get("sort-Received").PressAsync("Enter");
        await Expect(received).ToHaveTextAsync(["1", "20", "300"]);
        await Expect(head).ToHaveAttributeAsync("aria-sort", "ascending");
        await peers[2].Client.SendAsync(new byte[999], TestContext.Current.CancellationToken);
        await Expect(received).ToHaveTextAsync(["20", "300", "1,000"]);
        await lab.Get("sort-Received").PressAsync("Enter");
        await Expect(received).ToHaveTextAsync(["1,000", "300", "20"]);
        peers.ForEach(peer => peer.Dispose());
    }
}
