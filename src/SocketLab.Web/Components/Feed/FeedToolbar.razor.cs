using System.Globalization;
using Microsoft.AspNetCore.Components;
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

    /// <summary>How many connections are open; null when the endpoint has none by its kind.</summary>
    [Parameter]
    public int? Connections { get; set; }

    /// <summary>Whether the connections are shown in the place of the feed.</summary>
    [Parameter]
    public bool ShowsConnections { get; set; }

    /// <summary>Show the connections, or the feed.</summary>
    [Parameter]
    public EventCallback<bool> OnView { get; set; }

    /// <summary>Whether frames are shown in the place of the feed.</summary>
    [Parameter]
    public bool ShowsFrames { get; set; }

    /// <summary>Show the frames. Without it there are none.</summary>
    [Parameter]
    public EventCallback OnFrames { get; set; }

    /// <summary>Whether the view is frozen.</summary>
    [Parameter]
    public bool Paused { get; set; }

    /// <summary>Whether the person may change things.</summary>
    [Parameter]
    public bool CanOperate { get; set; }

    /// <summary>The view is to be frozen, or to go on.</summary>
    [Parameter]
    public EventCallback OnPause { get; set; }

    /// <summary>The journal is to be emptied.</summary>
    [Parameter]
    public EventCallback OnClear { get; set; }

    private bool ShowsFeed => !ShowsConnections && !ShowsFrames;

    private static string Count(int value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
