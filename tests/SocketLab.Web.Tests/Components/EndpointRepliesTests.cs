using Bunit;
using SocketLab.Web.Components.Feed;
using SocketLab.Web.ViewState.Endpoints;

namespace SocketLab.Web.Tests.Components;

public sealed class EndpointRepliesTests : BunitContext
{
    [Fact]
    public void Each_rule_has_its_matches_and_what_was_not_sent_is_said()
    {
        var view = Render<EndpointReplies>(p =>
            p.Add(r => r.View, new RepliesView([new("any <b>", "echo", "1,234")], "1,000", "234", null))
        );
        Assert.Equal(["1", "1,234"], view.FindAll("tbody td").Select(cell => cell.TextContent));
        Assert.Equal("any <b> → echo", view.Find("tbody th").TextContent);
        Assert.Equal(["", "1,000", "", "234"], view.FindAll("tfoot td").Select(cell => cell.TextContent));
        Assert.Empty(view.FindAll("[role=alert]"));
    }

    [Fact]
    public void A_pause_is_loud()
    {
        var view = Render<EndpointReplies>(p =>
            p.Add(r => r.View, new RepliesView([new("any message", "echo", "1")], "1", null, "Replies paused"))
        );
        Assert.Equal("Replies paused", view.Find("[role=alert]").TextContent);
    }

    [Fact]
    public void Without_rules_there_is_nothing() => Assert.Empty(Render<EndpointReplies>().FindAll("*"));
}
