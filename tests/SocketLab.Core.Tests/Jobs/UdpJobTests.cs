using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Time.Testing;
using SocketLab.Core.Addresses;
using SocketLab.Core.Definitions;
using SocketLab.Core.Endpoints;
using SocketLab.Core.Faults;
using SocketLab.Core.Jobs;
using SocketLab.Core.Journal;
using SocketLab.Core.Transport;
using SocketLab.Core.Transport.Udp;

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

    [Theory]
    [InlineData(65_508, "127.0.0.1")]
    [InlineData(65_528, "::1")]
    public async Task Too_long_for_a_datagram_is_said_before_anything_is_sent(int length, string target)
    {
        using var peer = Peer(IPAddress.Parse(target));
        var sender = await SenderAsync();
        var error = await Assert.ThrowsAsync<NetworkException>(() =>
            StartAsync(sender, new FixedPayload(new byte[length]), new() { Count = 1 }, peer)
        );
        Assert.Equal(FaultCode.MessageTooLong, error.Fault.Code);
        Assert.Empty(_lab.Supervisor.Jobs.List());
    }

    [Fact]
    public async Task The_other_family_is_said_before_anything_is_sent()
    {
        using var peer = Peer(IPAddress.IPv6Loopback);
        var sender = await SenderAsync("127.0.0.1");
        var error = await Assert.ThrowsAsync<NetworkException>(() =>
            StartAsync(sender, new FixedPayload(new byte[1]), new() { Count = 1 }, peer)
        );
        Assert.Equal(FaultCode.AddressNotAvailable, error.Fault.Code);
    }

    [Fact]
    public async Task A_dead_port_does_not_fill_the_journal()
    {
        var clock = new FakeTimeProvider();
        await using var lab = new EndpointLab(clock);
        using var dead = Sockets.DeadUdpPort();
        var sender = await lab.StartAsync(
            new()
            {
                Kind = EndpointKind.UdpSender,
                Local = new(),
                Remote = EndpointLab.Remote(dead.LocalEndPoint),
            }
        );
        const int count = 300;
        var job = await sender.StartJobAsync(
            new FixedPayload(new byte[1]),
            new() { Count = count, PerSecond = 2000 },
            null,
            CancellationToken.None
        );
        await Eventually.Ends(job.Completion);
        await Eventually.HoldsAsync(sender.Journal.Changed, () => Counts().Count == 1);
        Assert.Equal([1], Counts());
        clock.Advance(TimeSpan.FromSeconds(1));
        await Eventually.HoldsAsync(sender.Journal.Changed, () => Counts().Count == 2);
        await lab.Supervisor.StopAsync(sender.Id, CancellationToken.None);
        Assert.InRange(Counts().Count, 2, 3);
        Assert.InRange(Counts().Sum(), 2, count);

        List<long> Counts() => [.. sender.Journal.Events(EventType.PortUnreachable).Select(e => e.Data<CountData>().Count)];
    }

    [Theory]
    [InlineData(null, 3)]
    [InlineData(2000.0, 1)]
    public async Task A_dead_port_does_not_end_it_and_is_no_failure_to_send(double? perSecond, int length)
    {
        const int count = 300;
        using var dead = Sockets.DeadUdpPort();
        var sender = await SenderAsync();
        var job = await StartAsync(sender, new FixedPayload(new byte[length]), new() { Count = count, PerSecond = perSecond }, dead);
        await Eventually.Ends(job.Completion);
        Assert.Equal((JobState.Completed, count, 0), (job.State, job.Progress.Sent, job.Progress.Failed));
        await sender.Journal.EventAsync(EventType.PortUnreachable);
        Assert.Empty(sender.Journal.Events(EventType.SendFailed));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_the_system_refuses_is_counted_and_told_once(bool portable)
    {
        // Broadcast is not switched on, so the system refuses each of them.
        using var journal = new EntryJournal(1 << 20, new JournalBudget(1 << 20), TimeProvider.System);
        await using var transport = await OpenAsync(journal);
        var payload = new FixedPayload(new byte[10]);
        var to = new IPEndPoint(IPAddress.Broadcast, 9);
        using IJobTarget target = portable
            ? new PortableUdpTarget(transport.Outbound, journal, transport.Outbound.Reach(to), payload)
            : transport.OpenTarget(payload, to, publicToo: false);
        var failed = 0;
        var i = 0L;
        while (i < 100)
        {
            var outcome = target.Send(i, 1, CancellationToken.None);
            Assert.Equal(0, outcome.Sent);
            failed += outcome.Failed;
            i += outcome.Done;
        }

        Assert.Equal(100, failed);
        var told = Assert.Single(journal.Events(EventType.SendFailed));
        Assert.Equal("accessDenied", told.Event!.Code);
        Assert.Equal(0, journal.Ledger.SentMessages);
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

    [Fact]
    public async Task Public_addresses_are_not_flooded()
    {
        var sender = await SenderAsync();
        foreach (
            var repeat in new RepeatOptions[]
            {
                new() { Count = 1 },
                new() { Count = 1, PerSecond = 101 },
                new()
                {
                    Count = 1,
                    PerSecond = 1,
                    Burst = 101,
                },
            }
        )
        {
            foreach (var host in new[] { "203.0.113.1", "::ffff:203.0.113.1", "2001:db8::1" })
            {
                var error = await Assert.ThrowsAsync<LimitReachedException>(() =>
                    sender.StartJobAsync(new FixedPayload(new byte[1]), repeat, new() { Host = host, Port = 9 }, CancellationToken.None)
                );
                Assert.Equal(("PublicPerSecond", 100), (error.Limit, error.Value));
            }
        }

        Assert.Equal(0, sender.Journal.Ledger.SentMessages);
    }

    private static Socket Peer(IPAddress? address = null)
    {
        var peer = Sockets.Udp(address);

        // Room for all of the longest: the tests are not about loss.
        peer.ReceiveBufferSize = 4 << 20;
        if (OperatingSystem.IsLinux())
        {
            peer.SetRawSocketOption(1, 33, BitConverter.GetBytes(32 << 20));
        }

        return peer;
    }

    private Task<Endpoint> SenderAsync(string? local = null) =>
        _lab.StartAsync(new() { Kind = EndpointKind.UdpSender, Local = local is null ? null : new() { Address = local } });

    private static Task<SendJob> StartAsync(Endpoint sender, IPayloadSource payload, RepeatOptions repeat, Socket to) =>
        sender.StartJobAsync(payload, repeat, EndpointLab.Remote(to.LocalEndPoint), CancellationToken.None);

    private static async Task<UdpTransport> OpenAsync(EntryJournal journal)
    {
        var transport = new UdpTransport(new() { Kind = EndpointKind.UdpSender }, journal, UnixFolders.None);
        await transport.StartAsync(CancellationToken.None);
        transport.Begin();
        return transport;
    }

    private static long Send(IJobTarget target, long first, int count)
    {
        var end = first + count;
        while (first < end)
        {
            first += target.Send(first, (int)Math.Min(target.Capacity, end - first), CancellationToken.None).Done;
        }

        return first;
    }

    private static async Task ReceiveNumberedAsync(Socket peer, int count)
    {
        for (var i = 0; i < count; i++)
        {
            Assert.Equal(i, BitConverter.ToInt32((await peer.ReceiveDatagramAsync()).Payload));
        }
    }

    /// <summary>A number, and as much noise behind it that runs of equal lengths begin and end everywhere.</summary>
    private sealed class Numbered(int maxLength) : IPayloadSource
    {
        public int MaxLength => maxLength;

        public int Write(Span<byte> destination, long index)
        {
            var length = 4 + (int)(index / 5 % (maxLength - 4));
            BitConverter.TryWriteBytes(destination, (int)index);
            destination[4..length].Fill((byte)index);
            return length;
        }
    }
}
