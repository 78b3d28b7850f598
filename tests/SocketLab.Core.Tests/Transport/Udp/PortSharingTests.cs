using System.Net;
using SocketLab.Core.Definitions;
using SocketLab.Core.Journal;
using SocketLab.Core.Transport;
using SocketLab.Core.Transport.Udp;

namespace SocketLab.Core.Tests.Transport.Udp;

/// <summary>Several listeners on one port: who gets what.</summary>
public sealed class PortSharingTests : IAsyncDisposable
{
    private static readonly UdpOptions Sharing = new() { ReuseAddress = true };
    private static readonly UdpOptions Splitting = new() { ReusePort = true };

    private readonly EndpointLab _lab = new();

    public ValueTask DisposeAsync() => _lab.DisposeAsync();

    /// <summary>
    /// Over a real interface the kernel finds the socket before it looks at groups; the loopback interface does not show it.
    /// </summary>
    [Theory]
    [InlineData("0.0.0.0", "239.255.83.1", "239.255.83.2", 1)]
    [InlineData("0.0.0.0", "239.255.83.1", "239.255.83.2", 2)]
    [InlineData("::", "239.255.83.1", "239.255.83.2", 1)]
    [InlineData("::", "ff05::83:1", "ff05::83:2", 1)]
    public async Task What_goes_to_a_group_goes_to_each_that_joined_it_and_to_no_other(
        string address,
        string group,
        string otherGroup,
        int members
    )
    {
        using EntryJournal joined = NewJournal(),
            alsoJoined = NewJournal(),
            elsewhere = NewJournal(),
            nowhere = NewJournal();
        string[] network =
        [
            "link set lo up",
            "link add lab0 type veth peer name lab1",
            "link set lab0 up",
            "addr add 10.83.0.1/24 dev lab0",
            "-6 addr add fd83::1/64 dev lab0 nodad",
        ];
        await NetworkNamespace.RunAsync(network, () =>
        {
            using var other = new OtherHost();
            other.Take("lab1");
            other.Ip("link set lab1 up");
            other.Ip("addr add 10.83.0.2/24 dev lab1");
            other.Ip("-6 addr add fd83::2/64 dev lab1 nodad");
            var port = Sockets.QuietPort();
            UdpTransport[] transports =
            [
                Open(joined, address, port, [group]),
                Open(alsoJoined, address, port, members > 1 ? [group] : []),
                Open(elsewhere, address, port, [otherGroup]),
                Open(nowhere, address, port, []),
            ];
            other.Python(
                $"""
                import socket, time
                v6 = ":" in "{group}"
                for i in range(12):
                    s = socket.socket(socket.AF_INET6 if v6 else socket.AF_INET, socket.SOCK_DGRAM)
                    if v6: s.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_MULTICAST_IF, socket.if_nametoindex("lab1"))
                    else: s.setsockopt(socket.IPPROTO_IP, socket.IP_MULTICAST_IF, socket.inet_aton("10.83.0.2"))
                    s.sendto(b"%d" % i, ("{group}", {port}))
                """
            );
            Eventually.HoldsAsync(() => Received(joined) == 12 && Received(alsoJoined) == 12 * (members - 1)).GetAwaiter().GetResult();
            foreach (var transport in transports)
            {
                transport.DisposeAsync().AsTask().GetAwaiter().GetResult();
            }

            return true;
        });
        Assert.Equal((0, 0), (Received(elsewhere), Received(nowhere)));
        Assert.Equal((12, 12 * (members - 1)), (Received(joined), Received(alsoJoined)));
    }

    [Fact]
    public async Task Shared_for_groups_what_goes_to_the_machine_gets_the_listener_that_started_last()
    {
        var (first, last) = await ListenAsync(Sharing);
        await SendFromManyAsync(first.Bound!.Port, 32, () => last.Journal.Ledger.ReceivedMessages == 32);
        Assert.Equal(0, first.Journal.Ledger.ReceivedMessages);
    }

    [Fact]
    public async Task Split_each_peer_has_one_of_the_listeners()
    {
        var (first, last) = await ListenAsync(Splitting);
        await SendFromManyAsync(first.Bound!.Port, 64, () =>
            first.Journal.Ledger.ReceivedMessages + last.Journal.Ledger.ReceivedMessages == 64
        );
        Assert.InRange(first.Journal.Ledger.ReceivedMessages, 1, 63);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task One_that_did_not_ask_for_it_keeps_the_port_to_itself(bool split)
    {
        var only = await _lab.UdpListenerAsync();
        var second = await _lab.Supervisor.CreateAsync(
            new()
            {
                Kind = EndpointKind.UdpListener,
                Local = new() { Address = "127.0.0.1", Port = only.Bound!.Port },
                Udp = split ? Splitting : Sharing,
            },
            start: true,
            CancellationToken.None
        );
        Assert.Equal(Core.Faults.FaultCode.AddressInUse, second.Fault?.Code);
    }

    private static EntryJournal NewJournal() => new(1 << 20, new JournalBudget(1 << 20), TimeProvider.System);

    private static int Received(EntryJournal journal) => (int)journal.Ledger.ReceivedMessages;

    private static UdpTransport Open(EntryJournal journal, string address, int port, string[] groups)
    {
        var transport = new UdpTransport(
            new()
            {
                Kind = EndpointKind.UdpListener,
                Local = new() { Address = address, Port = port },
                Udp = Sharing with { MulticastGroups = groups, MulticastInterface = "lab0" },
            },
            journal,
            UnixFolders.None
        );
        Assert.True(transport.StartAsync(CancellationToken.None).IsCompletedSuccessfully);
        transport.Begin();
        return transport;
    }

    private async Task<(Core.Endpoints.Endpoint First, Core.Endpoints.Endpoint Last)> ListenAsync(UdpOptions options)
    {
        var first = await _lab.UdpListenerAsync(options);
        var last = await _lab.StartAsync(
            new()
            {
                Kind = EndpointKind.UdpListener,
                Local = new() { Address = "127.0.0.1", Port = first.Bound!.Port },
                Udp = options,
            }
        );
        return (first, last);
    }

    private static async Task SendFromManyAsync(int port, int count, Func<bool> arrived)
    {
        for (var i = 0; i < count; i++)
        {
            using var peer = Sockets.Udp();
            peer.SendTo("x"u8, new IPEndPoint(IPAddress.Loopback, port));
        }

        await Eventually.HoldsAsync(arrived);
    }
}
