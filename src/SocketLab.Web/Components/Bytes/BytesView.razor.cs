using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using SocketLab.Web.ViewState.Bytes;

namespace SocketLab.Web.Components.Bytes;

/// <summary>Has bytes selected by mouse and keyboard, in a dump and in text alike, and shown selected wherever they stand in it.</summary>
public sealed partial class BytesView
{
    private ElementReference _root;

    /// <summary>The selected bytes; null for none.</summary>
    [Parameter]
    public ByteSelection? Selection { get; set; }

    /// <summary>What a search has found, as <c>START:LENGTH</c> with blanks between.</summary>
    [Parameter]
    public string Found { get; set; } = "";

    /// <summary>Bytes were selected.</summary>
    [Parameter]
    public EventCallback<(int Start, int Length)> OnSelect { get; set; }

    /// <summary>Dumps and texts of the same bytes.</summary>
    [Parameter]
    public RenderFragment? ChildContent { get; set; }

    /// <summary>Called by the script: the first selected byte, and how many there are.</summary>
    [JSInvokable]
    public Task Selected(int start, int length) => OnSelect.InvokeAsync((start, length));

    /// <inheritdoc/>
    protected override Task OnAfterRenderAsync(bool firstRender) =>
        firstRender ? AttachAsync("bytes", self => [_root, self]) : Task.CompletedTask;
}
