using SocketLab.Web.ViewState.Rows;

namespace SocketLab.Web.Tests.ViewState.Rows;

public sealed class ScrollWindowTests
{
    private readonly ListRows _rows = new();
    private readonly ScrollWindow<long> _window;

    public ScrollWindowTests() => _window = new(_rows);

    [Fact]
    public void A_scroll_that_did_not_know_of_a_jump_does_not_undo_it()
    {
        _rows.Arrive(1000);
        _window.Update();
        _window.GoToFirst();
        _window.ScrollTo(500, visibleRows: 30, atEnd: false);
        var position = _window.Update();
        Assert.Equal((1L, 1, 0L), (position.Top, position.JumpId, position.JumpTo));
        _window.ScrollTo(500, visibleRows: 30, atEnd: false);
        Assert.Equal((500L, 1), (_window.Update().Top, _window.Update().JumpId));
    }

    [Fact]
    public void Several_requests_between_two_updates_are_one_jump()
    {
        _rows.Arrive(1000);
        _window.Update();
        _window.GoToFirst();
        _window.Follow();
        _window.Reveal(ListRows.NameOf(300));
        _window.Restore();
        var position = _window.Update();
        Assert.Equal((1, 280L, false), (position.JumpId, position.Top, position.Following));
        Assert.Equal(1, _window.Update().JumpId);
    }

    [Fact]
    public void It_follows_the_newest_row_only_until_the_kept_one_would_leave()
    {
        _rows.Arrive(100);
        _window.ScrollTo(0, visibleRows: 30, atEnd: true);
        _window.Update();
        _window.Keep(ListRows.NameOf(80));
        _rows.Arrive(5);
        var moved = _window.Update();
        Assert.Equal((76L, true), (moved.Top, moved.Following));
        _rows.Arrive(1000);
        var held = _window.Update();
        Assert.Equal((80L, false, 996L), (held.Top, held.Following, held.NewBelow));
        _window.Follow();
        _rows.Arrive(1);
        Assert.Equal((1077L, true), (_window.Update().Top, _window.Update().Following));
    }

    [Fact]
    public void Other_rows_begin_where_they_are()
    {
        _rows.Arrive(1000);
        _window.Update();
        var others = new ListRows();
        others.Arrive(5000);
        others.Evict(4000);
        _window.Use(others);
        var position = _window.Update();
        Assert.Equal((4000L, 1001L, 0L, 5000L), (position.Origin, position.TotalRows, position.NewBelow, position.To - 1));
        Assert.True(position.Following);
    }

    [Fact]
    public void What_a_person_does_may_be_told_while_an_update_runs_on_another_thread()
    {
        var updates = Task.Run(() =>
        {
            for (var i = 0; i < 20_000; i++)
            {
                _rows.Arrive(3);
                _rows.Evict(i % 4);
                var position = _window.Update();
                _rows.Read(position.ReadFrom, new long[position.ReadCount]);
            }
        });
        for (var i = 0; !updates.IsCompleted; i++)
        {
            _window.ScrollTo(i % 60_000, 30, i % 7 == 0);
            _window.Reveal(ListRows.NameOf(i % 50_000));
            _window.TogglePause();
        }

        Assert.True(updates.IsCompletedSuccessfully, updates.Exception?.ToString());
    }
}
