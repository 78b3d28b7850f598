using Microsoft.Extensions.Time.Testing;
using SocketLab.Web.ViewState;

namespace SocketLab.Web.Tests.ViewState;

public sealed class UndoListTests
{
    private static readonly TimeSpan Within = TimeSpan.FromSeconds(10);

    private readonly FakeTimeProvider _clock = new();
    private readonly List<string> _undone = [];

    [Fact]
    public async Task The_newest_act_is_taken_back_first_and_each_once()
    {
        var stack = New("first", "second");
        await stack.UndoAsync();
        Assert.Equal("first", stack.Newest?.Text);
        await stack.UndoAsync();
        await stack.UndoAsync();
        Assert.Equal(["second", "first"], _undone);
    }

    [Fact]
    public async Task What_is_over_is_not_taken_back()
    {
        var stack = New("only");
        _clock.Advance(Within);
        await stack.UndoAsync();
        Assert.Empty(_undone);
        Assert.Null(stack.Newest);
    }

    [Fact]
    public void A_notice_that_is_dismissed_shows_the_one_before()
    {
        var stack = New("first", "second");
        stack.Dismiss();
        Assert.Equal("first", stack.Newest?.Text);
    }

    private UndoList New(params string[] acts)
    {
        var stack = new UndoList(_clock);
        foreach (var act in acts)
        {
            stack.Offer(act, Within, () =>
            {
                _undone.Add(act);
                return Task.CompletedTask;
            });
        }

        return stack;
    }
}
