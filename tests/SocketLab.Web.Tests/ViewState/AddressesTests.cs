using System.Net.Sockets;
using SocketLab.Core.Addresses;
using SocketLab.Core.Definitions;
using SocketLab.Core.Endpoints;
using SocketLab.Core.Journal;
using SocketLab.Web.Commands;
using SocketLab.Web.Tests.Support;
using SocketLab.Web.ViewState;
using SocketLab.Web.ViewState.Connections;
using SocketLab.Web.ViewState.Endpoints;
using SocketLab.Web.ViewState.Sending;

namespace SocketLab.Web.Tests.ViewState;

/// <summary>How addresses of running endpoints are shown, offered and reached, also where they are no IP addresses.</summary>
public sealed class AddressesTests(WebLab lab) : IClassFixture<WebLab>
{
    [Fact]
    public async Task A_Unix_listener_shows_its_name_and_is_reached_by_its_path()
    {
        var name = $"unix:{Guid.NewGuid():N}";
        var listener = await StartAsync(
            new()
            {
                Kind = EndpointKind.TcpListener,
                Local = new() { Address = name },
            }
        );
        var path = Path.Combine(lab.DataDirectory, "sockets", name["unix:".Length..]);
        Assert.Equal(name, EndpointCard.AddressOf(listener));
        Assert.Equal([$"nc -U {path}", $"socat - UNIX-CONNECT:{path}"], Reach.Commands(listener));

        using var peer = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await peer.ConnectAsync(new UnixDomainSocketEndPoint(path), WebLab.Soon());
        var list = new ConnectionList(listener, TimeProvider.System);
        while (listener.Connections.Open == 0)
        {
            await listener.Journal.Changed.WaitAsync(listener.Journal.Changed.Version, WebLab.Soon());
        }

        list.Refresh();
        Assert.Equal($"unnamed {list.Page.Rows[0].Id.Number}", list.Page.Rows[0].Peer);
        Assert.Contains("have no RST", ConnectionEnding.Reset.PeersSee(list.AllOpen), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_client_says_which_address_of_a_name_it_reached()
    {
        var listener = await StartAsync(new() { Kind = EndpointKind.TcpListener });
        var client = await StartAsync(
            new()
            {
                Kind = EndpointKind.TcpClient,
                Remote = new()
                {
                    Host = "localhost",
                    Port = listener.Bound!.Port,
                    Family = IpFamily.Ipv4,
                },
            }
        );
        Assert.Equal($"localhost:{listener.Bound.Port} at 127.0.0.1", EndpointCard.AddressLine(client));
        Assert.Equal($"localhost:{listener.Bound.Port}", EndpointCard.AddressOf(client));
        await lab.Supervisor.StopAsync(client.Id, WebLab.Soon());
        Assert.Equal($"localhost:{listener.Bound.Port}", EndpointCard.AddressLine(client));
    }

    [Fact]
    public async Task Datagrams_are_offered_destinations_that_their_socket_reaches()
    {
        var ip = await StartAsync(
            new()
            {
                Kind = EndpointKind.UdpListener,
                Name = "ip",
                Local = new() { Address = "0.0.0.0" },
                Udp = new() { MulticastGroups = ["239.255.80.9"], MulticastInterface = "lo" },
            }
        );
        var name = $"unix:{Guid.NewGuid():N}";
        var unix = await StartAsync(
            new()
            {
                Kind = EndpointKind.UdpListener,
                Name = "unix",
                Local = new() { Address = name },
            }
        );
        var fromIp = await StartAsync(new() { Kind = EndpointKind.UdpSender });
        var fromUnix = await StartAsync(
            new()
            {
                Kind = EndpointKind.UdpSender,
                Remote = new() { Host = name },
            }
        );
        Endpoint[] all = [ip, unix, fromIp, fromUnix];
        Assert.Equal(
            [
                new("127.0.0.1:7", "the last peer"),
                new($"127.0.0.1:{ip.Bound!.Port}", "ip"),
                new DestinationChoice($"239.255.80.9:{ip.Bound.Port}", "ip, the group"),
            ],
            DestinationChoice.List(all, fromIp, "127.0.0.1:7")
        );
        Assert.Equal([new DestinationChoice(name, "unix")], DestinationChoice.List(all, fromUnix, null));
    }

    [Fact]
    public void What_is_typed_as_a_destination_may_be_a_Unix_socket()
    {
        var composing = new ComposerState { To = " unix:lab.sock " };
        Assert.Equal(new RemoteAddress { Host = "unix:lab.sock" }, composing.Destination(null));
        composing.To = "unix:";
        Assert.Throws<FormatException>(() => composing.Destination(null));
    }

    [Fact]
    public void A_named_peer_keeps_its_name() =>
        Assert.Equal("unix:lab.sock", PeerText.Of(PeerAddress.FromUnix("lab.sock"), ConnectionId.Next()));

    private Task<Endpoint> StartAsync(EndpointDefinition definition) => lab.Supervisor.CreateAsync(definition, start: true, WebLab.Soon());
}
