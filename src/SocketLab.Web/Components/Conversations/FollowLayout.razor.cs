using Microsoft.AspNetCore.Components;

namespace SocketLab.Web.Components.Conversations;

/// <summary>Where the panes of a followed conversation stand: what was said in the middle, what is known of it beside that.</summary>
public sealed partial class FollowLayout
{
    private static readonly string[] Tabs = ["Stream", "Details"];

    private string _tab = Tabs[0];

    /// <summary>What is followed, as its address names it.</summary>
    [Parameter]
    public string Name { get; set; } = "";

    /// <summary>Whether the page answers.</summary>
    [Parameter]
    public bool IsWatching { get; set; }

    /// <summary>The way back, and whom it is with.</summary>
    [Parameter, EditorRequired]
    public RenderFragment Head { get; set; } = default!;

    /// <summary>Its figures.</summary>
    [Parameter, EditorRequired]
    public RenderFragment About { get; set; } = default!;

    /// <summary>What was said.</summary>
    [Parameter, EditorRequired]
    public RenderFragment Stream { get; set; } = default!;

    /// <summary>Where something is written to the peer.</summary>
    [Parameter, EditorRequired]
    public RenderFragment Send { get; set; } = default!;

    /// <summary>What else is known.</summary>
    [Parameter, EditorRequired]
    public RenderFragment Side { get; set; } = default!;
}
