namespace SocketLab.Web.Components;

/// <summary>The pages by their addresses.</summary>
public partial class Routes
{
    private Type? _first;
    private bool _hasMoved;

    /// <summary>
    /// Whether another page than the first is shown, or was: its heading gets the focus. On the first the browser begins at the top, where
    /// the link is that skips what is above the feed.
    /// </summary>
    private bool HasMoved(Microsoft.AspNetCore.Components.RouteData route)
    {
        _first ??= route.PageType;
        return _hasMoved |= route.PageType != _first;
    }
}
