using Microsoft.AspNetCore.Components;
using SocketLab.Web.ViewState.Endpoints;

namespace SocketLab.Web.Components.Feed;

/// <summary>How often each reply rule of the selected endpoint matched. Stands below its traffic, while no entry is looked at.</summary>
public partial class EndpointReplies
{
    /// <summary>The counts.</summary>
    [Parameter]
    public RepliesView View { get; set; } = RepliesView.Empty;

    /// <inheritdoc/>
    protected override object Shown => View;
}
