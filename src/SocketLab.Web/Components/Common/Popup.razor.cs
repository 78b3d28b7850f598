using Microsoft.AspNetCore.Components;

namespace SocketLab.Web.Components.Common;

/// <summary>
/// A button and the panel that it opens. The browser opens it, closes it with Esc or a click elsewhere, and keeps the focus in order.
/// </summary>
/// <remarks>
/// What it holds is rendered once it was opened for the first time. A button in it with <c>popovertarget</c> and
/// <c>popovertargetaction="hide"</c> closes it.
/// </remarks>
public partial class Popup
{
    private bool _opened;

    /// <summary>The panel's id, the only one of the page.</summary>
    [Parameter, EditorRequired]
    public string Id { get; set; } = "";

    /// <summary>What the button says.</summary>
    [Parameter]
    public string Label { get; set; } = "";

    /// <summary>What the panel is, for tooltips and screen readers.</summary>
    [Parameter]
    public string Title { get; set; } = "";

    /// <summary>The button's classes.</summary>
    [Parameter]
    public string Button { get; set; } = "quiet";

    /// <summary>Whether the panel is a wide one.</summary>
    [Parameter]
    public bool Wide { get; set; }

    /// <summary>Whether the button shows that it opens something.</summary>
    [Parameter]
    public bool HasArrow { get; set; } = true;

    /// <summary>Whether the panel begins where the button does, rather than ending there.</summary>
    [Parameter]
    public bool FromStart { get; set; }

    /// <summary>The button's test id.</summary>
    [Parameter]
    public string TestId { get; set; } = "";

    /// <summary>What the panel holds.</summary>
    [Parameter]
    public RenderFragment? ChildContent { get; set; }

    private void Open() => _opened = true;
}
