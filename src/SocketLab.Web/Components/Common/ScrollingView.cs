using Microsoft.AspNetCore.Components;

namespace SocketLab.Web.Components.Common;

/// <summary>A view whose scrolling a script takes care of.</summary>
public abstract class ScrollingView : ScriptedControl
{
    /// <summary>The element that scrolls.</summary>
    protected ElementReference Scroller { get; set; }

    /// <summary>The script's file name without its extension. Its <c>attach</c> takes the element and a reference to this view.</summary>
    protected abstract string ScriptName { get; }

    /// <inheritdoc/>
    protected override Task OnAfterRenderAsync(bool firstRender) =>
        firstRender ? AttachAsync(ScriptName, self => [Scroller, self]) : Task.CompletedTask;
}
