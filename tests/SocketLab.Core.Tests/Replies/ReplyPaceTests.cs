using Microsoft.Extensions.Time.Testing;
using SocketLab.Core.Replies;

namespace SocketLab.Core.Tests.Replies;

public sealed class ReplyPaceTests
{
    private readonly FakeTimeProvider _clock = new();

    [Fact]
    public void More_than_the_limit_within_a_second_pauses_until_a_slower_second()
    {
        var pace = new ReplyPace(_clock);
        Assert.Equal([.. Enumerable.Repeat(PaceVerdict.Send, 5), PaceVerdict.Pause, PaceVerdict.Paused], Next(pace, 7));

        // The flood goes on: still paused.
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.All(Next(pace, 6), verdict => Assert.Equal(PaceVerdict.Paused, verdict));

        // A window at the limit, not above it.
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.All(Next(pace, 5), verdict => Assert.Equal(PaceVerdict.Paused, verdict));
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal([PaceVerdict.Resume, PaceVerdict.Send], Next(pace, 2));
    }

    [Fact]
    public void Silence_ends_a_pause()
    {
        var pace = new ReplyPace(_clock);
        Next(pace, 100);
        Assert.True(pace.IsPaused);
        Assert.True(pace.IsPausedNow);
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal([PaceVerdict.Paused], Next(pace, 1));
        Next(pace, 100);
        _clock.Advance(TimeSpan.FromSeconds(2));
        Assert.False(pace.IsPausedNow);
        Assert.Equal([PaceVerdict.Resume], Next(pace, 1));
    }

    [Fact]
    public void The_limit_a_second_forever_never_pauses()
    {
        var pace = new ReplyPace(_clock);
        for (var i = 0; i < 100; i++)
        {
            Assert.All(Next(pace, 5), verdict => Assert.Equal(PaceVerdict.Send, verdict));
            _clock.Advance(TimeSpan.FromSeconds(1));
        }
    }

    private static List<PaceVerdict> Next(ReplyPace pace, int count) => [.. Enumerable.Range(0, count).Select(_ => pace.Next(5))];
}
