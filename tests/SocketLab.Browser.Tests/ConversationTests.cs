using System.Net;
using System.Net.Sockets;
using System.Text;
using SocketLab.Browser.Tests.Testing;

namespace SocketLab.Browser.Tests;

/// <summary>Conversations of datagrams, followed live.</summary>
public sealed class ConversationTests(Chromium chromium)
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_conversation_is_followed_by_its_key_answered_saved_and_left_again()
    {
        await using var lab = await BrowserLab.OpenAsync(chromium);
        var endpoint = await lab.UseAsync(Make.UdpListener());
        using var peer = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        using var other = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        await peer.SendAsync("temp?"u8.ToArray(), endpoint.Bound!, Cancelled);
        await other.SendAsync("somebody else"u8.ToArray(), endpoint.Bound!, Cancelled);
        await Expect(lab.Row("somebody else")).ToBeVisibleAsync();
        await lab.Row("temp?").ClickAsync();
        await Expect(lab.Get("follow-conversation")).ToBeVisibleAsync();
        await lab.Page.Keyboard.PressAsync("f");

        var stream = lab.Get("stream");
        await Expect(lab.Page.Locator("h1")).ToHaveTextAsync(peer.Client.LocalEndPoint!.ToString()!);
        await Expect(stream.Locator(".in pre")).ToHaveTextAsync("temp?");
        await Expect(stream.Locator(".event")).ToContainTextAsync("Listening for UDP");
        await lab.InteractiveAsync();
        await lab.Get("payload").FillAsync("21.5");
        await lab.Get("payload").PressAsync("Control+Enter");
        await Expect(stream.Locator(".out pre")).ToHaveTextAsync("21.5");
        await Expect(stream.Locator(".out .turn")).ToContainTextAsync("+");
        Assert.Equal("21.5", Encoding.ASCII.GetString((await peer.ReceiveAsync(Cancelled)).Buffer));
        await peer.SendAsync("thanks"u8.ToArray(), endpoint.Bound!, Cancelled);
        await Expect(stream.Locator(".in pre").Last).ToHaveTextAsync("thanks");
        await Expect(lab.Get("conversation-facts")).ToContainTextAsync("2 datagrams kept");
        await Expect(stream).Not.ToContainTextAsync("somebody else");

        await Axe.CheckAsync(lab.Page, "a conversation");
        await Looks.CheckAsync(lab.Page, "a conversation");
        await lab.Page.ReloadAsync();
        await lab.InteractiveAsync();
        await Expect(stream.Locator(".in pre").Last).ToHaveTextAsync("thanks");
        await lab.Get("save").ClickAsync();
        var download = await lab.Page.RunAndWaitForDownloadAsync(() =>
            lab.Page.GetByRole(Microsoft.Playwright.AriaRole.Link, new() { Name = "What came" }).ClickAsync()
        );
        Assert.Equal("temp?thanks", await File.ReadAllTextAsync(await download.PathAsync(), Cancelled));
        await lab.Page.Keyboard.PressAsync("Escape");
        await lab.Get("back").ClickAsync();
        await Expect(lab.Row("somebody else")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Boundaries_are_zoomed_and_walked_through_by_keys_and_survive_a_reload()
    {
        await using var lab = await BrowserLab.OpenAsync(chromium);
        var listener = await lab.UseAsync(Make.TcpListener());
        var client = await lab.UseAsync(Make.TcpClient(listener.Bound!.Port));
        foreach (var size in new[] { 30, 500, 70 })
        {
            await client.SendAsync(new byte[size], to: null, Cancelled);
        }

        await lab.Page.GotoAsync($"{lab.Address}connections/{client.Connections.List()[0].Id}");
        await lab.InteractiveAsync();
        await lab.Get("show-boundaries").ClickAsync();
        await Expect(lab.Get("boundary-summary")).ToContainTextAsync("3 sends became");
        await Expect(lab.Page.Locator(".bar.send")).ToHaveCountAsync(3);
        await lab.Get("boundaries").FocusAsync();
        await lab.Page.Keyboard.PressAsync("ArrowLeft");
        await lab.Page.Keyboard.PressAsync("ArrowLeft");
        await Expect(lab.Get("boundary-selected")).ToContainTextAsync("Send of 500 bytes, from byte 30");
        await lab.Page.Keyboard.PressAsync("ArrowDown");
        await Expect(lab.Get("boundary-selected")).ToContainTextAsync("Read of");
        await lab.Page.Locator(".bar.send").First.ClickAsync();
        await Expect(lab.Get("boundary-selected")).ToContainTextAsync("Send of 30 bytes");
        await lab.Get("boundaries").HoverAsync();
        await lab.Page.Mouse.WheelAsync(0, -300);
        await Expect(lab.Page.Locator(".extent")).Not.ToContainTextAsync("bytes 0 to 600 of 600");
        await lab.Page.Keyboard.PressAsync("0");
        await Expect(lab.Page.Locator(".extent")).ToContainTextAsync("bytes 0 to 600 of 600");
        await Axe.CheckAsync(lab.Page, "boundaries");

        await lab.Page.ReloadAsync();
        await lab.InteractiveAsync();
        await Expect(lab.Page.Locator(".bar.send")).ToHaveCountAsync(3);
        await client.SendAsync(new byte[10], to: null, Cancelled);
        await Expect(lab.Page.Locator(".bar.send")).ToHaveCountAsync(4);
        await lab.Get("show-boundaries").ClickAsync();
        await Expect(lab.Get("stream")).ToBeVisibleAsync();
    }
}
