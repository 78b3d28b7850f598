using Microsoft.Extensions.Time.Testing;
using SocketLab.Web.ViewState;

namespace SocketLab.Web.Tests.ViewState;

public sealed class NoticeListTests
{
    private readonly FakeTimeProvider _clock = new();

    [Fact]
    public void What_went_wrong_is_told_for_longer_and_the_newest_sentence_takes_the_place_of_others()
    {
        var list = new NoticeList(_clock);
        var changes = 0;
        list.Changed += () => changes++;
        list.Tell("Copied.", isError: false);
        _clock.Advance(TimeSpan.FromSeconds(4));
        list.Refresh();
        Assert.Equal(("Copied.", 1), (list.Newest?.Text, changes));
        list.Tell("It was refused.", isError: true);
        _clock.Advance(TimeSpan.FromSeconds(14));
        list.Refresh();
        Assert.Equal(("It was refused.", 2), (list.Newest?.Text, changes));
        _clock.Advance(TimeSpan.FromSeconds(1));
        list.Refresh();
        Assert.Equal((null, 3), (list.Newest, changes));
    }
}
