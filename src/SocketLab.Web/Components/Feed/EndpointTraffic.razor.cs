using Microsoft.AspNetCore.Components;
using SocketLab.Web.ViewState.Endpoints;

namespace SocketLab.Web.Components.Feed;

/// <summary>How busy the selected endpoint is. Stands where an entry is looked at, while none is.</summary>
public partial class EndpointTraffic
{
    /// <summary>The figures.</summary>
    [Parameter]
    public TrafficView View { get; set; } = TrafficView.Empty;

    /// <inheritdoc/>
    protected override object Shown => View;
}
