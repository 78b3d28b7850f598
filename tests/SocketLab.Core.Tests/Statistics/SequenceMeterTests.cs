using System.Net;
using SocketLab.Core.Addresses;
using SocketLab.Core.Definitions;
using SocketLab.Core.Jobs;
using SocketLab.Core.Journal;
using SocketLab.Core.Payloads;
using SocketLab.Core.Statistics;

namespace SocketLab.Core.Tests.Statistics;

/// <summary>Stamped traffic over real sockets, measured at a listener.</summary>
public sealed class SequenceMeterTests : IAsyncDisposable
{
    private readonly EndpointLab _lab = new();

    public ValueTask DisposeAsync() => _lab.DisposeAsync();

    [Fact]
    public async Task Loss_reordering_and_duplicates_of_datagrams_are_told_for_each_sender()
    {
        var listener = await _lab.StartAsync(new() { Kind = EndpointKind.UdpListener, MeasureSequence = true });
        using var first = Sockets.Udp();
        using var second = Sockets.Udp();
        var stamped = Enumerable.Range(0, 9).Select(number => SequenceCutterTests.Stamped(number)).ToArray();
        foreach (var number in (int[])[1, 2, 5, 4, 4, 8])
        {
            await first.SendToAsync(stamped[number], listener.Bound!);
        }

        await second.SendToAsync("no stamp"u8.ToArray(), listener.Bound!);
        await second.SendToAsync((byte[])[.. stamped[7], 0], listener.Bound!);
        await second.SendToAsync(stamped[3], listener.Bound!);
        await Eventually.HoldsAsync(() => listener.Statistics.Sequence.Senders is [{ Received: 1 }, { Received: 5 }]);
        var (other, one) = (listener.Statistics.Sequence.Senders[0], listener.Statistics.Sequence.Senders[1]);
        Assert.Equal(first.LocalEndPoint, one.Peer.ToIPEndPoint());
        Assert.Equal((5, 3, 1, 1, 8UL), (one.Received, one.Lost, one.Reordered, one.Duplicates, one.Highest));
        Assert.Equal((1, 0, 0, 0, 3UL), (other.Received, other.Lost, other.Reordered, other.Duplicates, other.Highest));
        Assert.Equal(0, listener.Statistics.Sequence.Missed);
    }

    [Fact]
    public async Task A_job_over_tcp_is_measured_message_by_message_however_it_is_read()
    {
        const int count = 5_000;
        var listener = await _lab.StartAsync(new() { Kind = EndpointKind.TcpListener, MeasureSequence = true });
        var client = await _lab.TcpClientAsync(listener.Bound!);
        var template = PayloadTemplate.Parse(
            new()
            {
                Format = PayloadFormat.Hex,
                Data = SequenceStamp.Template + "{{random:40}}",
                Template = true,
            },
            TimeProvider.System
        );
        var job = await client.StartJobAsync(
            new TemplatePayload(template),
            new RepeatOptions { Count = count },
            null,
            CancellationToken.None
        );
        await Eventually.Ends(job.Completion);
        await Eventually.HoldsAsync(() => listener.Statistics.Sequence.Senders is [{ Received: count }]);
        var sender = listener.Statistics.Sequence.Senders[0];
        Assert.Equal((0, 0, 0, 1), (sender.Lost, sender.Reordered, sender.Duplicates, sender.Runs));
        Assert.False(sender.ConnectionId.IsNone);
    }

    [Fact]
    public async Task A_stream_is_measured_however_it_is_cut_and_whatever_it_begins_with()
    {
        var listener = await _lab.TcpListenerAsync();
        var meter = new SequenceMeter(listener.Journal, isStream: true);
        using var peer = await Sockets.ConnectAsync(listener.Bound);
        using var silent = await Sockets.ConnectAsync(listener.Bound);
        await silent.SendAsync("not a stamp"u8.ToArray());
        byte[] stream =
        [
            .. "Welcome to SLS"u8,
            .. SequenceCutterTests.Stamped(1),
            .. SequenceCutterTests.Stamped(2),
            .. SequenceCutterTests.Stamped(4),
        ];
        for (var at = 0; at < stream.Length; at += 7)
        {
            // Each piece a read of its own.
            await peer.SendAsync(stream.AsMemory(at, Math.Min(7, stream.Length - at)));
            await Eventually.HoldsAsync(listener.Journal.Changed, () =>
                listener.Connections.List().Any(c => c.ReceivedBytes == Math.Min(at + 7, stream.Length))
            );
        }

        await Eventually.HoldsAsync(listener.Journal.Changed, () => listener.Journal.Ledger.ReceivedBytes == stream.Length + 11);
        meter.Measure(Eventually.Patience);
        var sender = Assert.Single(meter.Report.Senders);
        Assert.Equal((3, 1, 4UL), (sender.Received, sender.Lost, sender.Highest));
        Assert.Equal(PeerAddress.From(peer.LocalEndPoint!), sender.Peer);
        Assert.Equal(2, meter.StreamsFollowed);

        peer.Abort();
        silent.Dispose();
        await Eventually.HoldsAsync(listener.Journal.Changed, () =>
            listener.Journal.Events(EventType.ConnectionReset).Count + listener.Journal.Events(EventType.ConnectionClosed).Count == 2
        );
        meter.Measure(Eventually.Patience);
        Assert.Equal(0, meter.StreamsFollowed);
        Assert.Single(meter.Report.Senders);
    }

    [Fact]
    public async Task It_is_switched_on_and_off_while_the_endpoint_runs()
    {
        var listener = await _lab.UdpListenerAsync();
        using var peer = Sockets.Udp();
        await peer.SendToAsync(SequenceCutterTests.Stamped(1), listener.Bound!);
        await Eventually.HoldsAsync(() => listener.Journal.Ledger.ReceivedMessages == 1);
        await _lab.Supervisor.UpdateAsync(listener.Id, listener.Definition with { MeasureSequence = true }, CancellationToken.None);
        await peer.SendToAsync(SequenceCutterTests.Stamped(2), listener.Bound!);
        await Eventually.HoldsAsync(() => listener.Statistics.Sequence.Senders is [{ Received: 1, Highest: 2 }]);
        await _lab.Supervisor.UpdateAsync(
            listener.Id,
            listener.Definition with
            {
                Name = "another",
                MeasureSequence = true,
            },
            CancellationToken.None
        );
        Assert.Single(listener.Statistics.Sequence.Senders);
        await _lab.Supervisor.UpdateAsync(listener.Id, listener.Definition with { MeasureSequence = false }, CancellationToken.None);
        Assert.Empty(listener.Statistics.Sequence.Senders);
    }

    [Fact]
    public void Of_too_many_senders_the_one_not_heard_for_longest_goes()
    {
        using var journal = new EntryJournal(1 << 20, new JournalBudget(1 << 20), TimeProvider.System);
        var meter = new SequenceMeter(journal, isStream: false);
        for (var port = 1; port <= SequenceMeter.MaxSenders + 1; port++)
        {
            Receive(journal, port);
        }

        meter.Measure(Eventually.Patience);
        var ports = meter.Report.Senders.Select(sender => sender.Peer.ToIPEndPoint().Port).ToList();
        Assert.Equal(SequenceMeter.MaxSenders, ports.Count);
        Assert.DoesNotContain(1, ports);
        Assert.Equal(SequenceMeter.MaxSenders + 1, ports[0]);
    }

    [Fact]
    public void A_look_ends_when_its_time_is_up_and_the_next_one_goes_on_from_there()
    {
        const int count = 20_000;
        var clock = new WatchedClock();
        using var journal = new EntryJournal(16 << 20, new JournalBudget(16 << 20), clock);
        var meter = new SequenceMeter(journal, isStream: false);
        for (var number = 1; number <= count; number++)
        {
            Receive(journal, port: 1, number);
        }

        meter.Measure(WatchedClock.Step);
        var found = Assert.Single(meter.Report.Senders).Received;
        Assert.InRange(found, 1, count / 2);
        while (Assert.Single(meter.Report.Senders).Received is var more && more < count)
        {
            meter.Measure(WatchedClock.Step);
            Assert.True(Assert.Single(meter.Report.Senders).Received > more);
        }

        Assert.Equal((0, 0), (meter.Report.Senders[0].Lost, meter.Report.Missed));
    }

    [Fact]
    public async Task Who_asks_for_the_report_does_not_wait_for_the_look_under_way()
    {
        using var looking = new ManualResetEventSlim();
        using var goOn = new ManualResetEventSlim();
        var clock = new WatchedClock();
        using var journal = new EntryJournal(1 << 20, new JournalBudget(1 << 20), clock);
        var meter = new SequenceMeter(journal, isStream: false);
        Receive(journal, port: 1);
        meter.Measure(WatchedClock.Step);
        Receive(journal, port: 2);
        clock.Asked = () =>
        {
            looking.Set();
            Assert.True(goOn.Wait(Eventually.Patience));
        };
        var look = Task.Run(() => meter.Measure(WatchedClock.Step));
        Assert.True(looking.Wait(Eventually.Patience));
        Assert.Single(meter.Report.Senders);
        goOn.Set();
        await Eventually.Ends(look);
        Assert.Equal(2, meter.Report.Senders.Count);
    }

    private static void Receive(EntryJournal journal, int port, int number = 1)
    {
        var stamp = SequenceCutterTests.Stamped(number);
        using var batch = journal.BeginBatch();
        batch.AddDatagram(
            EntryDirection.In,
            DateTime.UnixEpoch.Ticks,
            PeerAddress.From(new(IPAddress.Loopback, port)),
            stamp.Length,
            stamp
        );
    }

    /// <summary>A clock that goes a step at each look at it.</summary>
    private sealed class WatchedClock : TimeProvider
    {
        public static readonly TimeSpan Step = TimeSpan.FromSeconds(1);

        private long _looks;

        public Action Asked { get; set; } = () => { };

        public override long TimestampFrequency => 1;

        public override long GetTimestamp()
        {
            Asked();
            return ++_looks;
        }
    }
}
