using System.Net;
using System.Net.Sockets;
using SocketLab.Core.Addresses;
using SocketLab.Core.Definitions;
using SocketLab.Core.Journal;
using SocketLab.Web.ViewState.Feed;

namespace SocketLab.Web.Tests.ViewState.Feed;

/// <summary>What a person reads of datagrams, each in the situation that it tells of.</summary>
public sealed class DatagramSituationTests : IAsyncDisposable
{
    private const string Group = "239.255.77.9";

    private readonly EndpointLab _lab = new();

    public ValueTask DisposeAsync() => _lab.DisposeAsync();

    [Fact]
    public async Task A_group_and_one_address_are_told_apart()
    {
        var options = new UdpOptions { MulticastGroups = [Group], MulticastInterface = "lo" };
        var listener = await _lab.UdpListenerAsync(options, "0.0.0.0");
        using var sender = Sockets.Udp();
        sender.SetSocketOption(SocketOptionLevel.IP, SocketOptionName.MulticastInterface, IPAddress.Loopback.GetAddressBytes());
        sender.SendTo("one"u8, new IPEndPoint(IPAddress.Loopback, listener.Bound!.Port));
        sender.SendTo("many"u8, new IPEndPoint(IPAddress.Parse(Group), listener.Bound.Port));
        await Eventually.HoldsAsync(listener.Journal.Changed, () => listener.Journal.Messages(EntryDirection.In).Count == 2);

        var (one, many) = (listener.Journal.Messages(EntryDirection.In)[0], listener.Journal.Messages(EntryDirection.In)[1]);
        Assert.StartsWith("A UDP datagram arrived in one piece.", Explanation.Of(one).Text, StringComparison.Ordinal);
        Assert.StartsWith(
            $"A UDP datagram arrived that was sent to the multicast group {Group}.",
            Explanation.Of(many).Text,
            StringComparison.Ordinal
        );
        Assert.Equal(("127.0.0.1", Group), (one.Local.Address.ToString(), many.Local.Address.ToString()));
    }

    [Fact]
    public async Task What_is_sent_to_a_group_says_so()
    {
        var sender = await _lab.StartAsync(
            new()
            {
                Kind = EndpointKind.UdpSender,
                Udp = new() { MulticastInterface = "lo" },
            }
        );
        await sender.SendAsync("hello"u8.ToArray(), new RemoteAddress { Host = Group, Port = 9 }, CancellationToken.None);
        var sent = Assert.Single(sender.Journal.Messages(EntryDirection.Out));
        Assert.Contains($"left this machine for the multicast group {Group}", Explanation.Of(sent).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_datagram_that_is_too_long_says_what_became_of_its_end()
    {
        var listener = await _lab.UdpListenerAsync(new UdpOptions { MaxDatagramBytes = 10 });
        using var sender = Sockets.Udp();
        sender.SendTo(new byte[30], listener.Bound!);
        var entry = await listener.Journal.FirstAsync(entry => entry.Kind == EntryKind.Datagram);
        Assert.Contains("longer than this endpoint keeps, so the end of it is gone", Explanation.Of(entry).Text, StringComparison.Ordinal);
        var row = new FeedWindow(listener.Journal).Read().Rows.Single(row => row.Sequence == entry.Sequence);
        Assert.Equal("truncated from 30 bytes", row.Truncation);
    }

    [Fact]
    public async Task Nobody_there_is_told_with_what_the_absence_of_it_means()
    {
        using var dead = Sockets.DeadUdpPort();
        var sender = await _lab.StartAsync(new() { Kind = EndpointKind.UdpSender });
        await sender.SendAsync("hello"u8.ToArray(), EndpointLab.Remote(dead.LocalEndPoint), CancellationToken.None);
        var entry = await sender.Journal.EventAsync(EventType.PortUnreachable);
        Assert.StartsWith($"Nothing listens on {dead.LocalEndPoint}", entry.Event!.Message, StringComparison.Ordinal);
        Assert.Contains("The datagram reached the machine, but nobody listens", Explanation.Of(entry).Text, StringComparison.Ordinal);
        Assert.Contains("the absence of this event proves nothing", Explanation.Of(entry).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_refusal_by_somebody_else_is_not_taken_for_the_machines_own()
    {
        var what = new JournalEvent(EventType.PortUnreachable, null, "", new UnreachableData(1) { RefusedBy = "192.0.2.1" });
        var peer = PeerAddress.From(new IPEndPoint(IPAddress.Parse("198.51.100.7"), 9));
        var text = Explanation.OfEvent(what, peer).Text;
        Assert.Contains("not from the destination but from 192.0.2.1", text, StringComparison.Ordinal);
        Assert.DoesNotContain("reached the machine", text, StringComparison.Ordinal);
    }
}
