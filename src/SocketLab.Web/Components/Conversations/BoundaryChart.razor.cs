using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using SocketLab.Web.ViewState.Boundaries;

namespace SocketLab.Web.Components.Conversations;

/// <summary>Each send above and each receive below, on one axis of bytes: the wheel zooms, keys and clicks choose.</summary>
public sealed partial class BoundaryChart
{
    /// <summary>What is in sight.</summary>
    [Parameter, EditorRequired]
    public BoundaryPage Page { get; set; } = BoundaryPage.Empty;

    /// <summary>Who sent.</summary>
    [Parameter]
    public string SendTitle { get; set; } = "";

    /// <summary>Who received.</summary>
    [Parameter]
    public string ReceiveTitle { get; set; } = "";

    /// <summary>The wheel was turned: more than 0 shows more bytes, at a place from 0 (left) to 1.</summary>
    [Parameter]
    public EventCallback<(double Turns, double At)> OnWheel { get; set; }

    /// <summary>A key was pressed.</summary>
    [Parameter]
    public EventCallback<string> OnKey { get; set; }

    /// <summary>A piece was clicked.</summary>
    [Parameter]
    public EventCallback<(bool IsSend, int Index)> OnSelect { get; set; }

    /// <inheritdoc/>
    protected override string ScriptName => "boundary";

    /// <summary>Called by the script.</summary>
    [JSInvokable]
    public Task Wheel(double turns, double at) => OnWheel.InvokeAsync((turns, at));

    /// <summary>Called by the script.</summary>
    [JSInvokable]
    public Task Press(string key) => OnKey.InvokeAsync(key);

    /// <summary>Called by the script.</summary>
    [JSInvokable]
    public Task Select(string lane, int index) => OnSelect.InvokeAsync((lane == "sends", index));

    /// <inheritdoc/>
    protected override object Shown => (Page, SendTitle, ReceiveTitle);

    private static string Classes(BoundaryBar bar) =>
        $"{(bar.IsLost ? "lost " : "")}{(bar.IsSelected ? "selected " : "")}{(bar.Count > 1 ? "many" : "")}";

    private static string Place(BoundaryBar bar) => string.Create(CultureInfo.InvariantCulture, $"left:{bar.Left}%;width:{bar.Width}%");
}
