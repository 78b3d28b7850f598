using Microsoft.AspNetCore.Components;
using SocketLab.Web.Components.Common;
using SocketLab.Web.ViewState;
using SocketLab.Web.ViewState.Frames;

namespace SocketLab.Web.Components.Frames;

/// <summary>The frames of a connection, and below them the one that is looked into.</summary>
public sealed partial class FramePane
{
    /// <summary>The frames. Those of another connection are another pane.</summary>
    [Parameter, EditorRequired]
    public FramesView View { get; set; } = default!;

    /// <summary>An entry is to be looked at, on the same page. Without it that is left to a link.</summary>
    [Parameter]
    public EventCallback<long> OnEntry { get; set; }

    [Inject]
    private Prompts Prompts { get; set; } = default!;

    /// <inheritdoc/>
    protected override IReadOnlyList<LiveState> States => [View.Reading];

    /// <inheritdoc/>
    protected override object Shown => (View.Page, View.WhyEmpty, View.Reading.Selection, View.Reading.Found);

    /// <inheritdoc/>
    protected override Task WatchAsync() => View.WatchAsync(SeenAsync, StateHasChanged);
}
