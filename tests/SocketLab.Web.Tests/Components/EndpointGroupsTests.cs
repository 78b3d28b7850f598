using Bunit;
using SocketLab.Web.Components.Feed;
using SocketLab.Web.ViewState.Endpoints;

namespace SocketLab.Web.Tests.Components;

public sealed class EndpointGroupsTests : BunitContext
{
    private static readonly MulticastView Joined = new(true, [new("239.1.2.3%lo", "239.1.2.3", "on lo")], "Datagrams to groups: TTL 1.");

    private readonly List<string> _asked = [];
    private readonly List<string> _left = [];
    private string? _refusal;

    public EndpointGroupsTests() => JSInterop.Mode = JSRuntimeMode.Loose;

    [Fact]
    public void What_is_written_is_joined_and_a_refusal_stands_at_the_field()
    {
        var groups = RenderGroups(Joined with { Rows = [] });
        groups.Find("[data-testid=open-join]").Click();
        groups.Find("[data-testid=join-group]").Input("10.0.0.1");
        _refusal = "That is no group.";
        groups.Find("form").Submit();
        Assert.Equal("That is no group.", groups.Find("#join-note").TextContent);
        Assert.Equal(
            ("true", "10.0.0.1"),
            (
                groups.Find("[data-testid=join-group]").GetAttribute("aria-invalid"),
                groups.Find("[data-testid=join-group]").GetAttribute("value")
            )
        );

        _refusal = null;
        groups.Find("[data-testid=join-group]").Input(" 239.1.2.3 ");
        groups.Find("form").Submit();
        Assert.Equal(["10.0.0.1", "239.1.2.3"], _asked);
        Assert.Equal(
            ("false", ""),
            (
                groups.Find("[data-testid=join-group]").GetAttribute("aria-invalid"),
                groups.Find("[data-testid=join-group]").GetAttribute("value")
            )
        );
    }

    [Fact]
    public void A_group_is_left_as_it_was_written()
    {
        var groups = RenderGroups(Joined);
        groups.Find("[aria-label='Leave 239.1.2.3%lo']").Click();
        Assert.Equal(["239.1.2.3%lo"], _left);
    }

    [Fact]
    public void A_viewer_sees_the_groups_and_no_more()
    {
        var groups = RenderGroups(Joined, canOperate: false);
        Assert.Equal("239.1.2.3", groups.Find("[data-testid=joined] .group").TextContent);
        Assert.Empty(groups.FindAll("button, input"));
        Assert.Empty(RenderGroups(Joined with { Rows = [] }, canOperate: false).Markup.Trim());
    }

    private IRenderedComponent<EndpointGroups> RenderGroups(MulticastView view, bool canOperate = true) =>
        Render<EndpointGroups>(parameters =>
            parameters
                .Add(groups => groups.View, view)
                .Add(groups => groups.IsRunning, true)
                .Add(groups => groups.CanOperate, canOperate)
                .Add(
                    groups => groups.Join,
                    text =>
                    {
                        _asked.Add(text);
                        return Task.FromResult(_refusal);
                    }
                )
                .Add(groups => groups.OnLeave, _left.Add)
        );
}
