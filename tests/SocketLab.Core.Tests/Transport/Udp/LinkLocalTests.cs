using System.Net;
using System.Net.Sockets;
using SocketLab.Core.Definitions;
using SocketLab.Core.Journal;
using SocketLab.Core.Transport;
using SocketLab.Core.Transport.Udp;

namespace SocketLab.Core.Tests.Transport.Udp;

/// <summary>Addresses and groups that mean something on one link alone.</summary>
public sealed class LinkLocalTests : IDisposable
{
    private const string Own = "fe80::84:1",
        Peer = "fe80::84:2";

    private static readonly string[] Network =
    [
        "link set lo up",
        "link add lab0 type veth peer name lab1",
        "link add lab2 type veth peer name lab3",
        "link set lab0 up",
        "link set lab1 up",
        "link set lab2 up",
        "link set lab3 up",
        $"-6 addr add {Own}/64 dev lab0 nodad",
        $"-6 addr add {Peer}/64 dev lab0 nodad",
        "-6 addr add fe80::84:3/64 dev lab2 nodad",
        "-6 addr add fd84::1/64 dev lab0 nodad",
        "-6 addr add fd84:2::1/64 dev lab2 nodad",
    ];

    private readonly EntryJournal _journal = new(1 << 20, new JournalBudget(1 << 20), TimeProvider.System);

    public void Dispose() => _journal.Dispose();

    /// <summary>Both groups have another member on the second link; the kernel itself is in ff02::1 on every one.</summary>
    [Theory]
    [InlineData("ff02::84:1")]
    [InlineData("ff05::84:1")]
    [InlineData("ff02::1")]
    public async Task A_group_is_heard_on_the_interface_alone_where_it_was_joined(string group)
    {
        var (transport, sender) = await NetworkNamespace.RunAsync(Network, () =>
        {
            NetworkNamespace.AwaitOwn("fd84::1");
            NetworkNamespace.AwaitOwn("fd84:2::1");
            var transport = Open("::", [$"{group}%lab0"], EndpointKind.UdpListener);
            var sender = Sockets.Udp(IPAddress.IPv6Any);
            sender.SetSocketOption(
                SocketOptionLevel.IPv6,
                SocketOptionName.AddMembership,
                new IPv6MulticastOption(IPAddress.Parse(group), Index("lab2"))
            );
            foreach (var link in (string[])["lab2", "lab0"])
            {
                sender.SetSocketOption(SocketOptionLevel.IPv6, SocketOptionName.MulticastInterface, Index(link));
                sender.SendTo(
                    System.Text.Encoding.ASCII.GetBytes(link),
                    new IPEndPoint(IPAddress.Parse(group), ((IPEndPoint)transport.Bound!).Port)
                );
            }

            return (transport, sender);
        });
        await using (transport)
        {
            var heard = await _journal.FirstAsync(entry => entry.Direction == EntryDirection.In);
            Assert.Equal("lab0"u8.ToArray(), heard.Payload.ToArray());
            sender.Dispose();
        }

        Assert.Single(_journal.Messages(EntryDirection.In));
        _journal.Ledger.AssertReconciles();
    }

    [Theory]
    [InlineData("ff02::84:2%lab0", "ff02::84:2%lab0")]
    [InlineData("ff05::84:2", "ff05::84:2%lab0")]
    public async Task A_listener_can_be_bound_to_the_group_itself(string local, string group)
    {
        Assert.DoesNotContain(
            DefinitionValidator.Validate(Definition(local, [group], EndpointKind.UdpListener), new EndpointLimits()),
            error => error.Path.StartsWith("$.udp", StringComparison.Ordinal)
        );
        var (transport, sender) = await NetworkNamespace.RunAsync(Network, () =>
        {
            NetworkNamespace.AwaitOwn("fd84::1");
            var transport = Open(local, [group], EndpointKind.UdpListener);
            var sender = Sockets.Udp(IPAddress.IPv6Any);
            sender.SetSocketOption(SocketOptionLevel.IPv6, SocketOptionName.MulticastInterface, Index("lab0"));
            var port = ((IPEndPoint)transport.Bound!).Port;
            sender.SendTo("direct"u8, new IPEndPoint(IPAddress.Parse("fd84::1"), port));
            sender.SendTo("to the group"u8, new IPEndPoint(IPAddress.Parse(group.Split('%')[0]), port));
            return (transport, sender);
        });
        using (sender)
        {
            await using (transport)
            {
                var heard = await _journal.FirstAsync(entry => entry.Direction == EntryDirection.In);
                Assert.Equal("to the group"u8.ToArray(), heard.Payload.ToArray());
            }
        }
    }

    [Theory]
    [InlineData(Peer, false)]
    [InlineData(Peer + "%lab0", false)]
    [InlineData("fe80::84:9%lab0", true)]
    public async Task A_peer_is_recognised_with_its_zone_and_without(string remote, bool unexpected)
    {
        var (transport, peer) = await NetworkNamespace.RunAsync(Network, () =>
        {
            NetworkNamespace.AwaitOwn($"{Peer} oif lab0");
            var peer = new Socket(AddressFamily.InterNetworkV6, SocketType.Dgram, ProtocolType.Udp);
            peer.Bind(new IPEndPoint(IPAddress.Parse($"{Peer}%{Index("lab0")}"), 0));
            var transport = new UdpTransport(
                Definition(null, [], EndpointKind.UdpSender) with
                {
                    Remote = new() { Host = remote, Port = peer.Port() },
                },
                _journal,
                UnixFolders.None
            );
            Assert.True(transport.StartAsync(CancellationToken.None).IsCompletedSuccessfully);
            transport.Begin();
            var to = new IPEndPoint(IPAddress.Parse($"{Own}%{Index("lab0")}"), ((IPEndPoint)transport.Bound!).Port);
            peer.SendTo("answer"u8, to);
            return (transport, peer);
        });
        using (peer)
        {
            await using (transport)
            {
                Assert.Equal(unexpected, (await _journal.FirstAsync(entry => entry.Direction == EntryDirection.In)).UnexpectedPeer);
            }
        }
    }

    [Fact]
    public async Task An_answer_to_a_link_local_peer_leaves_from_the_address_and_the_link_that_were_asked()
    {
        var (transport, peer) = await NetworkNamespace.RunAsync(Network, () =>
        {
            NetworkNamespace.AwaitOwn($"{Own} oif lab0");
            NetworkNamespace.AwaitOwn($"{Peer} oif lab0");
            var transport = Open("::", [], EndpointKind.UdpListener);
            var peer = new Socket(AddressFamily.InterNetworkV6, SocketType.Dgram, ProtocolType.Udp);
            peer.Bind(new IPEndPoint(IPAddress.Parse($"{Peer}%{Index("lab0")}"), 0));
            peer.Connect(new IPEndPoint(IPAddress.Parse($"{Own}%{Index("lab0")}"), ((IPEndPoint)transport.Bound!).Port));
            peer.Send("question"u8);
            return (transport, peer);
        });
        using (peer)
        {
            await using (transport)
            {
                var question = await _journal.FirstAsync(entry => entry.Direction == EntryDirection.In);
                await transport.SendAsync(
                    new SendOrder("answer"u8.ToArray(), question.Peer.ToIPEndPoint(), question.Local),
                    CancellationToken.None
                );
                Assert.Equal("answer"u8.ToArray(), await peer.ReceivePayloadAsync());
            }
        }
    }

    private static int Index(string link) =>
        System
            .Net.NetworkInformation.NetworkInterface.GetAllNetworkInterfaces()
            .Single(one => one.Name == link)
            .GetIPProperties()
            .GetIPv6Properties()
            .Index;

    private static EndpointDefinition Definition(string? local, string[] groups, EndpointKind kind) =>
        new()
        {
            Kind = kind,
            Local = local is null ? null : new() { Address = local },
            Udp = new() { MulticastGroups = groups },
        };

    private UdpTransport Open(string local, string[] groups, EndpointKind kind)
    {
        var transport = new UdpTransport(Definition(local, groups, kind), _journal, UnixFolders.None);
        Assert.True(transport.StartAsync(CancellationToken.None).IsCompletedSuccessfully);
        transport.Begin();
        return transport;
    }
}
