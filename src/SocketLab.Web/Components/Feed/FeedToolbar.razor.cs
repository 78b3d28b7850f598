using Microsoft.AspNetCore.Components;
using SocketLab.Web.Components.Common;
using SocketLab.Web.ViewState;
using SocketLab.Web.ViewState.Endpoints;

namespace SocketLab.Web.Components.Feed;

/// <summary>What stands above the feed: whose it is, and what can be done with the view.</summary>
public partial class FeedToolbar
{
    /// <summary>The endpoint's name.</summary>
    [Parameter]
    public string Title { get; set; } = "";

    /// <summary>The endpoint's address.</summary>
    [Parameter]
    public string Address { get; set; } = "";

    /// <summary>The endpoint's encryption; null without TLS.</summary>
    [Parameter]
    public TlsMark? Tls { get; set; }

    /// <summary>How many connections are open, or a capture has; null when the endpoint has none by its kind.</summary>
    [Parameter]
    public long? Connections { get; set; }

    /// <summary>Whether there are frames to show.</summary>
    [Parameter]
    public bool HasFrames { get; set; }

    /// <summary>What is shown.</summary>
    [Parameter]
    public EndpointView View { get; set; }

    /// <summary>Something else is to be shown.</summary>
    [Parameter]
    public EventCallback<EndpointView> OnView { get; set; }

    /// <summary>Whether the view is frozen.</summary>
    [Parameter]
    public bool Paused { get; set; }

    /// <summary>Whether the person may change things.</summary>
    [Parameter]
    public bool CanOperate { get; set; }

    /// <summary>What else can be done with the endpoint.</summary>
    [Parameter]
    public RenderFragment? ChildContent { get; set; }

    /// <summary>The view is to be frozen, or to go on.</summary>
    [Parameter]
    public EventCallback OnPause { get; set; }

    /// <summary>The journal is to be emptied.</summary>
    [Parameter]
    public EventCallback OnClear { get; set; }

    private IReadOnlyList<Segment<EndpointView>> Views =>
        [
            new(EndpointView.Feed, "Feed", TestId: "show-feed"),
            .. HasFrames ? [Frames] : Array.Empty<Segment<EndpointView>>(),
            .. Connections is { } open ? [ConnectionsOf(open)] : Array.Empty<Segment<EndpointView>>(),
            new(EndpointView.Plots, "Plots", "What came when, how long it was, and from whom", "show-plots"),
            new(EndpointView.Statistics, "Statistics", "Sums, top peers, and who talked with whom", "show-statistics"),
        ];

    private static Segment<EndpointView> Frames { get; } =
        new(EndpointView.Frames, "Frames", "The streams of the connections, cut into frames", "show-frames");

    private static Segment<EndpointView> ConnectionsOf(long open) =>
        new(EndpointView.Connections, $"Connections ({Number(open)})", TestId: "show-connections");
}
