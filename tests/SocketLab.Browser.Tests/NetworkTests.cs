using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using SocketLab.Browser.Tests.Testing;
using SocketLab.Core.Definitions;

namespace SocketLab.Browser.Tests;

/// <summary>Groups, Unix sockets, families and a client that is connected and closed by hand, each with a real peer.</summary>
public sealed class NetworkTests(Chromium chromium)
{
    private const string MulticastGroup = "239.255.80.2";

    [Fact]
    public async Task A_listener_is_made_for_a_group_and_hears_socat_until_it_leaves()
    {
        await using var lab = await BrowserLab.OpenAsync(chromium);
        await lab.Get("new-endpoint").ClickAsync();
        await lab.Get("port").FillAsync("0");
        await Group(lab, "Multicast").ClickAsync();
        await lab.Get("add-group").ClickAsync();
        await Expect(lab.Get("group-address")).ToBeFocusedAsync();
        await lab.Get("group-address").FillAsync(MulticastGroup);
        await lab.Get("group-address").PressAsync("Tab");
        await lab.Get("multicast-interface")
            .SelectOptionAsync(
                new SelectOptionValue
                {
                    Label = await lab.Get("multicast-interface").Locator("option", new() { HasText = "lo ·" }).TextContentAsync(),
                }
            );
        await Expect(lab.Page.GetByText("hears no group")).ToBeVisibleAsync();
        await lab.Get("listen-on").ClickAsync();
        await Expect(lab.Get("address")).ToHaveValueAsync("0.0.0.0");
        await Expect(lab.Page.GetByText("hears no group")).ToBeHiddenAsync();
        await lab.Get("save").ClickAsync();
        await Expect(lab.Row($"Joined {MulticastGroup} on lo")).ToBeVisibleAsync();

        var port = lab.Supervisor.List()[0].Bound!.Port;
        await Tool.RunAsync("socat", "to the group", "-u", "-", $"UDP4-DATAGRAM:{MulticastGroup}:{port},ip-multicast-if=127.0.0.1");
        await Expect(lab.Row("to the group")).ToBeVisibleAsync();

        // By keyboard, while it runs: another group, one that is none, and out of both.
        await lab.Get("open-join").FocusAsync();
        await lab.Page.Keyboard.PressAsync("Enter");
        await Expect(lab.Get("join-group")).ToBeFocusedAsync();
        await lab.Page.Keyboard.TypeAsync("10.0.0.1");
        await lab.Page.Keyboard.PressAsync("Enter");
        await Expect(lab.Get("groups").GetByRole(AriaRole.Alert)).ToContainTextAsync("'10.0.0.1' is not a multicast address");
        await lab.Get("join-group").FillAsync("239.255.80.3");
        await lab.Page.Keyboard.PressAsync("Enter");
        await Expect(lab.Get("joined")).ToHaveCountAsync(2);
        await Expect(lab.Get("join-group")).ToHaveValueAsync("");
        await Expect(lab.Row("Joined 239.255.80.3 on lo")).ToBeVisibleAsync();
        await lab.Page.GetByRole(AriaRole.Button, new() { Name = $"Leave {MulticastGroup}" }).ClickAsync();
        await Expect(lab.Get("joined")).ToHaveCountAsync(1);
        await Expect(lab.Row($"Left {MulticastGroup} on lo")).ToBeVisibleAsync();
        Assert.Equal(["239.255.80.3"], lab.Supervisor.List()[0].Definition.Udp.MulticastGroups);
    }

    [Fact]
    public async Task A_Unix_listener_is_made_by_its_address_and_talks_to_nc()
    {
        await using var lab = await BrowserLab.OpenAsync(chromium);
        await lab.Get("new-endpoint").ClickAsync();
        await lab.Get("kind-TcpListener").ClickAsync();
        await lab.Get("address").FillAsync("unix:lab.sock");
        await lab.Get("address").PressAsync("Tab");
        await Expect(lab.Get("port")).Not.ToBeEditableAsync();
        await Expect(lab.Get("port")).ToHaveValueAsync("");
        await Expect(lab.Page.GetByText("in the folder “sockets” of the data directory")).ToBeVisibleAsync();
        await lab.Get("save").ClickAsync();
        await Expect(lab.Row("Listening for connections on unix:lab.sock")).ToBeVisibleAsync();
        await Expect(lab.Get("endpoint").Locator(".address")).ToHaveTextAsync("unix:lab.sock");

        var command = await lab.Get("reach").Locator("code").First.TextContentAsync();
        await using var nc = Tool.Start("nc", command!.Split(' ')[1..]);
        await nc.WriteAsync("question\n");
        await Expect(lab.Row("question")).ToBeVisibleAsync();
        await Expect(lab.Row("question").Locator(".peer")).ToContainTextAsync("unnamed ");
        await lab.Get("payload").FillAsync(@"answer\n");
        await Expect(lab.Get("plan")).ToHaveTextAsync("From unix:lab.sock to the open connection, 7 bytes");
        await lab.Get("send").ClickAsync();
        await nc.SaysAsync("answer");
    }

    [Fact]
    public async Task Datagrams_go_between_Unix_sockets()
    {
        await using var lab = await BrowserLab.OpenAsync(chromium);
        await lab.UseAsync(
            new()
            {
                Kind = EndpointKind.UdpListener,
                Name = "receiver",
                Local = new() { Address = "unix:receiver.sock" },
            }
        );
        await lab.UseAsync(
            new()
            {
                Kind = EndpointKind.UdpSender,
                Name = "sender",
                Local = new() { Address = "unix:sender.sock" },
            }
        );
        await lab.Get("payload").FillAsync("hello");
        await Expect(lab.Get("plan")).ToContainTextAsync("the name of a socket, such as unix:lab.sock");
        await lab.Get("to").FillAsync("unix:receiver.sock");
        await Expect(lab.Get("plan")).ToHaveTextAsync("From unix:sender.sock to unix:receiver.sock, one datagram of 5 bytes");
        await lab.Get("send").ClickAsync();
        await lab.Page.Locator("[data-testid=endpoint]", new() { HasText = "receiver" }).Locator(".name").ClickAsync();
        await Expect(lab.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("receiver");
        await lab.Row("hello").ClickAsync();
        await lab.Get("reply").ClickAsync();
        await Expect(lab.Get("to")).ToHaveValueAsync("unix:sender.sock");
    }

    [Fact]
    public async Task A_client_connects_closes_and_connects_again_and_says_when_it_tries()
    {
        await using var lab = await BrowserLab.OpenAsync(chromium);
        using var server = new TcpListener(IPAddress.Loopback, 0);
        server.Start();
        var port = ((IPEndPoint)server.LocalEndpoint).Port;
        await lab.Get("new-endpoint").ClickAsync();
        await lab.Get("kind-TcpClient").ClickAsync();
        await lab.Get("host").FillAsync("localhost");
        await lab.Get("port").FillAsync($"{port}");
        await Group(lab, "Name and source").ClickAsync();
        await lab.Get("family").SelectOptionAsync("IPv4 only");
        await Group(lab, "TCP").ClickAsync();
        await lab.Get("reconnect").CheckAsync();
        await lab.Get("save").ClickAsync();
        await Expect(lab.Row($"Connected to localhost at 127.0.0.1 port {port}").First).ToBeVisibleAsync();
        await Expect(lab.Get("client-state")).ToHaveTextAsync($"Connected to localhost:{port} at 127.0.0.1");
        using (var first = await server.AcceptTcpClientAsync(TestContext.Current.CancellationToken))
        {
            await lab.Get("close").ClickAsync();
            Assert.Equal(0, await first.GetStream().ReadAsync(new byte[1], TestContext.Current.CancellationToken));
        }

        await Expect(lab.Row("Connection closed by us")).ToBeVisibleAsync();
        await lab.Get("connect").ClickAsync();
        await Expect(lab.Get("close")).ToHaveTextAsync("Close");

        // Nobody is there any more: it waits, says how long, and gives up when told to.
        using (var second = await server.AcceptTcpClientAsync(TestContext.Current.CancellationToken))
        {
            server.Stop();
        }

        await Expect(lab.Get("client-state")).ToHaveTextAsync(new Regex("^Connects again in [0-9]+ s$"));
        await Expect(lab.Get("endpoint").GetByRole(AriaRole.Alert)).ToContainTextAsync($"127.0.0.1:{port}");
        await Expect(lab.Get("connect")).ToHaveTextAsync("Connect now");
        await lab.Get("close").ClickAsync();
        await Expect(lab.Get("connect")).ToHaveTextAsync("Connect");
        await Expect(lab.Row("no further attempts to connect")).ToBeVisibleAsync();
        Assert.Single(lab.Supervisor.List());
    }

    [Fact]
    public async Task What_an_unexpected_peer_sends_is_marked_and_explained()
    {
        await using var lab = await BrowserLab.OpenAsync(chromium);
        var sender = await lab.UseAsync(
            new()
            {
                Kind = EndpointKind.UdpSender,
                Remote = new() { Host = "127.0.0.1", Port = 9 },
            }
        );
        using var stranger = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        await stranger.SendAsync(
            "boo"u8.ToArray(),
            new IPEndPoint(IPAddress.Loopback, sender.Bound!.Port),
            TestContext.Current.CancellationToken
        );
        await Expect(lab.Row("boo")).ToContainTextAsync("unexpected peer");
        await lab.Row("boo").ClickAsync();
        await Expect(lab.Get("inspector")).ToContainTextAsync("had sent nothing to that address");
    }

    private static ILocator Group(BrowserLab lab, string title) => lab.Get($"options-{title}").Locator("summary");
}
