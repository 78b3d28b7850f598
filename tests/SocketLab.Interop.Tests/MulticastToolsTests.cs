using SocketLab.Core.Definitions;
using SocketLab.Core.Journal;

namespace SocketLab.Interop.Tests;

/// <summary>Groups and broadcast, to and from the tools that people have, on the loopback interface.</summary>
public sealed class MulticastToolsTests
{
    private const string Group = "239.255.80.1";

    [Fact]
    public async Task A_listener_hears_what_socat_sends_to_a_group_and_to_all()
    {
        await using var lab = new EndpointLab();
        var listener = await lab.StartAsync(
            new()
            {
                Kind = EndpointKind.UdpListener,
                Local = new() { Address = "0.0.0.0" },
                Udp = new() { MulticastGroups = [Group], MulticastInterface = "127.0.0.1" },
            }
        );
        await Tool.RunAsync("socat", "to the group", "-u", "-", $"UDP4-DATAGRAM:{Group}:{listener.Bound!.Port},ip-multicast-if=127.0.0.1");
        await Tool.RunAsync("socat", "to all", "-u", "-", $"UDP4-DATAGRAM:127.255.255.255:{listener.Bound.Port},broadcast");
        Assert.Equal(
            "to the group"u8.ToArray(),
            (await listener.Journal.FirstAsync(entry => entry.Direction == EntryDirection.In)).Payload.ToArray()
        );
        await listener.Journal.FirstAsync(entry => entry.Payload.Span.SequenceEqual("to all"u8));
    }

    [Fact]
    public async Task Socat_hears_what_a_sender_sends_to_a_group_and_to_all()
    {
        var port = FreePort.Udp();
        await using var socat = Tool.Start("socat", "-u", $"UDP4-RECV:{port},ip-add-membership={Group}:127.0.0.1", "-");
        await FreePort.TakenAsync(port, udp: true);
        await using var lab = new EndpointLab();
        var sender = await lab.StartAsync(
            new()
            {
                Kind = EndpointKind.UdpSender,
                Remote = new() { Host = Group, Port = port },
                Udp = new() { MulticastInterface = "lo", Broadcast = true },
            }
        );
        await sender.SendAsync("to the group\n"u8.ToArray(), null, CancellationToken.None);
        await socat.SaysAsync("to the group");
        await sender.SendAsync("to all\n"u8.ToArray(), new() { Host = "127.255.255.255", Port = port }, CancellationToken.None);
        await socat.SaysAsync("to all");
    }

    [Fact]
    public async Task Python_joins_a_source_and_hears_the_sender_bound_to_it()
    {
        await using var python = Tool.Start(
            "python3",
            "-u",
            "-c",
            """
            import socket
            s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
            s.bind(("0.0.0.0", 0))
            IP_ADD_SOURCE_MEMBERSHIP, IP_RECVTTL = 39, 12
            addresses = map(socket.inet_aton, ("232.1.80.1", "127.0.0.1", "127.0.0.2"))
            s.setsockopt(socket.IPPROTO_IP, IP_ADD_SOURCE_MEMBERSHIP, b"".join(addresses))
            s.setsockopt(socket.IPPROTO_IP, IP_RECVTTL, 1)
            print("port", s.getsockname()[1])
            data, control, flags, peer = s.recvmsg(1024, 64)
            print("got", data, peer[0], "ttl", int.from_bytes(control[0][2], "little"))
            """
        );
        await python.SaysAsync("port ");
        var port = int.Parse(python.Output.Split("port ")[1], System.Globalization.CultureInfo.InvariantCulture);
        await using var lab = new EndpointLab();
        foreach (var source in (string[])["127.0.0.3", "127.0.0.2"])
        {
            var sender = await lab.StartAsync(
                new()
                {
                    Kind = EndpointKind.UdpSender,
                    Local = new() { Address = source },
                    Remote = new() { Host = "232.1.80.1", Port = port },
                    Udp = new() { MulticastInterface = "lo", MulticastTtl = 7 },
                }
            );
            await sender.SendAsync("hello"u8.ToArray(), null, CancellationToken.None);
        }

        await python.SaysAsync("got b'hello' 127.0.0.2 ttl 7");
    }
}
