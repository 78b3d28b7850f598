using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.Playwright;
using SocketLab.Browser.Tests.Testing;
using SocketLab.Core.Definitions;

namespace SocketLab.Browser.Tests;

/// <summary>A stream shown as frames: chosen, changed and looked into while it is open.</summary>
public sealed class FrameTests(Chromium chromium)
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_came_before_is_framed_new_frames_appear_and_the_framing_changes_while_connected()
    {
        await using var lab = await BrowserLab.OpenAsync(chromium);
        var endpoint = await lab.UseAsync(Make.TcpListener());
        await Tool.PythonAsync(
            $"""
            import socket
            s = socket.create_connection(("127.0.0.1", {endpoint.Bound!.Port}))
            s.sendall(b"hel")
            s.sendall(b"lo\r\n\x00\x1b[31m<b>second</b>\nthi")
            s.shutdown(socket.SHUT_WR)
            s.recv(1)
            """
        );
        await Expect(lab.Row("Connection closed")).ToBeVisibleAsync();
        using var peer = await ConnectAsync(endpoint.Bound!);
        await Expect(lab.Row("Connection opened")).ToHaveCountAsync(2);
        await lab.Page.GotoAsync($"{lab.Address}connections/{endpoint.Connections.List().MinBy(connection => connection.Id.Number)!.Id}");
        await lab.InteractiveAsync();
        await lab.Get("show-frames").ClickAsync();
        await Expect(lab.Get("framing-note")).ToContainTextAsync("TCP keeps no message borders");
        await lab.Get("framing-mode").SelectOptionAsync("Line");

        var rows = Frames(lab);
        await Expect(rows).ToHaveCountAsync(3);
        await Expect(rows.Nth(0).Locator(".content")).ToHaveTextAsync(@"hello\r\n");
        await Expect(rows.Nth(1).Locator(".content")).ToHaveTextAsync(@"\x00\x1b[31m<b>second</b>\n");
        await Expect(rows.Nth(2).Locator(".state")).ToHaveTextAsync("partial");
        await Expect(rows.Nth(2)).ToContainTextAsync("the stream ended here");
        Assert.Equal(FramingMode.Line, endpoint.Definition.Tcp.Framing.Mode);
        await rows.Nth(2).ClickAsync();
        await Expect(lab.Get("frame-state")).ToContainTextAsync("The connection ended within this frame: there is no LF yet.");

        await lab.Page.GotoAsync($"{lab.Address}connections/{endpoint.Connections.ListOpen()[0].Id}?show=frames");
        await lab.InteractiveAsync();
        await Expect(lab.Get("frame-pane")).ToContainTextAsync("No bytes came or went yet.");
        await SendAsync(peer, "one\ntw");
        await Expect(rows).ToHaveCountAsync(2);
        await Expect(rows.Nth(1).Locator(".state")).ToHaveTextAsync("under way");
        await rows.Nth(1).ClickAsync();
        await Expect(lab.Get("frame").Locator("b")).ToContainTextAsync("Frame, 2 bytes received, under way");
        await SendAsync(peer, "o\n");
        await Expect(lab.Get("frame").Locator("b")).ToContainTextAsync("Frame 2, 4 bytes received, complete");
        await Expect(lab.Get("frame").Locator("[data-testid=hex]")).ToContainTextAsync("74 77 6f 0a");

        await lab.Get("framing-mode").SelectOptionAsync("Fixed");
        await lab.Get("framing-fixed").FillAsync("0");
        await lab.Get("framing-fixed").BlurAsync();
        await Expect(lab.Get("framing-note")).ToContainTextAsync("out of range");
        Assert.Equal(64, endpoint.Definition.Tcp.Framing.FixedBytes);
        await lab.Get("framing-fixed").FillAsync("3");
        await lab.Get("framing-fixed").PressAsync("Enter");
        await Expect(rows).ToHaveCountAsync(3);
        await Expect(rows.Nth(1).Locator(".content")).ToHaveTextAsync(@"\ntw");
        await lab.Get("payload").FillAsync("answer");
        await lab.Get("payload").PressAsync("Control+Enter");
        await Expect(lab.Page.Locator("[data-testid=frames] tbody tr.out")).ToHaveCountAsync(2);

        await lab.Page.ReloadAsync();
        await lab.InteractiveAsync();
        await Expect(rows).ToHaveCountAsync(5);
        await lab.Get("show-reads").ClickAsync();
        await Expect(lab.Get("stream")).ToContainTextAsync("answer");
    }

    [Fact]
    public async Task By_keyboard_frames_are_shown_chosen_and_left_and_many_of_them_scroll()
    {
        await using var lab = await BrowserLab.OpenAsync(chromium);
        var endpoint = await lab.UseAsync(Make.TcpListener());
        using var peer = await ConnectAsync(endpoint.Bound!);
        await SendAsync(peer, string.Concat(Enumerable.Range(1, 20_000).Select(i => $"line {i}\n")));
        await Expect(lab.Row("Connection opened")).ToBeVisibleAsync();
        await lab.Page.GotoAsync($"{lab.Address}connections/{endpoint.Connections.ListOpen()[0].Id}");
        await lab.InteractiveAsync();
        await lab.Get("show-frames").FocusAsync();
        await lab.Page.Keyboard.PressAsync("Enter");
        await lab.Get("framing-mode").FocusAsync();
        await lab.Page.Keyboard.PressAsync("l");
        await Expect(lab.Get("framing-mode")).ToHaveValueAsync("Line");
        await Expect(Frames(lab).Last).ToContainTextAsync("line 20000");
        Assert.InRange(await Frames(lab).CountAsync(), 10, 250);

        await lab.Get("frames").FocusAsync();
        await lab.Page.Keyboard.PressAsync("ArrowUp");
        await Expect(Selected(lab)).ToContainTextAsync("line 20000");
        await lab.Page.Keyboard.PressAsync("k");
        await Expect(Selected(lab)).ToContainTextAsync("line 19999");
        await Expect(lab.Get("frame")).ToContainTextAsync("Frame 19,999");
        await lab.Page.Keyboard.PressAsync("g");
        await Expect(Frames(lab).First.Locator(".content")).ToHaveTextAsync(@"line 1\n");
        await SendAsync(peer, "newest\n");
        await Expect(lab.Get("frames-below")).ToContainTextAsync("1 new below");
        await Expect(Frames(lab).First.Locator(".content")).ToHaveTextAsync(@"line 1\n");
        await lab.Page.Keyboard.PressAsync("G");
        await Expect(Frames(lab).Last).ToContainTextAsync("newest");
        await lab.Page.Keyboard.PressAsync("Escape");
        await Expect(lab.Get("frame")).ToHaveCountAsync(0);
        await lab.Page.Keyboard.PressAsync("Escape");
        await Expect(lab.Get("show-feed")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_listener_shows_the_frames_of_all_its_connections_in_one_list()
    {
        await using var lab = await BrowserLab.OpenAsync(chromium);
        var endpoint = await lab.UseAsync(Make.TcpListener());
        using var one = await ConnectAsync(endpoint.Bound!);
        using var two = await ConnectAsync(endpoint.Bound!);
        await lab.Get("show-frames").ClickAsync();
        await lab.Get("framing-mode").SelectOptionAsync("Line");
        await SendAsync(one, "from one\nbeg");
        await Expect(Frames(lab)).ToHaveCountAsync(2);
        await SendAsync(two, "from two\n");
        await Expect(Frames(lab)).ToHaveCountAsync(3);
        await SendAsync(one, "un\n");
        await Expect(lab.Page.Locator("[data-testid=frames] td.content")).ToHaveTextAsync([@"from one\n", @"from two\n", @"begun\n"]);
        var peers = await lab.Page.Locator("[data-testid=frames] td.peer").AllTextContentsAsync();
        Assert.Equal((peers[0], 2), (peers[2], peers.Distinct().Count()));
        await Frames(lab).Nth(1).ClickAsync();
        await Expect(lab.Get("frame-connection")).ToHaveTextAsync(peers[1]);
        await lab.Page.Keyboard.PressAsync("f");
        await Expect(lab.Page.Locator("h1")).ToHaveTextAsync(peers[1]);
    }

    [Fact]
    public async Task A_new_endpoint_opens_in_the_feed_whatever_was_looked_at_before()
    {
        await using var lab = await BrowserLab.OpenAsync(chromium);
        var before = await lab.UseAsync(Make.TcpListener());
        await lab.Page.Keyboard.PressAsync("2");
        await Expect(lab.Get("frames")).ToBeVisibleAsync();
        await lab.Page.Keyboard.PressAsync("n");
        await lab.Get("kind-TcpListener").ClickAsync();
        await lab.Get("port").FillAsync("0");
        await lab.Get("save").ClickAsync();
        await Expect(lab.Page.Locator(".panes")).Not.ToHaveAttributeAsync("data-selected", before.Id);
        await Expect(lab.Row("Listening for TCP")).ToBeVisibleAsync();
        await Expect(lab.Get("reach")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_client_shows_the_frames_of_its_connection_on_the_workbench_and_a_change_by_the_api_at_once()
    {
        using var server = new TcpListener(IPAddress.Loopback, 0);
        server.Start();
        await using var lab = await BrowserLab.OpenAsync(chromium);
        var endpoint = await lab.UseAsync(
            new EndpointDefinition
            {
                Kind = EndpointKind.TcpClient,
                Name = "client",
                Remote = new RemoteAddress { Host = "127.0.0.1", Port = ((IPEndPoint)server.LocalEndpoint).Port },
                Tcp = new() { Framing = new() { Mode = FramingMode.Line } },
            }
        );
        using var peer = await server.AcceptTcpClientAsync(Cancelled);
        await lab.Get("show-frames").ClickAsync();
        await SendAsync(peer, "a b\nc ");
        await Expect(Frames(lab)).ToHaveCountAsync(2);
        using var http = new HttpClient { BaseAddress = lab.Address };
        using var patch = new StringContent(
            """{"tcp": {"framing": {"mode": "delimiter", "delimiterHex": "20"}}}""",
            Encoding.UTF8,
            "application/json"
        );
        (await http.PatchAsync(new Uri($"api/endpoints/{endpoint.Id}", UriKind.Relative), patch, Cancelled)).EnsureSuccessStatusCode();
        await Expect(lab.Get("framing-mode")).ToHaveValueAsync("Delimiter");
        await Expect(Frames(lab).Nth(1).Locator(".content")).ToHaveTextAsync(@"b\nc ");
        await lab.Page.ReloadAsync();
        await lab.InteractiveAsync();
        await Expect(Frames(lab)).ToHaveCountAsync(2);
        await Frames(lab).First.ClickAsync();
        await lab.Get("frame").GetByRole(AriaRole.Link).ClickAsync();
        await Expect(lab.Page.Locator("[data-testid=feed] tr.selected")).ToContainTextAsync("a b");
    }

    [Fact]
    public async Task A_protocol_is_chosen_by_its_name_and_what_stands_between_its_frames_is_told()
    {
        await using var lab = await BrowserLab.OpenAsync(chromium);
        var endpoint = await lab.UseAsync(Make.TcpListener());
        using var peer = await ConnectAsync(endpoint.Bound!);
        await SendAsync(peer, "noise\n\vMSH|a\r\u001c\r\vMSH|b");
        await Expect(lab.Row("Connection opened")).ToBeVisibleAsync();
        await lab.Page.GotoAsync($"{lab.Address}connections/{endpoint.Connections.ListOpen()[0].Id}?show=frames");
        await lab.InteractiveAsync();
        await lab.Get("framing-protocol").SelectOptionAsync("HL7 MLLP");
        await Expect(lab.Get("framing-mode")).ToHaveValueAsync("StartEnd");
        await Expect(lab.Get("framing-note")).ToContainTextAsync("VT (0B) before each message");
        var rows = Frames(lab);
        await Expect(rows).ToHaveCountAsync(3);
        await Expect(rows.Nth(0).Locator(".state")).ToHaveTextAsync("between");
        await Expect(rows.Nth(1).Locator(".state")).ToHaveTextAsync("complete");
        await Expect(rows.Nth(2).Locator(".state")).ToHaveTextAsync("under way");
        await rows.Nth(0).ClickAsync();
        await Expect(lab.Get("frame-state")).ToContainTextAsync("part of no frame: a frame begins with 0b");

        await lab.Get("framing-protocol").SelectOptionAsync("SLIP");
        await SendAsync(peer, "\u001c\r");
        await peer.GetStream().WriteAsync((byte[])[0xc0, (byte)'x', 0xdb, 0xdc, 0xc0], Cancelled);
        await Expect(rows).ToHaveCountAsync(2);
        await rows.Nth(1).ClickAsync();
        await Expect(lab.Get("frame-decoded")).ToContainTextAsync("78 c0");
        Assert.Equal(FramingMode.Slip, endpoint.Definition.Tcp.Framing.Mode);
    }

    private static ILocator Frames(BrowserLab lab) => lab.Page.Locator("[data-testid=frames] tbody tr");

    private static ILocator Selected(BrowserLab lab) => lab.Page.Locator("[data-testid=frames] tbody tr[aria-selected=true]");

    private static async Task<TcpClient> ConnectAsync(IPEndPoint to)
    {
        var client = new TcpClient();
        await client.ConnectAsync(to, Cancelled);
        return client;
    }

    private static async Task SendAsync(TcpClient peer, string text) =>
        await peer.GetStream().WriteAsync(Encoding.ASCII.GetBytes(text), Cancelled);
}
