using Microsoft.AspNetCore.Components;
using SocketLab.Web.ViewState;
using SocketLab.Web.ViewState.Conversations;

namespace SocketLab.Web.Components.Panes;

/// <summary>What a conversation is, for who meets one.</summary>
public sealed partial class ConversationSidePane
{
    /// <summary>The conversation.</summary>
    [Parameter, EditorRequired]
    public ConversationView View { get; set; } = default!;

    /// <inheritdoc/>
    protected override IReadOnlyList<LiveState> States => [View];

    /// <inheritdoc/>
    protected override object Shown => View;
}
