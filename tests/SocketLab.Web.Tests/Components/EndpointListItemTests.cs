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
        Traffic = new("1,204 in · 63 kB", null, "18,204", "/s · 1.2 MB/s"),
    };

    private readonly List<EndpointRequest> _requests = [];
    private readonly List<CardRename> _renames = [];

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
        Assert.Equal("18,204/s · 1.2 MB/s", item.Find(".rate").TextContent.Trim());
    }

    [Fact]
    public void A_capture_has_nothing_to_start_and_no_rate()
    {
        var item = RenderItem(Running with { Kind = EndpointKind.Capture, State = EndpointState.Stopped, Address = "12,430 packets" });
        Assert.Empty(item.FindAll("[role=switch]"));
        Assert.Empty(item.FindAll(".rate"));
        string[] texts = [.. item.FindAll("[role=menuitem]").Select(one => one.TextContent.Trim())];
        Assert.Contains(texts, text => text.StartsWith("Edit", StringComparison.Ordinal));
        Assert.DoesNotContain(texts, text =>
            text.Contains("Duplicate", StringComparison.Ordinal) || text.Contains("reaches", StringComparison.Ordinal)
        );
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
        var item = RenderItem(Running with { State = EndpointState.Faulted, Fault = "Port 9191 is already in use.", FreePort = 9192 });
        Assert.Contains("already in use", item.Find("[role=alert]").TextContent, StringComparison.Ordinal);
        item.Find("[data-testid=use-port]").Click();
        Assert.Equal(new EndpointRequest("abc", EndpointAction.UsePort, 9192), Assert.Single(_requests));
    }

    [Fact]
    public void A_client_connects_and_closes_and_says_when_it_tries_again()
    {
        var client = Running with { Kind = EndpointKind.TcpClient, State = EndpointState.Stopped };
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
    public void A_line_has_name_rate_and_what_one_must_know()
    {
        var item = RenderItem(Running with { Unread = "12", IsReachable = true, Job = "Sending 40/100" }, compact: true);
        Assert.Equal("18,204/s", item.Find(".rate").TextContent.Trim());
        Assert.Equal("12 unread", item.Find(".unread").TextContent);
        Assert.Equal(
            "UDP listen 127.0.0.1:9191 · running · the number counts what came since you last looked · Reachable from other machines",
            item.Find(".name").GetAttribute("title")
        );
        Assert.Equal("Sending 40/100", item.Find("[data-testid=card-job]").TextContent);
        Assert.Empty(item.FindAll(".address, .spark, .totals"));

        // A danger is not left out for want of room.
        Assert.Empty(RenderItem(Running with { Tls = new("TLS", "", IsUnverified: false) }, compact: true).FindAll(".encrypted"));
        var danger = RenderItem(Running with { Tls = new("TLS, trusts anything", "", IsUnverified: true) }, compact: true);
        Assert.Equal("TLS, trusts anything", danger.Find("[data-testid=tls-mark]").TextContent.Trim());
    }

    [Fact]
    public void A_name_is_saved_by_Enter_kept_by_Esc_and_not_lost_by_leaving()
    {
        var item = RenderItem(Running with { GivenName = "Sensor inbox" });
        item.Find(".name").DoubleClick();
        Assert.Equal(new CardRename("abc", null), _renames[^1]);

        item.Render(parameters => parameters.Add(one => one.Renaming, true));
        item.Find(".rename").Change("Sensor 2");
        item.Find("form").Submit();
        Assert.Equal(new CardRename("abc", "Sensor 2"), _renames[^1]);
        item.Find(".rename").Blur();
        Assert.Equal(new CardRename("abc", "Sensor 2", IsLeft: true), _renames[^1]);
        item.Find(".rename").KeyDown("Escape");
        Assert.Equal(new CardRename("abc", "Sensor inbox"), _renames[^1]);

        // The field that goes away loses the focus, which means nothing any more.
        var said = _renames.Count;
        item.Render(parameters => parameters.Add(one => one.Renaming, false));
        Assert.Equal(said, _renames.Count);
    }

    [Fact]
    public void The_sparkline_has_its_baseline_from_the_beginning_and_one_width()
    {
        var rest = RenderItem(Running);
        Assert.Single(rest.FindAll(".spark-base"));
        Assert.Empty(rest.FindAll(".spark-line"));
        var moved = RenderItem(Running with { History = [0, 4, 2] });
        Assert.Equal("M-9 30V21H57L57 21L58 2.5L59 11.8H69V30", moved.Find(".spark-line").GetAttribute("d"));
    }

    [Fact]
    public void What_has_no_socket_has_no_switch() =>
        Assert.Empty(RenderItem(Running with { Kind = EndpointKind.Capture }).FindAll("[role=switch]"));

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

    private IRenderedComponent<EndpointListItem> RenderItem(EndpointCard card, bool canOperate = true, bool compact = false) =>
        Render<EndpointListItem>(parameters =>
            parameters
                .Add(item => item.Card, card)
                .Add(item => item.CanOperate, canOperate)
                .Add(item => item.Compact, compact)
                .Add(item => item.OnRename, EventCallback.Factory.Create<CardRename>(this, _renames.Add))
                .Add(item => item.OnAction, EventCallback.Factory.Create<EndpointRequest>(this, _requests.Add))
        );
}
