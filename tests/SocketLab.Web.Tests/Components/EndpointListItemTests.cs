using Bunit;
using Microsoft.AspNetCore.Components;
using MudBlazor.Services;
using SocketLab.Core.Definitions;
using SocketLab.Web.Components.Endpoints;
using SocketLab.Web.ViewState.Endpoints;

namespace SocketLab.Web.Tests.Components;

public sealed class EndpointListItemTests : BunitContext
{
    private static readonly EndpointCard Running = new()
    {
        Id = "abc",
        Name = "Sensor inbox",
        Kind = EndpointKind.UdpListener,
        State = EndpointState.Running,
        Address = "127.0.0.1:9191",
        Rate = "18,204",
        RateUnit = "/s 1.2 MB",
    };

    private readonly List<EndpointRequest> _requests = [];

    public EndpointListItemTests()
    {
        Services.AddMudServices();
        JSInterop.Mode = JSRuntimeMode.Loose;
        Render<MudBlazor.MudPopoverProvider>();
    }

    [Fact]
    public void It_shows_name_address_kind_and_rate()
    {
        var item = RenderItem(Running);
        Assert.Contains("Sensor inbox", item.Markup, StringComparison.Ordinal);
        Assert.Contains("127.0.0.1:9191", item.Find(".address").TextContent, StringComparison.Ordinal);
        Assert.Equal("UDP listen", item.Find(".badge").TextContent);
        Assert.Equal("18,204/s 1.2 MB", item.Find(".rate").TextContent.Trim());
    }

    [Fact]
    public void The_switch_says_whether_it_runs_and_asks_for_the_other()
    {
        var item = RenderItem(Running);
        var button = item.Find("[role=switch]");
        Assert.Equal(("Run Sensor inbox", "true"), (button.GetAttribute("aria-label"), button.GetAttribute("aria-checked")));
        button.Click();
        Assert.Equal(new EndpointRequest("abc", EndpointAction.Toggle), Assert.Single(_requests));
    }

    [Fact]
    public void A_fault_is_shown_with_the_free_port_to_use_instead()
    {
        var item = RenderItem(
            Running with
            {
                State = EndpointState.Faulted,
                Rate = null,
                Fault = "Port 9191 is already in use.",
                FreePort = 9192,
            }
        );
        Assert.Contains("already in use", item.Find("[role=alert]").TextContent, StringComparison.Ordinal);
        item.Find("[data-testid=use-port]").Click();
        Assert.Equal(new EndpointRequest("abc", EndpointAction.UsePort, 9192), Assert.Single(_requests));
    }

    [Fact]
    public void A_client_connects_and_closes_and_says_when_it_tries_again()
    {
        var client = Running with { Kind = EndpointKind.TcpClient, State = EndpointState.Stopped, Rate = null };
        Assert.Equal("Connect", RenderItem(client).Find("[role=switch]").GetAttribute("title"));
        Assert.Equal(
            "Close the connection",
            RenderItem(client with { State = EndpointState.Running }).Find("[role=switch]").GetAttribute("title")
        );
        var waiting = RenderItem(
            client with
            {
                State = EndpointState.Starting,
                NextAttempt = "connects again in 3 s",
                Fault = "Nothing listens there.",
            }
        );
        Assert.Equal("connects again in 3 s", waiting.Find(".rate").TextContent.Trim());
        Assert.Contains("Nothing listens", waiting.Find("[role=alert]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void A_viewer_cannot_switch_it()
    {
        var item = RenderItem(Running with { FreePort = 9192, Fault = "x" }, canOperate: false);
        Assert.True(item.Find("[role=switch]").HasAttribute("disabled"));
        Assert.Empty(item.FindAll("[data-testid=use-port]"));
    }

    [Fact]
    public void A_hostile_name_is_text()
    {
        var item = RenderItem(Running with { Name = "<script>alert(1)</script>" });
        Assert.Empty(item.FindAll("script"));
        Assert.Equal("<script>alert(1)</script>", item.Find(".text").TextContent);
    }

    private IRenderedComponent<EndpointListItem> RenderItem(EndpointCard card, bool canOperate = true) =>
        Render<EndpointListItem>(parameters =>
            parameters
                .Add(item => item.Card, card)
                .Add(item => item.CanOperate, canOperate)
                .Add(item => item.OnAction, EventCallback.Factory.Create<EndpointRequest>(this, _requests.Add))
        );
}
