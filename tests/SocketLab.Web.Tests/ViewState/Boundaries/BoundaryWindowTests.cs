using SocketLab.Web.ViewState.Boundaries;

namespace SocketLab.Web.Tests.ViewState.Boundaries;

public sealed class BoundaryWindowTests
{
    private readonly BoundaryWindow _window = new();

    [Fact]
    public void It_follows_the_newest_sends_until_somebody_zooms_and_again_when_asked()
    {
        _window.Update(Axis(100));
        Assert.Equal((600.0, 400.0, true), (_window.From, _window.Span, _window.IsFollowing));
        _window.Update(Axis(101));
        Assert.Equal((610.0, 400.0), (_window.From, _window.Span));
        _window.Zoom(0.5, at: 0.25);
        Assert.Equal((660.0, 200.0, false), (_window.From, _window.Span, _window.IsFollowing));
        _window.Update(Axis(500));
        Assert.Equal((660.0, 200.0), (_window.From, _window.Span));
        _window.Follow();
        _window.Update(Axis(500));
        Assert.Equal((4600.0, 400.0), (_window.From, _window.Span));
    }

    [Fact]
    public void It_never_leaves_what_is_there()
    {
        _window.Update(Axis(10));
        _window.Move(5);
        Assert.Equal((0.0, 100.0), (_window.From, _window.Span));
        _window.Zoom(1e-9, 1);
        Assert.Equal((100.0 - BoundaryWindow.LeastBytes, (double)BoundaryWindow.LeastBytes), (_window.From, _window.Span));
        _window.Move(3);
        Assert.Equal(92.0, _window.From);
        _window.GoToFirst();
        Assert.Equal(0.0, _window.From);
        _window.ShowAll();
        Assert.Equal((0.0, 100.0), (_window.From, _window.Span));
        _window.Update(BoundaryAxis.Empty);
        Assert.Equal((0.0, 1.0), (_window.From, _window.Span));
    }

    [Fact]
    public void What_is_too_narrow_to_be_told_apart_is_drawn_as_one_and_numbers_say_how_many()
    {
        var axis = Axis(BoundaryBar.MaxBars * 10);
        _window.Update(axis);
        _window.ShowAll();
        var bars = BoundaryBar.Lane(axis, isSend: true, _window, selected: 15);
        Assert.Equal((BoundaryBar.MaxBars, 10), (bars.Count, bars[0].Count));
        Assert.Equal(axis.Sends.Count, bars.Sum(bar => bar.Count));
        Assert.Equal([1], bars.Index().Where(bar => bar.Item.IsSelected).Select(bar => bar.Index));
        Assert.Equal(100, bars[^1].Left + bars[^1].Width, 0.01);

        _window.Zoom(0.001, 0);
        bars = BoundaryBar.Lane(axis, isSend: true, _window, selected: -1);
        Assert.All(bars, bar => Assert.Equal((1, "10"), (bar.Count, bar.Label)));
    }

    private static BoundaryAxis Axis(int sends)
    {
        BoundaryPiece[] pieces = [.. Enumerable.Range(0, sends).Select(i => new BoundaryPiece(i + 1, i * 10, 10, DateTime.UnixEpoch))];
        return BoundaryAxis.OfStream(pieces, pieces);
    }
}
