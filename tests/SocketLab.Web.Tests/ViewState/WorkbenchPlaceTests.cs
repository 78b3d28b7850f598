using SocketLab.Web.ViewState;

namespace SocketLab.Web.Tests.ViewState;

public sealed class WorkbenchPlaceTests
{
    [Theory]
    [InlineData("a1", "frames", null, null)]
    [InlineData("a1", null, "12", "0123abcd")]
    [InlineData(null, null, null, null)]
    public void What_is_written_reads_as_the_same_place(string? endpoint, string? view, string? entry, string? run)
    {
        var place = WorkbenchPlace.Parse(endpoint, view, entry, run);
        var query = place.ToQuery();
        Assert.Equal((endpoint, view, entry, run), (Text("endpoint"), Text("view"), Text("entry"), Text("run")));
        Assert.Equal(place, WorkbenchPlace.Parse(Text("endpoint"), Text("view"), Text("entry"), Text("run")));

        string? Text(string name) => (string?)query[name];
    }

    [Theory]
    [InlineData("7")]
    [InlineData("nothing")]
    [InlineData("")]
    public void A_view_that_there_is_not_is_the_feed(string view) =>
        Assert.Equal(EndpointView.Feed, WorkbenchPlace.Parse("a1", view, "x", "").View);

    [Fact]
    public void An_entry_is_no_other_page()
    {
        var feed = WorkbenchPlace.Parse("a1", null, null, null);
        Assert.False(feed.IsOtherPageThan(WorkbenchPlace.Parse("a1", null, "3", null)));
        Assert.True(feed.IsOtherPageThan(WorkbenchPlace.Parse("a1", "connections", null, null)));
        Assert.True(feed.IsOtherPageThan(WorkbenchPlace.Parse("b2", null, null, null)));
    }
}
