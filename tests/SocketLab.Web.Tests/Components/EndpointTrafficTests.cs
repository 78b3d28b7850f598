using Bunit;
using SocketLab.Web.Components.Feed;
using SocketLab.Web.ViewState.Endpoints;

namespace SocketLab.Web.Tests.Components;

public sealed class EndpointTrafficTests : BunitContext
{
    [Fact]
    public void Each_row_has_its_figures_under_their_headings()
    {
        var view = new TrafficView([
            new("Received", "in", new("5/s", "1.2 kB/s"), new("4/s", "1.0 kB/s"), new("9/s", "2.0 kB/s"), "What it means"),
        ]);
        var table = Render<EndpointTraffic>(p => p.Add(t => t.View, view));
        Assert.Equal(["1 s", "10 s", "peak"], table.FindAll("thead th").Select(h => h.TextContent));
        var row = table.Find("tbody tr");
        Assert.Equal(
            ("in", "Received", "What it means"),
            (row.ClassName, row.QuerySelector("th")!.TextContent, row.QuerySelector("th")!.GetAttribute("title"))
        );
        Assert.Equal(["5/s1.2 kB/s", "4/s1.0 kB/s", "9/s2.0 kB/s"], table.FindAll("tbody td").Select(cell => cell.TextContent.Trim()));
    }

    [Fact]
    public void Without_an_endpoint_there_is_no_table() => Assert.Empty(Render<EndpointTraffic>().FindAll("table"));

    [Theory]
    [InlineData(false, "buffer")]
    [InlineData(true, "buffer prominent")]
    public void A_receive_buffer_that_is_too_small_has_its_command_and_is_prominent_after_drops(bool prominent, string classes)
    {
        var view = new TrafficView(
            [new("Received", "in", new("5/s"), new("4/s"), new("9/s"), "What it means")],
            new ReceiveBufferHint("Too small.", "sysctl -w x=1", prominent)
        );
        var hint = Render<EndpointTraffic>(p => p.Add(t => t.View, view)).Find("[data-testid='receive-buffer-hint']");
        Assert.Equal((classes, "sysctl -w x=1"), (hint.ClassName!.Trim(), hint.QuerySelector("code")!.TextContent));
    }

    [Fact]
    public void It_stands_in_the_inspector_until_an_entry_is_selected()
    {
        JSInterop.Mode = JSRuntimeMode.Loose;
        var inspector = Render<Inspector>(p => p.Add(i => i.Idle, "<b class=idle>traffic</b>"));
        Assert.Single(inspector.FindAll(".idle"));
        inspector.Render(p =>
            p.Add(
                i => i.Entry,
                new()
                {
                    Sequence = 1,
                    Time = DateTime.UnixEpoch,
                    Kind = Core.Journal.EntryKind.Datagram,
                    Payload = new byte[1],
                    Length = 1,
                }
            )
        );
        Assert.Empty(inspector.FindAll(".idle"));
    }
}
