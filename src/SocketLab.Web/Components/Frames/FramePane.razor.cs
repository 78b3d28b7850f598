using Microsoft.AspNetCore.Components;
using SocketLab.Web.ViewState.Frames;

namespace SocketLab.Web.Components.Frames;

/// <summary>The frames of a connection, and below them the one that is looked into.</summary>
public partial class FramePane
{
    /// <summary>What to show.</summary>
    [Parameter, EditorRequired]
    public FramesView View { get; set; } = default!;

    /// <summary>An entry is to be looked at, on the same page. Without it that is left to a link.</summary>
    [Parameter]
    public EventCallback<long> OnEntry { get; set; }
}
