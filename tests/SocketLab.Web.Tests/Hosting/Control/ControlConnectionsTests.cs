using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Time.Testing;
using SocketLab.Web.Hosting.Control;

namespace SocketLab.Web.Tests.Hosting.Control;

public sealed class ControlConnectionsTests : IDisposable
{
    private const int Limit = 3;

    private readonly FakeTimeProvider _time = new();
    private readonly LogLines _lines = new();
    private readonly ControlConnectionLog _log;
    private readonly ControlConnections _connections;

    public ControlConnectionsTests()
    {
        _log = new ControlConnectionLog(Limit, _time, _lines);
        _connections = new ControlConnections(Limit, _log);
    }

    public void Dispose() => _log.Dispose();

    [Fact]
    public void The_longest_unused_one_makes_room()
    {
        var all = Enumerable.Range(0, 5).Select(_ => Add()).ToList();
        Assert.Equal([true, true, false, false, false], all.Select(one => one.Wire.IsAborted));
        Assert.Equal(Limit, _connections.Open);
    }

    [Fact]
    public void One_in_use_stays_and_goes_to_the_end_of_the_line_afterwards()
    {
        var (first, second, third) = (Add(), Add(), Add());
        _connections.BeginUse(first.Connection);
        _connections.BeginUse(first.Connection);
        _connections.BeginUse(second.Connection);
        _connections.EndUse(first.Connection);
        var fourth = Add();
        Assert.True(third.Wire.IsAborted);
        _connections.EndUse(second.Connection);
        _connections.EndUse(first.Connection);
        Add();
        Add();
        Assert.Equal((true, true, false), (fourth.Wire.IsAborted, second.Wire.IsAborted, first.Wire.IsAborted));
    }

    [Fact]
    public void With_all_in_use_the_newest_is_refused()
    {
        var all = Enumerable.Range(0, Limit).Select(_ => Add()).ToList();
        all.ForEach(one => _connections.BeginUse(one.Connection));
        var wire = new Wire();
        Assert.False(_connections.TryAdd(wire, out _));
        Assert.True(wire.IsAborted);
        Assert.DoesNotContain(all, one => one.Wire.IsAborted);
        _connections.EndUse(all[1].Connection);
        Add();
        Assert.True(all[1].Wire.IsAborted);
    }

    [Fact]
    public async Task What_has_ended_makes_room_once_whatever_made_it_end()
    {
        var all = Enumerable.Range(0, Limit).Select(_ => Add()).ToList();
        _connections.BeginUse(all[1].Connection);
        Add();
        Assert.True(all[0].Wire.IsAborted);
        await all[0].Connection.DisposeAsync();
        await all[1].Connection.DisposeAsync();
        Assert.Equal(Limit - 1, _connections.Open);
        _connections.EndUse(all[1].Connection);
        Add();
        Assert.Equal(Limit, _connections.Open);
        Assert.False(all[2].Wire.IsAborted);
    }

    [Fact]
    public void A_request_finds_the_connection_that_carries_it()
    {
        var one = Add();
        Assert.Same(one.Connection, one.Wire.Features.Get<ControlConnection>());
    }

    [Fact]
    public void The_log_tells_the_first_at_once_and_the_others_summed_up()
    {
        _ = Enumerable.Range(0, Limit + 1).Select(_ => Add()).ToList();
        _time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal([Line(closed: 1, refused: 0)], _lines.Warnings);

        Add();
        var last = Enumerable.Range(0, Limit).Select(_ => Add()).ToList();
        last.ForEach(one => _connections.BeginUse(one.Connection));
        Assert.False(_connections.TryAdd(new Wire(), out _));
        _time.Advance(TimeSpan.FromSeconds(9));
        Assert.Single(_lines.Warnings);
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(Line(closed: 4, refused: 1), _lines.Warnings.Last());

        // Nothing happens for a while, and then one that is told at once again.
        _time.Advance(TimeSpan.FromSeconds(60));
        Assert.Equal(2, _lines.Warnings.Count());
        Assert.False(_connections.TryAdd(new Wire(), out _));
        _time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(Line(closed: 0, refused: 1), _lines.Warnings.Last());
        Assert.False(_connections.TryAdd(new Wire(), out _));
        _log.Dispose();
        Assert.Equal(4, _lines.Warnings.Count());
    }

    private static string Line(int closed, int refused) =>
        $"Connections to SocketLab itself: {Limit} may be open (a share of ulimit -n), so {closed} unused ones were closed and {refused} "
        + "new ones refused";

    private (Wire Wire, ControlConnection Connection) Add()
    {
        var wire = new Wire();
        Assert.True(_connections.TryAdd(wire, out var connection));
        return (wire, connection);
    }

    private sealed class Wire : DefaultConnectionContext
    {
        public bool IsAborted { get; private set; }

        public override void Abort(ConnectionAbortedException abortReason) => IsAborted = true;
    }
}
