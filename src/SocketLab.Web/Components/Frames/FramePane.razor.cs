using Microsoft.AspNetCore.Components;
using SocketLab.Web.ViewState;

namespace SocketLab.Web.Components.Frames;

/// <summary>The frames of a connection, and below them the one that is looked into.</summary>
public partial class FramePane
{
    /// <summary>What to show.</summary>
    [Parameter, EditorRequired]
    public FramesView View { get; set; } = default!;
}
