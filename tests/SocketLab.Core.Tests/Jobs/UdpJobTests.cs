using System.Net;
using System.Net.Sockets;
using SocketLab.Core.Addresses;
using SocketLab.Core.Definitions;
using SocketLab.Core.Endpoints;
using SocketLab.Core.Journal;
using SocketLab.Core.Transport;
using SocketLab.Core.Transport.Udp;
using static SocketLab.Core.Tests.Jobs.UdpJobs;

namespace SocketLab.Core.Tests.Jobs;

/// <summary>Datagrams of jobs on real sockets, received by a plain one that joins nothing.</summary>
public sealed class UdpJobTests : IAsyncDisposable
{
    private readonly EndpointLab _lab = new();

    public static TheoryData<string?, string> Families =>
        new()
        {
            { null, "127.0.0.1" },
            { null, "::1" },
            { "127.0.0.1", "127.0.0.1" },
            { "::1", "::1" },
        };

    public ValueTask DisposeAsync() => _lab.DisposeAsync();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(64)]
    [InlineData(1472)]
    [InlineData(8192)]
    [InlineData(65_507)]
    public async Task Each_datagram_arrives_by_itself_and_byte_for_byte(int size)
    {
        const int count = 150;
        using var peer = Peer();
        var payload = Sockets.Noise(size);
        var sender = await SenderAsync();
        var job = await StartAsync(sender, new FixedPayload(payload), new() { Count = count }, peer);
        for (var i = 0; i < count; i++)
        {
            Assert.Equal(payload, (await peer.ReceiveDatagramAsync()).Payload);
        }

        await Eventually.Ends(job.Completion);
        Assert.Equal(
            (JobState.Completed, count, (long)count * size, 0),
            (job.State, job.Progress.Sent, job.Progress.Bytes, job.Progress.Failed)
        );
        Assert.Equal(0, peer.Available);
        Assert.Equal(count, sender.Journal.Messages(EntryDirection.Out).Count(e => e.Payload.Span.SequenceEqual(payload)));
    }

    [Theory, MemberData(nameof(Families))]
    public async Task Payloads_that_change_come_in_order_whatever_their_lengths(string? local, string target)
    {
        const int count = 2_000;
        using var peer = Peer(IPAddress.Parse(target));
        var sender = await SenderAsync(local);
        var source = new Numbered(1000);
        var job = await StartAsync(sender, source, new() { Count = count, PerSecond = 200_000 }, peer);
        var expected = new byte[1000];
        for (var i = 0; i < count; i++)
        {
            var length = source.Write(expected, i);
            Assert.Equal(expected[..length], (await peer.ReceiveDatagramAsync()).Payload);
        }

        await Eventually.Ends(job.Completion);
        var sent = sender.Journal.Messages(EntryDirection.Out);
        Assert.Equal(count, sent.Count);
        Assert.Equal(job.Progress.Bytes, sent.Sum(e => (long)e.Length));
        Assert.All(sent, e => Assert.Equal(PeerAddress.From((IPEndPoint)peer.LocalEndPoint!), e.Peer));
    }

    [Fact]
    public async Task Ledgers_of_both_ends_reconcile_after_a_flood()
    {
        const int count = 100_000;
        var listener = await _lab.UdpListenerAsync(new() { ReceiveBufferBytes = 64 << 10 });
        var sender = await SenderAsync();
        var job = await sender.StartJobAsync(
            new FixedPayload(Sockets.Noise(64)),
            new() { Count = count },
            EndpointLab.Remote(listener.Bound),
            CancellationToken.None
        );
        await Eventually.Ends(job.Completion);
        await Eventually.HoldsAsync(() => listener.Statistics.Ledger.ReceivedMessages + listener.Statistics.KernelDrops == count);
        await Eventually.HoldsAsync(() =>
            listener.Journal.Events(EventType.Dropped).Sum(e => e.Data<CountData>().Count) == listener.Statistics.KernelDrops
        );

        listener.Journal.Ledger.AssertReconciles();
        var ledger = sender.Journal.Ledger;
        ledger.AssertReconciles();
        Assert.Equal((count, count * 64L), (ledger.SentMessages, ledger.SentBytes));
    }

    [Fact]
    public async Task Flat_out_allocates_nothing_for_each_datagram()
    {
        using var peer = Peer();
        using var journal = new EntryJournal(1 << 20, new JournalBudget(1 << 20), TimeProvider.System);
        await using var transport = await OpenAsync(journal);
        using var target = transport.OpenTarget(new Numbered(100), (IPEndPoint)peer.LocalEndPoint!, publicToo: false);

        // Twice through a journal of this size, so that all of it is there already.
        var next = Send(target, 0, 20_000);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Send(target, next, 20_000);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1000);
    }

    [Fact]
    public async Task Where_the_kernel_cuts_nothing_they_go_one_by_one()
    {
        // With broadcast switched on nothing is joined; elsewhere there is nothing else than one by one.
        using var peer = Peer();
        var joined = await _lab.StartAsync(
            new()
            {
                Kind = EndpointKind.UdpSender,
                Udp = new() { Broadcast = true },
            }
        );
        var job = await StartAsync(joined, new Numbered(100), new() { Count = 500, PerSecond = 100_000 }, peer);
        await ReceiveNumberedAsync(peer, 500);
        await Eventually.Ends(job.Completion);

        using var journal = new EntryJournal(1 << 20, new JournalBudget(1 << 20), TimeProvider.System);
        await using var transport = await OpenAsync(journal);
        using var portable = new PortableUdpTarget(
            transport.Outbound,
            journal,
            transport.Outbound.Reach(peer.LocalEndPoint!),
            new Numbered(100)
        );
        Send(portable, 0, 500);
        await ReceiveNumberedAsync(peer, 500);
        Assert.Equal(500, journal.Ledger.SentMessages);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(0.0001)]
    public async Task It_ends_with_its_endpoint(double? perSecond)
    {
        using var peer = Peer();
        var sender = await SenderAsync();
        var repeat = new RepeatOptions { DurationSeconds = 3600, PerSecond = perSecond };
        var stopped = await StartAsync(sender, new FixedPayload(new byte[64]), repeat, peer);
        await Eventually.HoldsAsync(() => stopped.Progress.Sent > 0);
        await Eventually.Ends(_lab.Supervisor.StopAsync(sender.Id, CancellationToken.None));
        Assert.Equal((JobState.Failed, "endpointNotRunning"), (stopped.State, stopped.Progress.Error));

        // What it did stands before the end of the run, and nothing behind.
        Assert.Equal(
            [EventType.Started, EventType.JobStarted, EventType.JobEnded, EventType.Stopped],
            sender.Journal.EventTypes().Where(type => type != EventType.PortUnreachable).TakeLast(4)
        );

        await Assert.ThrowsAsync<EndpointStateException>(() => StartAsync(sender, new FixedPayload(new byte[64]), repeat, peer));
        await _lab.Supervisor.StartAsync(sender.Id, CancellationToken.None);
        var deleted = await StartAsync(sender, new FixedPayload(new byte[64]), repeat, peer);
        await Eventually.Ends(_lab.Supervisor.DeleteAsync(sender.Id, CancellationToken.None));
        Assert.Equal((JobState.Failed, "endpointNotRunning"), (deleted.State, deleted.Progress.Error));
        Assert.Equal([deleted, stopped], _lab.Supervisor.Jobs.List(sender.Id));
    }

    [Fact]
    public async Task Answers_stand_behind_what_they_answer()
    {
        using var echo = Sockets.Udp();
        echo.ReceiveBufferSize = 4 << 20;
        var sender = await SenderAsync();
        var answering = Task.Run(() =>
        {
            var (buffer, from) = (new byte[100], new SocketAddress(AddressFamily.InterNetwork));
            for (var i = 0; i < 1000; i++)
            {
                var length = echo.ReceiveFrom(buffer, SocketFlags.None, from);
                echo.SendTo(buffer.AsSpan(0, length), SocketFlags.None, from);
            }
        });
        var job = await StartAsync(sender, new Numbered(100), new() { Count = 1000, PerSecond = 20_000 }, echo);
        await Eventually.Ends(answering);
        await Eventually.Ends(job.Completion);
        await Eventually.HoldsAsync(sender.Journal.Changed, () => sender.Journal.Ledger.ReceivedMessages == 1000);
        var asked = new HashSet<int>();
        foreach (var entry in sender.Journal.ReadAll().Where(e => e.Kind == EntryKind.Datagram))
        {
            var number = BitConverter.ToInt32(entry.Payload.Span);
            Assert.True(
                entry.Direction == EntryDirection.Out ? asked.Add(number) : asked.Contains(number),
                $"Answer {number} stands before its question."
            );
        }
    }

    private Task<Endpoint> SenderAsync(string? local = null) =>
        _lab.StartAsync(new() { Kind = EndpointKind.UdpSender, Local = local is null ? null : new() { Address = local } });

    private static async Task ReceiveNumberedAsync(Socket peer, int count)
    {
        for (var i = 0; i < count; i++)
        {
            Assert.Equal(i, BitConverter.ToInt32((await peer.ReceiveDatagramAsync()).Payload));
        }
    }
}
