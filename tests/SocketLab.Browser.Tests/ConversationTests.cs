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
}
