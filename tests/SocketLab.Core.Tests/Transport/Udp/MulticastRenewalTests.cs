using System.Net;
using SocketLab.Core.Definitions;
using SocketLab.Core.Journal;
using SocketLab.Core.Transport;
using SocketLab.Core.Transport.Interfaces;
using SocketLab.Core.Transport.Udp;

namespace SocketLab.Core.Tests.Transport.Udp;

/// <summary>An interface that goes takes memberships along: they are lost in so many words, and renewed when it is back.</summary>
public sealed class MulticastRenewalTests : IDisposable
{
    private const string V4 = "239.255.82.1",
        V6 = "ff05::82:1";

    private static readonly string[] Network = ["link set lo up", .. Cable()];

    private readonly EntryJournal _journal = new(1 << 20, new JournalBudget(1 << 20), TimeProvider.System);

    public void Dispose() => _journal.Dispose();

    [Theory]
    [InlineData("0.0.0.0", V4 + "%lab0", null)]
    [InlineData("0.0.0.0", V4, "lab0")]
    [InlineData("0.0.0.0", V4, "10.82.0.1")]
    [InlineData("::", V6 + "%lab0", null)]
    [InlineData("::", V4 + "%lab0", null)]
    public async Task A_membership_is_renewed_when_its_interface_comes_back(string address, string group, string? on)
    {
        await InNetworkAsync(Definition(address, group, on), (transport, _) =>
        {
            NetworkNamespace.Ip("link del lab0");
            Await(EventType.MulticastLost);
            using var other = new OtherHost();
            foreach (var command in Cable())
            {
                NetworkNamespace.Ip(command);
            }

            Connect(other);
            var renewed = Await(EventType.MulticastRenewed);
            Assert.Equal("lab0", renewed.Data<MulticastData>().Interface);
            HearsFrom(other, transport, group);
            Assert.Equal([EventType.MulticastJoined, EventType.MulticastLost, EventType.MulticastRenewed], _journal.EventTypes());
        });
    }

    [Fact]
    public async Task A_membership_that_the_system_dropped_from_an_interface_that_stayed_is_renewed()
    {
        await InNetworkAsync(Definition("::", V6, "lab0"), (transport, _) =>
        {
            using var other = new OtherHost();
            Connect(other);

            // With less than IPv6 needs the interface has none, and with it no groups: its number stays.
            NetworkNamespace.Ip("link set lab0 mtu 1200");
            Await(EventType.MulticastLost);
            NetworkNamespace.Ip("link set lab0 mtu 1500");
            NetworkNamespace.Ip("-6 addr add fd82::1/64 dev lab0 nodad");
            Await(EventType.MulticastRenewed);
            HearsFrom(other, transport, V6);
        });
    }

    [Fact]
    public async Task A_join_that_finds_the_membership_gone_joins_again()
    {
        var definition = Definition("0.0.0.0", V4, "lab0");
        await InNetworkAsync(definition, (transport, watch) =>
        {
            // Nobody tells.
            watch.Dispose();
            NetworkNamespace.Ip("link del lab0");
            using var other = new OtherHost();
            foreach (var command in Cable())
            {
                NetworkNamespace.Ip(command);
            }

            Connect(other);
            transport.Apply(definition);
            Await(EventType.MulticastRenewed);
            HearsFrom(other, transport, V4);
        });
    }

    [Fact]
    public async Task An_interface_that_goes_down_and_up_again_keeps_its_memberships()
    {
        await InNetworkAsync(Definition("0.0.0.0", V4, "lab0"), (transport, _) =>
        {
            using var other = new OtherHost();
            Connect(other);
            NetworkNamespace.Ip("link set lab0 down");
            NetworkNamespace.Ip("link set lab0 up");
            HearsFrom(other, transport, V4);
            Assert.Equal([EventType.MulticastJoined], _journal.EventTypes());
        });
    }

    private static string[] Cable() =>
        [
            "link add lab0 type veth peer name lab1",
            "link set lab0 up",
            "addr add 10.82.0.1/24 dev lab0",
            "-6 addr add fd82::1/64 dev lab0 nodad",
        ];

    private static void Connect(OtherHost other)
    {
        other.Take("lab1");
        other.Ip("link set lab1 up");
        other.Ip("addr add 10.82.0.2/24 dev lab1");
        other.Ip("-6 addr add fd82::2/64 dev lab1 nodad");
    }

    private static EndpointDefinition Definition(string address, string group, string? on) =>
        new()
        {
            Kind = EndpointKind.UdpListener,
            Local = new() { Address = address },
            Udp = new() { MulticastGroups = [group], MulticastInterface = on },
        };

    private async Task InNetworkAsync(EndpointDefinition definition, Action<UdpTransport, NetworkWatch> test)
    {
        await NetworkNamespace.RunAsync(Network, () =>
        {
            using var watch = new NetworkWatch();
            var transport = new UdpTransport(definition, _journal, UnixFolders.None, watch);
            Assert.True(transport.StartAsync(CancellationToken.None).IsCompletedSuccessfully);
            transport.Begin();
            try
            {
                test(transport, watch);
            }
            finally
            {
                transport.DisposeAsync().AsTask().GetAwaiter().GetResult();
            }

            return true;
        });
    }

    private Entry Await(EventType type) => _journal.EventAsync(type).GetAwaiter().GetResult();

    /// <summary>A route is entered a moment after its address, so the other host says it until it is heard.</summary>
    private void HearsFrom(OtherHost other, UdpTransport transport, string group)
    {
        var (address, port) = (group.Split('%')[0], ((IPEndPoint)transport.Bound!).Port);
        other.Python(
            $"""
            import socket, time
            s = socket.socket(socket.AF_INET6 if ":" in "{address}" else socket.AF_INET, socket.SOCK_DGRAM)
            if ":" in "{address}": s.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_MULTICAST_IF, socket.if_nametoindex("lab1"))
            else: s.setsockopt(socket.IPPROTO_IP, socket.IP_MULTICAST_IF, socket.inet_aton("10.82.0.2"))
            for i in range(15):
                try: s.sendto(b"from elsewhere", ("{address}", {port}))
                except OSError: pass
                time.sleep(0.02)
            """
        );
        var heard = _journal.FirstAsync(entry => entry.Direction == EntryDirection.In).GetAwaiter().GetResult();
        Assert.Equal(address, heard.Local.Address.ToString());
        Assert.True(heard.Local.IsShared);
    }
}
