using Microsoft.Extensions.Time.Testing;
using SocketLab.Core.Addresses;
using SocketLab.Core.Definitions;
using SocketLab.Core.Endpoints;
using SocketLab.Core.Journal;
using SocketLab.Core.Statistics;
using SocketLab.Core.Tests.Endpoints;
using SocketLab.Core.Tests.Transport.Tcp;

namespace SocketLab.Core.Tests.Statistics;

/// <summary>The supervisor's timer, and what it feeds.</summary>
public sealed class SamplingTests
{
    private readonly FakeTimeProvider _clock = new();

    [Fact]
    public async Task Supervisor_samples_every_endpoint()
    {
        await using var lab = new EndpointLab(_clock, transports: new FakeTransports());
        var endpoint = await lab.StartAsync(new() { Kind = EndpointKind.UdpListener });
        _clock.Advance(EndpointSupervisor.SampleInterval);
        using (var batch = endpoint.Journal.BeginBatch())
        {
            batch.AddDatagram(EntryDirection.In, 0, PeerAddress.None, 8, new byte[8]);
            batch.AddDatagram(EntryDirection.Out, 0, PeerAddress.None, 4, new byte[4]);
        }

        _clock.Advance(EndpointSupervisor.SampleInterval);
        Assert.Equal(new Traffic(new(1, 8, 1, 4), new(.1, .8, .1, .4), new(1, 8, 1, 4)), endpoint.Statistics.Traffic);
        Assert.Equal((1.0, 8.0), (endpoint.Statistics.ReceiveMessagesPerSecond, endpoint.Statistics.ReceiveBytesPerSecond));

        // Clearing takes entries away, not what was measured.
        endpoint.Journal.Clear();
        _clock.Advance(EndpointSupervisor.SampleInterval);
        Assert.Equal(new TrafficRates(1, 8, 1, 4), endpoint.Statistics.Traffic.Peak);
    }

    [Fact]
    public async Task Ticks_that_come_several_at_once_do_no_harm()
    {
        var ticks = new TickingTime();
        await using var lab = new EndpointLab(ticks, transports: new FakeTransports());
        for (var i = 0; i < 50; i++)
        {
            await lab.StartAsync(new() { Kind = EndpointKind.UdpListener });
        }

        Parallel.For(0, 2_000, _ => ticks.Tick());
        Assert.All(lab.Supervisor.List(), endpoint => Assert.Equal(0, endpoint.Statistics.ReceiveMessagesPerSecond));
    }

    [Fact]
    public async Task A_connection_has_rates_of_its_own_and_keeps_its_peak_when_it_has_ended()
    {
        await using var lab = new EndpointLab(_clock);
        var listener = await lab.TcpListenerAsync();
        var moving = await TcpPair.OpenAsync(listener);
        using var idle = (await TcpPair.OpenAsync(listener)).Peer;
        await moving.Peer.SendAsync(new byte[100]);
        await Eventually.HoldsAsync(listener.Journal.Changed, () => listener.Journal.Ledger.ReceivedBytes == 100);
        await moving.Connection.SendAsync(new byte[40], CancellationToken.None);
        _clock.Advance(EndpointSupervisor.SampleInterval);

        var messages = moving.Connection.ReceivedMessages;
        var rates = new TrafficRates(messages, 100, 1, 40);
        Assert.Equal((rates, rates), (moving.Connection.Traffic.OneSecond, moving.Connection.Traffic.Peak));
        Assert.Equal(rates, listener.Statistics.Traffic.OneSecond);
        Assert.Equal(default, listener.Connections.List().Single(c => c.Id != moving.Connection.Id).Traffic);

        await moving.Connection.Reset();
        Assert.Equal(new Traffic(default, default, rates), moving.Connection.Traffic);
        moving.Peer.Dispose();
    }

    [Fact]
    public async Task The_most_connections_ever_open_are_remembered()
    {
        await using var lab = new EndpointLab();
        var listener = await lab.TcpListenerAsync();
        using var first = (await TcpPair.OpenAsync(listener)).Peer;
        var second = await TcpPair.OpenAsync(listener);
        second.Peer.Abort();
        await second.EndAsync(CloseReason.PeerReset);
        await Eventually.HoldsAsync(() => listener.Connections.Open == 1);
        using var third = (await TcpPair.OpenAsync(listener)).Peer;
        Assert.Equal((2, 2), (listener.Statistics.ConnectionsOpen, listener.Statistics.PeakConnectionsOpen));
    }

    [Fact]
    public async Task What_waits_in_a_UDP_socket_is_known_while_it_runs()
    {
        await using var lab = new EndpointLab(_clock);
        var listener = await lab.UdpListenerAsync();
        Assert.Equal(OperatingSystem.IsLinux() ? 0 : null, listener.Statistics.ReceiveQueueBytes);
        await lab.Supervisor.StopAsync(listener.Id, CancellationToken.None);
        Assert.Null(listener.Statistics.ReceiveQueueBytes);
        Assert.Equal(OperatingSystem.IsLinux() ? 0 : null, listener.Statistics.PeakReceiveQueueBytes);
    }

    [Fact]
    public async Task A_fuller_socket_raises_the_high_water_mark()
    {
        var transports = new FakeTransports();
        await using var lab = new EndpointLab(_clock, transports: transports);
        var endpoint = await lab.StartAsync(new() { Kind = EndpointKind.UdpListener });
        Assert.Equal((null, null), (endpoint.Statistics.ReceiveQueueBytes, endpoint.Statistics.PeakReceiveQueueBytes));
        foreach (var (queue, peak) in ((int, int)[])[(0, 0), (500, 500), (300, 500), (700, 700)])
        {
            transports.Last!.ReceiveQueueBytes = queue;
            _clock.Advance(EndpointSupervisor.SampleInterval);
            transports.Last.ReceiveQueueBytes = 0;
            Assert.Equal((0, peak), (endpoint.Statistics.ReceiveQueueBytes, endpoint.Statistics.PeakReceiveQueueBytes));
        }
    }

    /// <summary>A clock whose timers fire when a test says so, on as many threads as it likes.</summary>
    private sealed class TickingTime : TimeProvider
    {
        private Action _tick = () => { };

        public void Tick() => _tick();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            if (period == EndpointSupervisor.SampleInterval)
            {
                _tick += () => callback(state);
            }

            return System.CreateTimer(_ => { }, null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
    }
}
