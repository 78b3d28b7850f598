using System.Net;
using System.Net.Sockets;
using SocketLab.Core.Definitions;
using SocketLab.Core.Endpoints;
using SocketLab.Core.Journal;
using SocketLab.Core.Transport;

namespace SocketLab.Core.Tests.Transport.Udp;

/// <summary>What a listener on all addresses sends to a peer leaves from the address that the peer asked.</summary>
/// <remarks>The peers' sockets are connected: the system gives them nothing that comes from elsewhere.</remarks>
public sealed class AnswerSourceTests : IAsyncDisposable
{
    private readonly EndpointLab _lab = new();

    public static TheoryData<string, string> Asked =>
        new()
        {
            { "0.0.0.0", "127.0.0.1" },
            { "0.0.0.0", "127.0.0.5" },
            { "0.0.0.0", "127.9.9.9" },
            { "::", "127.0.0.5" },
            { "::", "::1" },
        };

    public ValueTask DisposeAsync() => _lab.DisposeAsync();

    [Theory]
    [MemberData(nameof(Asked))]
    public async Task A_rule_answers_from_the_address_that_was_asked(string bound, string asked)
    {
        var listener = await ListenAsync(bound, new ReplyRule { Echo = true });
        using var peer = Ask(listener, asked);
        Assert.Equal("question"u8.ToArray(), await peer.ReceivePayloadAsync());
        var entries = await MessagesAsync(listener, 2);
        Assert.All(entries, entry => Assert.Equal((asked, listener.Bound!.Port), (entry.Local.Address.ToString(), entry.Local.Port)));
        Assert.Equal(1, entries[0].Local.Interface);
    }

    [Fact]
    public async Task An_answer_that_waits_leaves_from_the_address_that_was_asked_although_another_was_asked_since()
    {
        var listener = await ListenAsync("0.0.0.0", new ReplyRule { Echo = true, DelayMs = 300 });
        using var peer = Ask(listener, "127.0.0.5");
        await listener.Journal.FirstAsync(entry => entry.Direction == EntryDirection.In);
        peer.Connect(IPAddress.Parse("127.0.0.6"), listener.Bound!.Port);
        peer.Send("second"u8);
        Assert.Equal("second"u8.ToArray(), await peer.ReceivePayloadAsync());
        var sent = (await MessagesAsync(listener, 4)).Where(entry => entry.Direction == EntryDirection.Out);
        Assert.Equal(["127.0.0.5", "127.0.0.6"], sent.Select(entry => entry.Local.Address.ToString()));
    }

    [Theory]
    [MemberData(nameof(Asked))]
    public async Task A_send_by_hand_and_a_job_leave_from_the_address_that_the_peer_asked_last(string bound, string asked)
    {
        var listener = await ListenAsync(bound);
        using var peer = Ask(listener, asked);
        var to = EndpointLab.Remote(peer.LocalEndPoint);
        await listener.Journal.FirstAsync(entry => entry.Direction == EntryDirection.In);
        await listener.SendAsync("by hand"u8.ToArray(), to, CancellationToken.None);
        Assert.Equal("by hand"u8.ToArray(), await peer.ReceivePayloadAsync());

        // Of one length, so that the kernel cuts them from one buffer, and one by one.
        foreach (var burst in (int[])[8, 1])
        {
            var job = await listener.StartJobAsync(
                new FixedPayload(new byte[100]),
                new()
                {
                    Count = 16,
                    Burst = burst,
                    PerSecond = 1_000,
                },
                to,
                CancellationToken.None
            );
            for (var i = 0; i < 16; i++)
            {
                Assert.Equal(100, (await peer.ReceivePayloadAsync()).Length);
            }

            await Eventually.HoldsAsync(() => job.State == JobState.Completed);
        }

        Assert.All(listener.Journal.Messages(EntryDirection.Out), entry => Assert.Equal(asked, entry.Local.Address.ToString()));
    }

    [Fact]
    public async Task Peers_that_nobody_heard_are_sent_to_as_the_routes_say()
    {
        var listener = await ListenAsync("0.0.0.0");
        using var stranger = Sockets.Udp();
        await listener.SendAsync("hello"u8.ToArray(), EndpointLab.Remote(stranger.LocalEndPoint), CancellationToken.None);
        Assert.Equal(IPAddress.Loopback, (await stranger.ReceiveDatagramAsync()).From.Address);
        Assert.True(Assert.Single(listener.Journal.Messages(EntryDirection.Out)).Local.IsNone);
    }

    [Theory]
    [InlineData("0.0.0.0")]
    [InlineData("::")]
    public async Task Entries_tell_a_group_and_a_broadcast_address_from_a_unicast_one(string bound)
    {
        var listener = await _lab.UdpListenerAsync(new() { MulticastGroups = ["239.255.81.1"], MulticastInterface = "lo" }, bound);
        using var peer = Sockets.Udp();
        peer.EnableBroadcast = true;
        peer.SetSocketOption(SocketOptionLevel.IP, SocketOptionName.MulticastInterface, IPAddress.Loopback.GetAddressBytes());
        string[] places = ["127.0.0.1", "239.255.81.1", "127.255.255.255"];
        foreach (var place in places)
        {
            peer.SendTo("x"u8, new IPEndPoint(IPAddress.Parse(place), listener.Bound!.Port));
        }

        var entries = await MessagesAsync(listener, 3);
        Assert.Equal(places, entries.Select(entry => entry.Local.Address.ToString()));
        Assert.Equal([false, true, true], entries.Select(entry => entry.Local.IsShared));
    }

    [Theory]
    [InlineData("0.0.0.0", "239.255.81.2")]
    [InlineData("::", "239.255.81.2")]
    [InlineData("0.0.0.0", "127.255.255.255")]
    [InlineData("::", "127.255.255.255")]
    public async Task An_answer_to_what_went_to_many_leaves_from_an_address_of_the_machine(string bound, string to)
    {
        var listener = await _lab.StartAsync(
            new()
            {
                Kind = EndpointKind.UdpListener,
                Local = new() { Address = bound },
                Udp = new() { MulticastGroups = ["239.255.81.2"], MulticastInterface = "lo" },
                Reply = [new() { Echo = true }],
            }
        );
        using var peer = Sockets.Udp();
        peer.SetSocketOption(SocketOptionLevel.IP, SocketOptionName.MulticastInterface, IPAddress.Loopback.GetAddressBytes());
        peer.EnableBroadcast = true;
        peer.SendTo("x"u8, new IPEndPoint(IPAddress.Parse(to), listener.Bound!.Port));
        Assert.Equal(new IPEndPoint(IPAddress.Loopback, listener.Bound.Port), (await peer.ReceiveDatagramAsync()).From);
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("::1")]
    public async Task A_socket_that_is_bound_to_one_address_says_that_one(string address)
    {
        var listener = await _lab.StartAsync(
            new()
            {
                Kind = EndpointKind.UdpListener,
                Local = new() { Address = address },
                Reply = [new() { Echo = true }],
            }
        );
        using var peer = Ask(listener, address);
        Assert.All(await MessagesAsync(listener, 2), entry =>
            Assert.Equal(listener.Bound, new IPEndPoint(entry.Local.Address, entry.Local.Port))
        );
    }

    private static Socket Ask(Endpoint listener, string asked)
    {
        var peer = new Socket(IPAddress.Parse(asked).AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        peer.Bind(new IPEndPoint(peer.AddressFamily == AddressFamily.InterNetwork ? IPAddress.Loopback : IPAddress.IPv6Loopback, 0));
        peer.Connect(new IPEndPoint(IPAddress.Parse(asked), listener.Bound!.Port));
        peer.Send("question"u8);
        return peer;
    }

    private static async Task<IReadOnlyList<Entry>> MessagesAsync(Endpoint listener, int count)
    {
        await Eventually.HoldsAsync(listener.Journal.Changed, () => Messages().Count >= count);
        return Messages();

        List<Entry> Messages() => [.. listener.Journal.ReadAll().Where(entry => entry.Direction != EntryDirection.None)];
    }

    private Task<Endpoint> ListenAsync(string address, params ReplyRule[] rules) =>
        _lab.StartAsync(
            new()
            {
                Kind = EndpointKind.UdpListener,
                Local = new() { Address = address },
                Reply = rules,
            }
        );
}
