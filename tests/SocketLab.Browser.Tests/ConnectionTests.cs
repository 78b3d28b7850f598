using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.Playwright;
using SocketLab.Browser.Tests.Testing;
using SocketLab.Core.Definitions;
using SocketLab.Core.Transport.Tcp;

namespace SocketLab.Browser.Tests;

/// <summary>Connections: their table, and one stream followed.</summary>
public sealed class ConnectionTests(Chromium chromium)
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_stream_is_followed_answered_and_half_closed_by_mouse_and_the_way_back_restores_the_selection()
    {
        await using var lab = await BrowserLab.OpenAsync(chromium);
        var endpoint = await lab.UseAsync(Make.TcpListener());
        using var peer = await ConnectAsync(endpoint.Bound!);
        await peer.Client.SendAsync(Encoding.ASCII.GetBytes("first line\nsecond line\n"), Cancelled);
        await lab.Row("first line").ClickAsync();
        await lab.Get("follow-stream").ClickAsync();

        var stream = lab.Get("stream");
        await Expect(stream.Locator(".in pre")).ToHaveTextAsync("first line\nsecond line\n");
        await Expect(lab.Get("connection-facts")).ToContainTextAsync("open");
        await Expect(lab.Get("tcp-info")).ToContainTextAsync("ESTABLISHED");
        await lab.Get("payload").FillAsync(@"answer\n");
        await lab.Get("payload").PressAsync("Control+Enter");
        await Expect(stream.Locator(".out pre")).ToHaveTextAsync("answer\n");
        Assert.Equal("answer\n", await ReadAsync(peer, 7));

        await lab.Page.GetByRole(AriaRole.Radio, new() { Name = "Hex" }).First.ClickAsync();
        await Expect(stream.Locator(".in pre")).ToContainTextAsync("00000000  66 69 72 73 74");
        await Expect(lab.Get("ways")).ToContainTextAsync("The peer reads what we sent, then the end of the stream (FIN)");
        await lab.Get("HalfClose").ClickAsync();
        await Expect(lab.Get("connection-facts")).ToContainTextAsync("half-closed by us");
        Assert.Equal("", await ReadAsync(peer, 1));
        await Expect(lab.Get("send")).ToBeDisabledAsync();

        await lab.Page.GoBackAsync();
        await Expect(lab.Page.Locator("tr.selected")).ToContainTextAsync("first line");
    }

    [Fact]
    public async Task By_keyboard_a_connection_is_chosen_opened_and_left_again()
    {
        await using var lab = await BrowserLab.OpenAsync(chromium);
        var endpoint = await lab.UseAsync(Make.TcpListener());
        using var one = await ConnectAsync(endpoint.Bound!);
        using var two = await ConnectAsync(endpoint.Bound!);
        await lab.Get("show-connections").ClickAsync();
        var rows = lab.Page.Locator("[data-testid=connections] tbody tr");
        await Expect(rows).ToHaveCountAsync(2);
        await lab.Get("connections").FocusAsync();
        await lab.Page.Keyboard.PressAsync("ArrowDown");
        await Expect(rows.First).ToHaveAttributeAsync("aria-current", "true");
        await lab.Page.Keyboard.PressAsync("j");
        await Expect(rows.Nth(1)).ToHaveAttributeAsync("aria-current", "true");
        await lab.Page.Keyboard.PressAsync("Space");
        await Expect(rows.Nth(1).GetByRole(AriaRole.Checkbox)).ToBeCheckedAsync();
        await lab.Page.Keyboard.PressAsync("Enter");
        var peer = ((IPEndPoint)one.Client.LocalEndPoint!).ToString();
        await Expect(lab.Page.Locator("h1")).ToHaveTextAsync(peer);
        await lab.InteractiveAsync();
        await lab.Page.Keyboard.PressAsync("Escape");
        await Expect(rows.Nth(1).GetByRole(AriaRole.Checkbox)).ToBeCheckedAsync();
        await lab.Page.ReloadAsync();
        await lab.InteractiveAsync();
        await Expect(rows).ToHaveCountAsync(2);
    }

    [Fact]
    public async Task Chosen_connections_are_sent_to_and_all_are_reset_after_a_question_that_says_what_they_will_see()
    {
        await using var lab = await BrowserLab.OpenAsync(chromium);
        var endpoint = await lab.UseAsync(Make.TcpListener());
        using var leftOut = await ConnectAsync(endpoint.Bound!);
        using var one = await ConnectAsync(endpoint.Bound!);
        using var two = await ConnectAsync(endpoint.Bound!);
        await lab.Get("show-connections").ClickAsync();
        var rows = lab.Page.Locator("[data-testid=connections] tbody tr");
        await Expect(rows).ToHaveCountAsync(3);
        await rows.Nth(0).GetByRole(AriaRole.Checkbox).CheckAsync();
        await rows.Nth(1).GetByRole(AriaRole.Checkbox).CheckAsync();
        await lab.Get("send-to").ClickAsync();
        await Expect(lab.Get("payload")).ToBeFocusedAsync();
        await lab.Get("payload").FillAsync("to two");
        await lab.Get("payload").PressAsync("Control+Enter");
        Assert.Equal("to two", await ReadAsync(one, 6));
        Assert.Equal("to two", await ReadAsync(two, 6));
        Assert.Equal(0, leftOut.Available);

        await lab.Page.GetByRole(AriaRole.Button, new() { Name = "All open…" }).ClickAsync();
        await lab.Page.GetByText("Reset all").ClickAsync();
        var dialog = lab.Page.GetByRole(AriaRole.Dialog);
        await Expect(dialog).ToContainTextAsync("Reset 3 connections?");
        await Expect(dialog).ToContainTextAsync("Each peer gets RST");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Reset" }).ClickAsync();
        await Expect(rows.Nth(2)).ToContainTextAsync("reset by us");
        Assert.All(endpoint.Connections.List(), connection => Assert.Equal(CloseReason.Reset, connection.CloseReason));
        await Expect(lab.Get("show-connections")).ToHaveTextAsync("Connections (0)");
    }

    [Fact]
    public async Task Options_change_while_it_is_open_and_an_ended_connection_can_only_be_read()
    {
        await using var lab = await BrowserLab.OpenAsync(chromium);
        var endpoint = await lab.UseAsync(Make.TcpListener());
        using var peer = await ConnectAsync(endpoint.Bound!);
        await Expect(lab.Row("Connection opened")).ToBeVisibleAsync();
        var connection = endpoint.Connections.ListOpen()[0];
        await lab.Page.GotoAsync($"{lab.Address}connections/{connection.Id}");
        await lab.InteractiveAsync();
        await lab.Get("linger").FillAsync("9999");
        await lab.Get("apply-options").ClickAsync();
        await Expect(lab.Get("options")).ToContainTextAsync("out of range");
        await lab.Get("linger").FillAsync("5");
        await lab.Get("apply-options").ClickAsync();
        await Expect(lab.Get("apply-options")).ToBeDisabledAsync();
        await Eventually.HoldsAsync(() => connection.Options.LingerSeconds == 5);

        await lab.Get("Reset").ClickAsync();
        await Expect(lab.Get("connection-facts")).ToContainTextAsync("reset by us");
        await Expect(lab.Get("stream")).ToContainTextAsync("reset");
        await Expect(lab.Get("payload")).ToHaveCountAsync(0);
        await Expect(lab.Get("tcp-info")).ToContainTextAsync("what the system knew of it last");
        await Expect(lab.Get("linger")).ToHaveCountAsync(0);
        await Expect(lab.Get("options")).ToContainTextAsync("5 s");
        await lab.Page.ReloadAsync();
        await lab.InteractiveAsync();
        await Expect(lab.Get("connection-facts")).ToContainTextAsync("reset by us");
    }

    [Fact]
    public async Task A_connection_that_nobody_remembers_is_said_to_be_gone()
    {
        await using var lab = await BrowserLab.OpenAsync(chromium);
        lab.Expects("status of 404");
        var answer = await lab.Page.GotoAsync($"{lab.Address}connections/0123456789abcdef");
        Assert.Equal(404, answer!.Status);
        await Expect(lab.Page.Locator("h1")).ToHaveTextAsync("Connection not found");
        await lab.Page.GetByText("Back to the workbench").ClickAsync();
        await Expect(lab.Get("listen-udp")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_long_stream_stays_where_it_was_scrolled_to_and_leads_back_to_the_newest()
    {
        await using var lab = await BrowserLab.OpenAsync(chromium);
        var endpoint = await lab.UseAsync(Make.TcpListener());
        using var peer = await ConnectAsync(endpoint.Bound!);
        var connection = await OpenedAsync(endpoint);
        for (var i = 0; i < 500; i++)
        {
            await connection.SendAsync(Encoding.ASCII.GetBytes($"line {i}\n"), Cancelled);
        }

        await lab.Page.GotoAsync($"{lab.Address}connections/{connection.Id}");
        await lab.InteractiveAsync();
        var stream = lab.Get("stream");
        await Expect(stream.GetByText("line 499")).ToBeInViewportAsync();
        await stream.HoverAsync();
        await lab.Page.Mouse.WheelAsync(0, -600);
        await Expect(lab.Get("new-below")).ToBeVisibleAsync();
        await connection.SendAsync(Encoding.ASCII.GetBytes("the newest\n"), Cancelled);
        await Expect(lab.Get("new-below")).ToContainTextAsync("1 new below");
        await Expect(stream.GetByText("the newest")).Not.ToBeInViewportAsync();
        await lab.Page.Keyboard.PressAsync("g");
        await Expect(stream.GetByText("Connection opened")).ToBeInViewportAsync();
        await lab.Page.Keyboard.PressAsync("G");
        await Expect(stream.GetByText("the newest")).ToBeInViewportAsync();
        await Expect(lab.Get("new-below")).ToBeHiddenAsync();
    }

    private static async Task<TcpClient> ConnectAsync(IPEndPoint to)
    {
        var client = new TcpClient(AddressFamily.InterNetwork);
        await client.ConnectAsync(to, Cancelled);
        return client;
    }

    private static async Task<TcpConnection> OpenedAsync(Core.Endpoints.Endpoint endpoint)
    {
        while (true)
        {
            var seen = endpoint.Journal.Changed.Version;
            if (endpoint.Connections.ListOpen() is [var open])
            {
                return open;
            }

            await endpoint.Journal.Changed.WaitAsync(seen, Cancelled);
        }
    }

    private static async Task<string> ReadAsync(TcpClient client, int bytes)
    {
        var buffer = new byte[bytes];
        var count = await client.GetStream().ReadAtLeastAsync(buffer, bytes, throwOnEndOfStream: false, Cancelled);
        return Encoding.ASCII.GetString(buffer, 0, count);
    }
}
