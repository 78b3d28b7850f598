using Microsoft.Extensions.Time.Testing;
using SocketLab.Core.Addresses;
using SocketLab.Core.Definitions;
using SocketLab.Core.Endpoints;
using SocketLab.Core.Journal;
using SocketLab.Core.Statistics;
using SocketLab.Core.Tests.Endpoints;

namespace SocketLab.Core.Tests.Statistics;

public sealed class TrafficHistoryTests
{
    private static readonly DateTime Began = new(2026, 3, 4, 5, 6, 7, DateTimeKind.Utc);

    private readonly TrafficHistory _history = new(Began);
    private TrafficTotals _totals;
    private DateTime _now = Began;

    [Fact]
    public void Each_second_has_what_came_and_went_in_it()
    {
        Quarters(new(1, 10, 0, 0), 4);
        Quarters(default, 4);
        Quarters(new(0, 0, 2, 5), 4);
        Quarters(default, 2);
        var series = Last(60);
        Assert.Equal((Began, TimeSpan.FromSeconds(1)), (series.Start, series.Step));
        Assert.Equal([new(4, 40, 0, 0), default, new(0, 0, 8, 20)], series.Totals);
        Assert.Equal(Began.AddSeconds(3), series.End);
    }

    [Fact]
    public void A_timer_that_was_held_back_makes_no_burst_and_loses_nothing()
    {
        Quarters(new(1, 1, 1, 1), 4);
        Add(TimeSpan.FromSeconds(5), new(103, 1_001, 7, 0));
        Quarters(default, 2);
        var totals = Last(60).Totals;
        Assert.Equal(6, totals.Count);
        Assert.All(totals.Skip(1), total => Assert.InRange(total.ReceivedMessages, 20, 21));
        Assert.Equal(_totals, totals.Aggregate((one, other) => one + other));
    }

    [Fact]
    public void What_is_further_back_is_kept_in_longer_spans()
    {
        for (var minute = 0; minute < 26 * 60; minute++)
        {
            Add(TimeSpan.FromSeconds(.25), new(1, 100, 0, 0));
            Add(TimeSpan.FromSeconds(59.75), default);
        }

        Add(TimeSpan.FromSeconds(1), default);
        var (minutes, hour, day) = (Last(600), Last(3600), Last(86_400));
        Assert.Equal((1.0, 10.0, 300.0), (minutes.Step.TotalSeconds, hour.Step.TotalSeconds, day.Step.TotalSeconds));
        Assert.Equal((600, 360, 288), (minutes.Totals.Count, hour.Totals.Count, day.Totals.Count));
        Assert.Equal((10L, 60L, 1440L), (Sum(minutes), Sum(hour), Sum(day)));
        Assert.Equal(0, day.Start.Ticks % TimeSpan.FromMinutes(5).Ticks);

        // Nobody kept more than a day.
        Assert.Equal(day.Totals, Last(10 * 86_400).Totals);
    }

    [Fact]
    public void Nothing_is_made_up_of_the_time_before_it_began()
    {
        Assert.Empty(Last(60).Totals);
        Quarters(default, 10);
        Assert.Equal([default, default], Last(60).Totals);
        Quarters(new(1, 1, 0, 0), 1);
        Assert.Equal(2, Last(60).Totals.Count);
    }

    [Fact]
    public void A_long_rest_is_a_rest_and_no_old_second_comes_back()
    {
        Quarters(new(1, 1, 0, 0), 4);
        Add(TimeSpan.FromMinutes(10), default);
        Quarters(new(5, 5, 0, 0), 4);
        Quarters(default, 50);
        Assert.Equal(20, Sum(Last(600)));
        Assert.Equal(24, Sum(Last(3600)));
    }

    [Fact]
    public void A_clock_that_is_set_back_a_little_changes_nothing_and_far_begins_anew()
    {
        Quarters(new(1, 0, 0, 0), 12);
        Add(TimeSpan.FromSeconds(-3), new(1, 0, 0, 0));
        _now += TimeSpan.FromSeconds(5);
        Assert.Equal(13, Sum(Last(60)));

        Add(TimeSpan.FromHours(-1), new(1, 0, 0, 0));
        Quarters(new(1, 0, 0, 0), 4);
        Quarters(default, 2);
        Assert.Equal([new(5, 0, 0, 0)], Last(60).Totals);
    }

    [Fact]
    public async Task It_goes_on_over_a_stop_and_a_start_and_a_clear()
    {
        var clock = new FakeTimeProvider(new(Began));
        await using var lab = new EndpointLab(clock, transports: new FakeTransports());
        var endpoint = await lab.StartAsync(new() { Kind = EndpointKind.UdpListener });
        Receive(endpoint);
        clock.Advance(TimeSpan.FromSeconds(1));
        await lab.Supervisor.StopAsync(endpoint.Id, CancellationToken.None);
        endpoint.Journal.Clear();
        await lab.Supervisor.StartAsync(endpoint.Id, CancellationToken.None);
        Receive(endpoint);
        for (var i = 0; i < 8; i++)
        {
            clock.Advance(EndpointSupervisor.SampleInterval);
        }

        var totals = endpoint.History.Last(TimeSpan.FromMinutes(1), clock.GetUtcNow().UtcDateTime).Totals;
        Assert.Equal([new(1, 8, 0, 0), new(1, 8, 0, 0)], totals);
    }

    [Fact]
    public async Task Of_a_real_socket_it_has_every_datagram_and_byte()
    {
        await using var lab = new EndpointLab();
        var endpoint = await lab.UdpListenerAsync();
        using var peer = Sockets.Udp();
        for (var i = 0; i < 50; i++)
        {
            await peer.SendToAsync(new byte[20], endpoint.Bound!, TestContext.Current.CancellationToken);
        }

        await Eventually.HoldsAsync(() =>
        {
            var minute = endpoint.History.Last(TimeSpan.FromMinutes(1), TimeProvider.System.GetUtcNow().UtcDateTime);
            return minute.Totals.Aggregate(default(TrafficTotals), (a, b) => a + b) == new TrafficTotals(50, 1000, 0, 0);
        });
    }

    private static void Receive(Endpoint endpoint)
    {
        using var batch = endpoint.Journal.BeginBatch();
        batch.AddDatagram(EntryDirection.In, 0, PeerAddress.None, 8, new byte[8]);
    }

    private static long Sum(TrafficSeries series) => series.Totals.Sum(total => total.ReceivedMessages);

    private TrafficSeries Last(double seconds) => _history.Last(TimeSpan.FromSeconds(seconds), _now);

    private void Quarters(TrafficTotals each, int count)
    {
        for (var i = 0; i < count; i++)
        {
            Add(TrafficGauge.SampleInterval, each);
        }
    }

    private void Add(TimeSpan later, TrafficTotals more)
    {
        (_now, _totals) = (_now + later, _totals + more);
        _history.Sample(_now, _totals);
    }
}
