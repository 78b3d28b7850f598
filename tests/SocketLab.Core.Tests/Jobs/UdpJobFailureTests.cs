using System.Net;
using Microsoft.Extensions.Time.Testing;
using SocketLab.Core.Definitions;
using SocketLab.Core.Endpoints;
using SocketLab.Core.Faults;
using SocketLab.Core.Journal;
using SocketLab.Core.Transport;
using SocketLab.Core.Transport.Udp;
using static SocketLab.Core.Tests.Jobs.UdpJobs;

namespace SocketLab.Core.Tests.Jobs;

/// <summary>Datagrams of jobs that cannot go out, or that nobody takes.</summary>
public sealed class UdpJobFailureTests : IAsyncDisposable
{
    private readonly EndpointLab _lab = new();

    public ValueTask DisposeAsync() => _lab.DisposeAsync();

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

        List<long> Counts() => [.. sender.Journal.Events(EventType.PortUnreachable).Select(e => e.Data<UnreachableData>().Count)];
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

    private Task<Endpoint> SenderAsync(string? local = null) =>
        _lab.StartAsync(new() { Kind = EndpointKind.UdpSender, Local = local is null ? null : new() { Address = local } });
}
