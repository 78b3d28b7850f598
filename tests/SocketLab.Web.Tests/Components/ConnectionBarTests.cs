using Bunit;
using MudBlazor.Services;
using SocketLab.Core.Transport.Tcp;
using SocketLab.Web.Components.Connections;
using SocketLab.Web.ViewState.Connections;
using ConnectionEnding = SocketLab.Web.Commands.ConnectionEnding;

namespace SocketLab.Web.Tests.Components;

public sealed class ConnectionBarTests : BunitContext
{
    private readonly List<ConnectionEnding> _actions = [];

    public ConnectionBarTests()
    {
        Services.AddMudServices();
        JSInterop.Mode = JSRuntimeMode.Loose;
        Render<MudBlazor.MudPopoverProvider>();
    }

    [Fact]
    public void Each_way_to_end_says_what_the_peer_will_see_and_waits_for_a_choice()
    {
        var bar = RenderBar(selected: 0);
        var reset = bar.Find("[data-testid=selected-Reset]");
        Assert.True(reset.HasAttribute("disabled"));
        Assert.Equal(PeerSees.Reset, reset.GetAttribute("title"));
        Assert.Equal(PeerSees.Close(5), bar.Find("[data-testid=selected-Close]").GetAttribute("title"));
        Assert.Contains("Select all open", bar.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void With_a_choice_it_says_how_many_and_asks_for_what_is_clicked()
    {
        var bar = RenderBar(selected: 1234);
        Assert.Contains("1,234 selected", bar.Markup, StringComparison.Ordinal);
        bar.Find("[data-testid=selected-HalfClose]").Click();
        Assert.Equal(ConnectionEnding.HalfClose, Assert.Single(_actions));
    }

    [Fact]
    public void A_viewer_has_nothing_to_press() => Assert.Empty(RenderBar(selected: 1, canOperate: false).FindAll("button"));

    private IRenderedComponent<ConnectionBar> RenderBar(int selected, bool canOperate = true) =>
        Render<ConnectionBar>(parameters =>
            parameters
                .Add(
                    bar => bar.Page,
                    ConnectionTablePage.Empty with
                    {
                        Open = 5000,
                        TotalRows = 5000,
                        Selected = selected,
                        SelectedOpen = selected,
                    }
                )
                .Add(bar => bar.CanOperate, canOperate)
                .Add(bar => bar.LingerSeconds, 5)
                .Add(bar => bar.OnSelected, _actions.Add)
        );
}
