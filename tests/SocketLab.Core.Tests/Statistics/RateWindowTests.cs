using Microsoft.Extensions.Time.Testing;
using SocketLab.Core.Endpoints;
using SocketLab.Core.Journal;
using SocketLab.Core.Statistics;
using SocketLab.Core.Tests.Endpoints;
using SocketLab.Core.Tests.Testing;

namespace SocketLab.Core.Tests.Statistics;

public sealed class RateWindowTests
{
    private readonly FakeTimeProvider _clock = new();

    [Fact]
    public void First_sample_is_no_rate()
    {
        var window = new RateWindow(_clock);
        Assert.Equal(Rate.Zero, window.Current);
        window.Add(100, 1000);
        Assert.Equal(Rate.Zero, window.Current);
    }

    [Fact]
    public void Rate_is_over_the_last_second()
    {
        var window = new RateWindow(_clock);
        for (var i = 0; i <= 20; i++)
        {
            // 40 messages a second at first, then 400.
            var messages = i <= 10 ? i * 10 : 100 + ((i - 10) * 100);
            window.Add(messages, messages * 5);
            _clock.Advance(TimeSpan.FromMilliseconds(250));
        }

        Assert.Equal(new Rate(400, 2000), window.Current);
    }

    [Fact]
    public void Silence_brings_the_rate_back_to_zero()
    {
        var window = new RateWindow(_clock);
        window.Add(0, 0);
        _clock.Advance(TimeSpan.FromMilliseconds(250));
        window.Add(100, 100);
        Assert.Equal(400, window.Current.MessagesPerSecond);
        for (var i = 0; i < 5; i++)
        {
            _clock.Advance(TimeSpan.FromMilliseconds(250));
            window.Add(100, 100);
        }

        Assert.Equal(Rate.Zero, window.Current);
    }

    [Fact]
    public void Two_samples_at_once_are_no_division_by_zero()
    {
        var window = new RateWindow(_clock);
        window.Add(0, 0);
        window.Add(10, 10);
        Assert.Equal(Rate.Zero, window.Current);
    }

    [Fact]
    public async Task Supervisor_samples_every_endpoint()
    {
        await using var lab = new Lab(_clock, transports: new FakeTransports());
        var endpoint = await lab.StartAsync(new() { Kind = EndpointKind.UdpListener });
        _clock.Advance(EndpointSupervisor.SampleInterval);
        using (var batch = endpoint.Journal.BeginBatch())
        {
            batch.AddDatagram(EntryDirection.In, 0, PeerAddress.None, 8, new byte[8]);
            batch.AddDatagram(EntryDirection.Out, 0, PeerAddress.None, 8, new byte[8]);
        }

        _clock.Advance(EndpointSupervisor.SampleInterval);
        Assert.Equal((4.0, 32.0), (endpoint.Statistics.ReceiveMessagesPerSecond, endpoint.Statistics.ReceiveBytesPerSecond));
    }

    [Fact]
    public async Task Ticks_that_come_several_at_once_do_no_harm()
    {
        var ticks = new TickingTime();
        await using var lab = new Lab(ticks, transports: new FakeTransports());
        for (var i = 0; i < 50; i++)
        {
            await lab.StartAsync(new() { Kind = EndpointKind.UdpListener });
        }

        Parallel.For(0, 2_000, _ => ticks.Tick());
        Assert.All(lab.Supervisor.List(), endpoint => Assert.Equal(0, endpoint.Statistics.ReceiveMessagesPerSecond));
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
