using System.Net;
using System.Net.Sockets;
using System.Text;
using SocketLab.Core.Addresses;
using SocketLab.Core.Definitions;
using SocketLab.Core.Endpoints;
using SocketLab.Core.Faults;
using SocketLab.Core.Journal;
using SocketLab.Core.Transport;

namespace SocketLab.Core.Tests.Transport.Udp;

/// <summary>Groups of IPv4 and broadcast, on the loopback interface.</summary>
public sealed class MulticastTests : IAsyncDisposable
{
    private const string Group = "239.255.77.1";

    private readonly EndpointLab _lab = new();

    public ValueTask DisposeAsync() => _lab.DisposeAsync();

    [Theory]
    [InlineData("0.0.0.0", Group, "lo")]
    [InlineData("0.0.0.0", Group, "1")]
    [InlineData("0.0.0.0", $"{Group}%127.0.0.1", null)]
    [InlineData("::", Group, "lo")]
    [InlineData(Group, Group, "lo")]
    public async Task A_listener_hears_the_group_that_it_joined(string address, string group, string? on)
    {
        var listener = await ListenAsync([group], address, on);
        var joined = Assert.Single(listener.Journal.Events(EventType.MulticastJoined)).Data<MulticastData>();
        Assert.Equal((Group, "lo"), (joined.Group, joined.Interface));
        using var sender = Sender();
        sender.SendTo("to the group"u8, new IPEndPoint(IPAddress.Parse(Group), listener.Bound!.Port));
        Assert.Equal("127.0.0.1", (await HeardAsync(listener, "to the group")).Peer.Address);
    }

    [Fact]
    public async Task A_group_that_somebody_else_joined_is_not_heard()
    {
        using var other = Sockets.Udp(IPAddress.Any);
        other.SetSocketOption(
            SocketOptionLevel.IP,
            SocketOptionName.AddMembership,
            new MulticastOption(IPAddress.Parse(Group), IPAddress.Loopback)
        );
        var listener = await ListenAsync([], "0.0.0.0", null);
        using var sender = Sender();
        sender.SendTo("not for us"u8, new IPEndPoint(IPAddress.Parse(Group), listener.Bound!.Port));
        sender.SendTo("for us"u8, new IPEndPoint(IPAddress.Loopback, listener.Bound.Port));
        await HeardAsync(listener, "for us");
        Assert.Single(listener.Journal.Messages(EntryDirection.In));
    }

    [Fact]
    public async Task A_job_sends_to_a_group()
    {
        var listener = await ListenAsync([Group], "0.0.0.0", "lo");
        var sender = await _lab.StartAsync(
            new()
            {
                Kind = EndpointKind.UdpSender,
                Udp = new() { MulticastInterface = "lo" },
            }
        );
        var job = await sender.StartJobAsync(
            new FixedPayload(new byte[100]),
            new() { Count = 100, PerSecond = 10_000 },
            new() { Host = Group, Port = listener.Bound!.Port },
            CancellationToken.None
        );
        await Eventually.Ends(job.Completion);
        Assert.Equal((JobState.Completed, 100, 0), (job.State, job.Progress.Sent, job.Progress.Failed));
        await Eventually.HoldsAsync(listener.Journal.Changed, () => listener.Journal.Ledger.ReceivedMessages == 100);
    }

    [Fact]
    public async Task Groups_change_beside_everything_else_that_may_while_it_runs()
    {
        var listener = await ListenAsync([], "0.0.0.0", "lo");
        var before = listener.Bound;
        var changed = listener.Definition with
        {
            Name = "renamed",
            Journal = new() { MaxBytes = 1 << 20 },
            Reply = [new() { Echo = true }],
            ReplyLimitPerSecond = 7,
            Udp = listener.Definition.Udp with { MulticastGroups = [Group] },
        };
        await _lab.Supervisor.UpdateAsync(listener.Id, changed, CancellationToken.None);
        Assert.Equal((EndpointState.Running, before), (listener.State, listener.Bound));
        using var peer = Sender();
        peer.SendTo("to the group"u8, new IPEndPoint(IPAddress.Parse(Group), before!.Port));
        Assert.Equal("to the group"u8.ToArray(), (await peer.ReceiveDatagramAsync()).Payload);
    }

    [Fact]
    public async Task Groups_are_joined_and_left_while_it_runs()
    {
        var listener = await ListenAsync([], "0.0.0.0", "lo");
        var socket = listener.Bound;
        var group = Parse(Group);
        await _lab.Supervisor.JoinAsync(listener.Id, group, CancellationToken.None);
        await _lab.Supervisor.JoinAsync(listener.Id, group, CancellationToken.None);
        using var sender = Sender();
        var to = new IPEndPoint(IPAddress.Parse(Group), socket!.Port);
        sender.SendTo("while a member"u8, to);
        await HeardAsync(listener, "while a member");

        await _lab.Supervisor.LeaveAsync(listener.Id, group, CancellationToken.None);
        await _lab.Supervisor.LeaveAsync(listener.Id, group, CancellationToken.None);
        sender.SendTo("afterwards"u8, to);
        sender.SendTo("direct"u8, new IPEndPoint(IPAddress.Loopback, socket.Port));
        await HeardAsync(listener, "direct");
        Assert.DoesNotContain(listener.Journal.Messages(EntryDirection.In), entry => Text(entry) == "afterwards");
        Assert.Equal(socket, listener.Bound);
        Assert.Single(listener.Journal.Events(EventType.MulticastJoined));
        Assert.Single(listener.Journal.Events(EventType.MulticastLeft));
        Assert.Empty(listener.Definition.Udp.MulticastGroups);
        Assert.Empty(Assert.Single(_lab.Store.Stored).Definition.Udp.MulticastGroups);
    }

    [Fact]
    public async Task A_join_that_the_system_refuses_changes_nothing()
    {
        var listener = await ListenAsync([Group], "0.0.0.0", "lo");
        var error = await Assert.ThrowsAsync<NetworkException>(() =>
            _lab.Supervisor.JoinAsync(listener.Id, Parse("239.255.77.2%no-such-interface"), CancellationToken.None)
        );
        Assert.Equal(FaultCode.AddressNotAvailable, error.Fault.Code);
        Assert.Contains("lo", error.Fault.Hint, StringComparison.Ordinal);
        Assert.Equal([Group], listener.Definition.Udp.MulticastGroups);
        Assert.Equal(EndpointState.Running, listener.State);
        Assert.Single(listener.Journal.Events(EventType.MulticastJoined));
    }

    [Fact]
    public async Task One_join_too_many_undoes_the_others_of_that_change()
    {
        var listener = await ListenAsync([], "0.0.0.0", "lo");
        string[] many = [.. Enumerable.Range(1, 250).Select(i => $"239.255.78.{i}"), "239.255.79.1%no-such-interface"];
        await Assert.ThrowsAsync<NetworkException>(() => UpdateAsync(listener, many));
        Assert.Empty(listener.Journal.Events(EventType.MulticastJoined));
        using var sender = Sender();
        sender.SendTo("left again"u8, new IPEndPoint(IPAddress.Parse("239.255.78.1"), listener.Bound!.Port));
        sender.SendTo("direct"u8, new IPEndPoint(IPAddress.Loopback, listener.Bound.Port));
        await HeardAsync(listener, "direct");
        Assert.Single(listener.Journal.Messages(EntryDirection.In));
    }

    [Theory]
    [InlineData("0.0.0.0")]
    [InlineData("::")]
    public async Task Of_a_source_specific_group_only_that_source_is_heard(string address)
    {
        var listener = await ListenAsync(["232.1.77.1@127.0.0.2"], address, "lo");
        using var wanted = Sender("127.0.0.2");
        using var other = Sender("127.0.0.3");
        var to = new IPEndPoint(IPAddress.Parse("232.1.77.1"), listener.Bound!.Port);
        other.SendTo("other"u8, to);
        wanted.SendTo("wanted"u8, to);
        Assert.Equal("127.0.0.2", (await HeardAsync(listener, "wanted")).Peer.Address);
        Assert.Single(listener.Journal.Messages(EntryDirection.In));

        // A second source of the same group, while it runs.
        await _lab.Supervisor.JoinAsync(listener.Id, Parse("232.1.77.1@127.0.0.3"), CancellationToken.None);
        other.SendTo("now heard"u8, to);
        await HeardAsync(listener, "now heard");
    }

    [Theory]
    [InlineData(EndpointKind.UdpSender)]
    [InlineData(EndpointKind.UdpListener)]
    public async Task Datagrams_go_to_a_group_and_its_members_may_answer(EndpointKind kind)
    {
        using var member = Sockets.Udp(IPAddress.Any);
        member.SetSocketOption(
            SocketOptionLevel.IP,
            SocketOptionName.AddMembership,
            new MulticastOption(IPAddress.Parse(Group), IPAddress.Loopback)
        );
        var sender = await _lab.StartAsync(
            new()
            {
                Kind = kind,
                Local = kind.IsListener() ? new() { Address = "0.0.0.0" } : null,
                Udp = new() { MulticastInterface = "lo" },
            }
        );
        await sender.SendAsync(
            "to all"u8.ToArray(),
            new() { Host = Group, Port = ((IPEndPoint)member.LocalEndPoint!).Port },
            CancellationToken.None
        );
        var (payload, from) = await member.ReceiveDatagramAsync();
        Assert.Equal("to all"u8.ToArray(), payload);
        member.SendTo("from a member"u8, SocketFlags.None, from);
        Assert.False((await HeardAsync(sender, "from a member")).UnexpectedPeer);
    }

    [Fact]
    public async Task A_group_is_a_destination_that_can_be_denied()
    {
        await using var lab = new EndpointLab(destinations: new([new IPNetwork(IPAddress.Parse("224.0.0.0"), 4)], []));
        var sender = await lab.StartAsync(
            new()
            {
                Kind = EndpointKind.UdpSender,
                Udp = new() { MulticastInterface = "lo" },
            }
        );
        var error = await Assert.ThrowsAsync<NetworkException>(() =>
            sender.SendAsync("x"u8.ToArray(), new() { Host = Group, Port = 9 }, CancellationToken.None)
        );
        Assert.Equal(FaultCode.DestinationDenied, error.Fault.Code);
    }

    [Fact]
    public async Task Two_listeners_share_a_port_and_both_hear_the_group()
    {
        var definition = Definition([Group], "0.0.0.0", "lo");
        definition = definition with
        {
            Local = definition.Local! with { Port = Sockets.QuietPort() },
            Udp = definition.Udp with { ReuseAddress = true },
        };
        var (one, two) = (await _lab.StartAsync(definition), await _lab.StartAsync(definition));
        using var sender = Sender();
        sender.SendTo("both"u8, new IPEndPoint(IPAddress.Parse(Group), definition.Local!.Port));
        await HeardAsync(one, "both");
        await HeardAsync(two, "both");
    }

    private static EndpointDefinition Definition(IReadOnlyList<string> groups, string address, string? on) =>
        new()
        {
            Kind = EndpointKind.UdpListener,
            Local = new() { Address = address },
            Udp = new() { MulticastGroups = groups, MulticastInterface = on },
        };

    private static MulticastGroup Parse(string text) =>
        MulticastGroup.TryParse(text, out var group, out var error) ? group : throw new FormatException(error);

    private static Socket Sender(string from = "127.0.0.1")
    {
        var socket = Sockets.Udp(IPAddress.Parse(from));
        socket.SetSocketOption(SocketOptionLevel.IP, SocketOptionName.MulticastInterface, IPAddress.Loopback.GetAddressBytes());
        return socket;
    }

    private static string Text(Entry entry) => Encoding.UTF8.GetString(entry.Payload.Span);

    private static Task<Entry> HeardAsync(Endpoint endpoint, string text) =>
        endpoint.Journal.FirstAsync(entry => entry.Direction == EntryDirection.In && Text(entry) == text);

    private Task<Endpoint> ListenAsync(IReadOnlyList<string> groups, string address, string? on) =>
        _lab.StartAsync(Definition(groups, address, on));

    private Task<Endpoint> UpdateAsync(Endpoint endpoint, IReadOnlyList<string> groups) =>
        _lab.Supervisor.UpdateAsync(
            endpoint.Id,
            endpoint.Definition with
            {
                Udp = endpoint.Definition.Udp with { MulticastGroups = groups },
            },
            CancellationToken.None
        );
}
