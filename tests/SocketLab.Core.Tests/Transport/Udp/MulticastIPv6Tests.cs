using System.Net;
using System.Net.Sockets;
using SocketLab.Core.Definitions;
using SocketLab.Core.Journal;
using SocketLab.Core.Transport;
using SocketLab.Core.Transport.Udp;

namespace SocketLab.Core.Tests.Transport.Udp;

/// <summary>Groups of IPv6: the loopback interface has none, so these have a pair of virtual interfaces of their own.</summary>
public sealed class MulticastIPv6Tests
{
    private static readonly string[] Network =
    [
        "link set lo up",
        "link add lab0 type veth peer name lab1",
        "link set lab0 up",
        "link set lab1 up",
        "-6 addr add fd00::1/64 dev lab0 nodad",
        "-6 addr add fd00::2/64 dev lab0 nodad",
    ];

    [Theory]
    [InlineData("ff02::77:1%lab0", "ff02::77:1", "fd00::1", true)]
    [InlineData("ff05::77:1%lab0", "ff05::77:1", "fd00::1", true)]
    [InlineData("ff35::77:1%lab0@fd00::1", "ff35::77:1", "fd00::1", true)]
    [InlineData("ff35::77:1%lab0@fd00::1", "ff35::77:1", "fd00::2", false)]
    [InlineData("ff02::77:2%lab0", "ff02::77:1", "fd00::1", false)]
    public async Task A_listener_hears_the_group_that_it_joined(string group, string to, string source, bool heard)
    {
        var journal = new EntryJournal(1 << 20, new JournalBudget(1 << 20), TimeProvider.System);
        var (transport, sender) = await NetworkNamespace.RunAsync(Network, () =>
        {
            NetworkNamespace.AwaitOwn("fd00::1");
            var transport = new UdpTransport(
                new()
                {
                    Kind = EndpointKind.UdpListener,
                    Local = new() { Address = "::" },
                    Udp = new() { MulticastGroups = [group] },
                },
                journal,
                UnixFolders.None
            );
            Assert.True(transport.StartAsync(CancellationToken.None).IsCompletedSuccessfully);
            transport.Begin();
            var sender = Sockets.Udp(IPAddress.Parse(source));
            var index = NetworkInterfaceIndex("lab0");
            sender.SetSocketOption(SocketOptionLevel.IPv6, SocketOptionName.MulticastInterface, index);
            return (transport, sender);
        });
        using (sender)
        {
            await using (transport)
            {
                sender.SendTo("to the group"u8, new IPEndPoint(IPAddress.Parse(to), ((IPEndPoint)transport.Bound!).Port));
                sender.SendTo("direct"u8, new IPEndPoint(IPAddress.Parse("fd00::1"), ((IPEndPoint)transport.Bound).Port));
                await journal.FirstAsync(entry => entry.Payload.Span.SequenceEqual("direct"u8));
                Assert.Equal(heard ? 2 : 1, journal.Messages(EntryDirection.In).Count);
            }
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Datagrams_go_out_where_the_options_say_and_come_back_if_they_say_so(bool loopback)
    {
        var journal = new EntryJournal(1 << 20, new JournalBudget(1 << 20), TimeProvider.System);
        var (transport, member) = await NetworkNamespace.RunAsync(Network, () =>
        {
            NetworkNamespace.AwaitOwn("fd00::1");
            var member = Sockets.Udp(IPAddress.IPv6Any);
            member.SetSocketOption(
                SocketOptionLevel.IPv6,
                SocketOptionName.AddMembership,
                new IPv6MulticastOption(IPAddress.Parse("ff02::77:1"), NetworkInterfaceIndex("lab0"))
            );
            var transport = new UdpTransport(
                new()
                {
                    Kind = EndpointKind.UdpSender,
                    Udp = new()
                    {
                        MulticastInterface = "lab0",
                        MulticastTtl = 7,
                        MulticastLoopback = loopback,
                    },
                },
                journal,
                UnixFolders.None
            );
            Assert.True(transport.StartAsync(CancellationToken.None).IsCompletedSuccessfully);
            transport.Begin();
            return (transport, member);
        });
        using (member)
        {
            await using (transport)
            {
                await transport.SendAsync(
                    new(
                        "to the group"u8.ToArray(),
                        new IPEndPoint(IPAddress.Parse("ff02::77:1"), ((IPEndPoint)member.LocalEndPoint!).Port)
                    ),
                    CancellationToken.None
                );
                await transport.SendAsync(
                    new("direct"u8.ToArray(), new IPEndPoint(IPAddress.Parse("fd00::1"), ((IPEndPoint)member.LocalEndPoint).Port)),
                    CancellationToken.None
                );
                Assert.Equal(
                    loopback ? "to the group" : "direct",
                    System.Text.Encoding.UTF8.GetString((await member.ReceiveDatagramAsync()).Payload)
                );
            }
        }
    }

    private static int NetworkInterfaceIndex(string name) => LocalInterface.Find(name).Index;
}
