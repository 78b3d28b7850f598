using System.Net;
using Microsoft.Extensions.Time.Testing;
using SocketLab.Core.Definitions;
using SocketLab.Core.Endpoints;
using SocketLab.Core.Transport;
using SocketLab.Web.ViewState.Endpoints;

namespace SocketLab.Web.Tests.ViewState.Endpoints;

/// <summary>What a card says, of real sockets.</summary>
public sealed class EndpointCardTests : IAsyncDisposable
{
    private readonly EndpointLab _lab = new();

    public ValueTask DisposeAsync() => _lab.DisposeAsync();

    [Fact]
    public async Task Totals_are_told_apart_from_the_rate_and_by_direction()
    {
        var listener = await _lab.UdpListenerAsync();
        var sender = await _lab.StartAsync(new() { Kind = EndpointKind.UdpSender, Remote = EndpointLab.Remote(listener.Bound) });
        Assert.Equal(("0 in", null), Totals(listener));
        Assert.Equal((null, "0 out"), Totals(sender));
        for (var i = 0; i < 3; i++)
        {
            await sender.SendAsync(new byte[400], null, CancellationToken.None);
        }

        await Eventually.HoldsAsync(() => Totals(listener) == ("3 in · 1.2 kB", null));
        Assert.Equal((null, "3 out · 1.2 kB"), Totals(sender));

        // An answer gives each of them the other direction as well.
        var back = new IPEndPoint(IPAddress.Loopback, sender.Bound!.Port);
        await listener.SendAsync(new byte[7], EndpointLab.Remote(back), CancellationToken.None);
        await Eventually.HoldsAsync(() => Totals(sender) == ("1 in · 7 B", "3 out · 1.2 kB"));
        Assert.Equal(("3 in · 1.2 kB", "1 out · 7 B"), Totals(listener));
        await Eventually.HoldsAsync(() => Card(sender).Traffic!.Rate == "0");
        Assert.Equal("/s · 0 B/s", Card(sender).Traffic!.RateUnit);
        await _lab.Supervisor.StopAsync(listener.Id, CancellationToken.None);
        Assert.Equal(("3 in · 1.2 kB", "1 out · 7 B"), Totals(listener));
    }

    [Fact]
    public async Task Every_page_has_the_same_sparkline_and_a_new_one_has_it_at_once()
    {
        var listener = await _lab.UdpListenerAsync();
        var first = new EndpointsState(_lab.Supervisor, TimeProvider.System);
        using var peer = Sockets.Udp();
        await peer.SendToAsync(new byte[5], listener.Bound!, TestContext.Current.CancellationToken);
        await Eventually.HoldsAsync(() =>
        {
            first.Refresh();
            return Assert.Single(first.Cards).History.Sum() == 1;
        });
        var clock = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        var (second, third) = (new EndpointsState(_lab.Supervisor, clock), new EndpointsState(_lab.Supervisor, clock));
        Assert.Equal(1, second.Cards[0].History.Sum());
        Assert.Equal(second.Cards[0].History, third.Cards[0].History);

        // What says the same is the same, so that nothing is rendered. The rate is of the last second: first it comes to rest.
        await Eventually.HoldsAsync(() =>
        {
            second.Refresh();
            return second.Cards[0].Traffic!.Rate == "0";
        });
        var before = second.Cards;
        second.Refresh();
        Assert.Same(before, second.Cards);
    }

    [Fact]
    public async Task A_job_under_way_is_told_on_the_card()
    {
        var listener = await _lab.UdpListenerAsync();
        var state = new EndpointsState(_lab.Supervisor, TimeProvider.System);
        var job = await listener.StartJobAsync(
            new FixedPayload("x"u8.ToArray()),
            new() { Count = 40, PerSecond = 0.01 },
            EndpointLab.Remote(listener.Bound),
            CancellationToken.None
        );
        await Eventually.HoldsAsync(() => Job() == "Sending 1/40");
        job.Pause();
        Assert.Equal("Sending paused at 1/40", Job());
        await job.CancelAsync();
        Assert.Null(Job());

        string? Job()
        {
            state.Refresh();
            return state.Cards[0].Job;
        }
    }

    [Fact]
    public async Task What_other_machines_can_reach_says_so()
    {
        var (inside, outside) = (await _lab.UdpListenerAsync(), await _lab.TcpListenerAsync(address: "0.0.0.0"));
        Assert.Equal((false, true), (Card(inside).IsReachable, Card(outside).IsReachable));
        await _lab.Supervisor.StopAsync(outside.Id, CancellationToken.None);
        Assert.False(Card(outside).IsReachable);
        var sender = await _lab.StartAsync(new() { Kind = EndpointKind.UdpSender });
        Assert.False(Card(sender).IsReachable);
    }

    private static EndpointCard Card(Endpoint endpoint) => EndpointCard.Of(endpoint, TimeProvider.System.GetUtcNow().UtcDateTime);

    private static (string? In, string? Out) Totals(Endpoint endpoint) =>
        Card(endpoint).Traffic is { } traffic ? (traffic.In, traffic.Out) : default;
}
