using System.Net;
using SocketLab.Core.Addresses;
using SocketLab.Core.Definitions;
using SocketLab.Core.Faults;
using SocketLab.Core.Journal;
using SocketLab.Core.Transport;
using SocketLab.Core.Transport.Interfaces;
using SocketLab.Core.Transport.Linux;
using SocketLab.Core.Transport.Udp;

namespace SocketLab.Core.Tests.Transport.Udp;

/// <summary>What the machine does to datagrams beside the socket: refused by its kernel, and by routers and firewalls on the way.</summary>
public sealed class MachineEventTests : IDisposable
{
    private static readonly string[] Network =
    [
        "link set lo up",
        "link add lab0 type veth peer name lab1",
        "link set lab0 up",
        "addr add 10.86.0.1/24 dev lab0",
        "-6 addr add fd86::1/64 dev lab0 nodad",
        "route add default via 10.86.0.2",
        "-6 route add default via fd86::2",
    ];

    private readonly EntryJournal _journal = new(1 << 20, new JournalBudget(1 << 20), TimeProvider.System);

    public void Dispose() => _journal.Dispose();

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("::1")]
    public async Task Datagrams_that_the_kernel_refuses_are_told_and_counted_nowhere_else(string address)
    {
        await InNetworkAsync(EndpointKind.UdpListener, address, transport =>
        {
            var port = ((IPEndPoint)transport.Bound!).Port;
            Python(
                $"""
                import socket, struct
                s = socket.socket(socket.AF_INET6 if ":" in "{address}" else socket.AF_INET, socket.SOCK_RAW, socket.IPPROTO_UDP)
                for i in range(7): s.sendto(struct.pack("!HHHH", 9, {port}, 12, 0xBEEF) + b"data", ("{address}", 0))
                for i in range(2): s.sendto(struct.pack("!HHHH", 9, {port}, 4000, 0xBEEF) + b"data", ("{address}", 0))
                """
            );
            Eventually.HoldsAsync(_journal.Changed, () => Reported() == (7, 2)).GetAwaiter().GetResult();
            using var peer = Sockets.Udp(IPAddress.Parse(address));
            peer.SendTo("right"u8, transport.Bound!);
            _journal.FirstAsync(entry => entry.Direction == EntryDirection.In).GetAwaiter().GetResult();
            return true;
        });
        Assert.Equal((7, 2), Reported());
        Assert.Equal(1, _journal.Ledger.ReceivedMessages);
        Assert.Contains("wrong checksum", _journal.Events(EventType.DatagramsRefused)[0].Event!.Message, StringComparison.Ordinal);

        (long, long) Reported() =>
            (
                _journal.Events(EventType.DatagramsRefused).Sum(one => one.Data<DatagramsRefusedData>().Checksum),
                _journal.Events(EventType.DatagramsRefused).Sum(one => one.Data<DatagramsRefusedData>().Malformed)
            );
    }

    [Theory]
    [InlineData("192.0.2.1", "prohibit", 3, 13, "10.86.0.2 refuses it on purpose: communication administratively prohibited")]
    [InlineData("192.0.2.2", "unreachable", 3, 1, "10.86.0.2 says: host unreachable")]
    [InlineData("2001:db8::1", "prohibit", 1, 1, "fd86::2 refuses it on purpose: communication administratively prohibited")]
    [InlineData("2001:db8::2", "unreachable", 1, 0, "fd86::2 says: no route to the destination")]
    public async Task A_refusal_says_who_and_why(string to, string route, int type, int code, string words)
    {
        await InNetworkAsync(EndpointKind.UdpSender, null, transport =>
        {
            using var router = new OtherHost();
            router.Take("lab1");
            router.Ip("link set lab1 up");
            router.Ip("addr add 10.86.0.2/24 dev lab1");
            router.Ip("-6 addr add fd86::2/64 dev lab1 nodad");
            router.Run("sh", "-c", "echo 1 > /proc/sys/net/ipv4/ip_forward; echo 1 > /proc/sys/net/ipv6/conf/all/forwarding");
            router.Ip($"{(to.Contains(':') ? "-6 " : "")}route add {route} {to}");
            var destination = new IPEndPoint(IPAddress.Parse(to), 9);

            // Until the routes to the router are there.
            Eventually
                .HoldsAsync(() =>
                {
                    try
                    {
                        var order = new SendOrder("x"u8.ToArray(), destination);
                        transport.SendAsync(order, CancellationToken.None).GetAwaiter().GetResult();
                    }
                    catch (NetworkException)
                    {
                        // An earlier refusal, handed to this send.
                    }

                    return _journal.Events(EventType.SendFailed).Any(one => one.Event!.Message.Contains(words, StringComparison.Ordinal));
                })
                .GetAwaiter()
                .GetResult();
            return true;
        });
        var told = _journal
            .Events(EventType.SendFailed)
            .First(one => one.Event!.Message.Contains(words, StringComparison.Ordinal))
            .Data<UnreachableData>();
        Assert.Equal(((long?)type, (long?)code), (told.IcmpType, told.IcmpCode));
        Assert.Equal(to.Contains(':') ? "fd86::2" : "10.86.0.2", told.RefusedBy);
    }

    [Theory]
    [InlineData("192.0.2.1", "Nothing listens on 192.0.2.1:9")]
    [InlineData("10.0.0.254", "10.0.0.254 says for 192.0.2.1:9: port unreachable (ICMP type 3, code 3). A firewall")]
    public void Nobody_listens_is_said_only_where_the_machine_itself_says_so(string from, string words)
    {
        var to = PeerAddress.From(IPEndPoint.Parse("192.0.2.1:9"));
        var what = UdpJournal.Unreachable(SocketFaults.Refused(to.ToString()), new IcmpAnswer(false, 3, 3, from), to, 1);
        Assert.StartsWith(words, what.Message, StringComparison.Ordinal);
        Assert.Equal(from, Assert.IsType<UnreachableData>(what.Data).RefusedBy);
    }

    [Fact]
    public void Totals_of_the_kernel_are_read_from_both_of_its_tables()
    {
        string[] snmp =
        [
            "Ip: Forwarding InHdrErrors",
            "Ip: 1 4",
            "Udp: InDatagrams NoPorts InErrors OutDatagrams RcvbufErrors SndbufErrors InCsumErrors IgnoredMulti MemErrors",
            "Udp: 1000 2 130 900 100 0 20 5 3",
            "UdpLite: InDatagrams NoPorts InErrors OutDatagrams RcvbufErrors SndbufErrors InCsumErrors IgnoredMulti MemErrors",
            "UdpLite: 0 0 9 0 0 0 9 0 0",
        ];
        string[] snmp6 =
        [
            "Ip6InReceives 9",
            "Udp6InErrors                    \t6",
            "Udp6RcvbufErrors 1",
            "Udp6InCsumErrors 4",
            "UdpLite6InErrors 7",
        ];
        var totals = RefusedDatagrams.Parse(snmp, snmp6);
        Assert.Equal(new RefusedDatagrams(24, 8), totals);
        Assert.Equal(new RefusedDatagrams(4, 0), totals.Since(new(20, 9)));
        Assert.True(totals.Since(totals).IsNone);
        Assert.Equal(default, RefusedDatagrams.Parse([], []));
    }

    /// <summary>It starts on the calling thread, and so in the test's network.</summary>
    private static void Python(string script) => Tool.PythonAsync(script).GetAwaiter().GetResult();

    private Task InNetworkAsync(EndpointKind kind, string? local, Func<UdpTransport, bool> test) => NetworkNamespace.RunAsync(Network, () =>
        {
            using var watch = new NetworkWatch();
            var definition = new EndpointDefinition { Kind = kind, Local = local is null ? null : new() { Address = local } };
            var transport = new UdpTransport(definition, _journal, UnixFolders.None, watch);
            Assert.True(transport.StartAsync(CancellationToken.None).IsCompletedSuccessfully);
            transport.Begin();
            try
            {
                return test(transport);
            }
            finally
            {
                transport.DisposeAsync().AsTask().GetAwaiter().GetResult();
            }
        });
}
