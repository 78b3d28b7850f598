using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using SocketLab.Web.ViewState.Connections;

namespace SocketLab.Web.Components.Connections;

/// <summary>A stream as a conversation: what came and what went, in order, with its events in between.</summary>
public sealed partial class StreamView
{
    /// <summary>The blocks of the stream that are shown.</summary>
    [Parameter, EditorRequired]
    public StreamPage Page { get; set; } = StreamPage.Empty;

    /// <summary>How the bytes are written.</summary>
    [Parameter]
    public StreamFormat Format { get; set; }

    /// <summary>Counts up when the browser is to go to where the window was put.</summary>
    [Parameter]
    public int JumpId { get; set; }

    /// <summary>The address of an entry in the feed, without its sequence.</summary>
    [Parameter]
    public string EntryAddress { get; set; } = "";

    /// <summary>The person scrolled away from the end, or back to it.</summary>
    [Parameter]
    public EventCallback<bool> OnFollow { get; set; }

    /// <summary>The person comes near the window's upper edge.</summary>
    [Parameter]
    public EventCallback OnEarlier { get; set; }

    /// <summary>The person comes near the window's lower edge.</summary>
    [Parameter]
    public EventCallback OnLater { get; set; }

    /// <summary>The first block in sight is another one, by its ordinal.</summary>
    [Parameter]
    public EventCallback<long> OnSeen { get; set; }

    /// <summary>All bytes of a block are wanted.</summary>
    [Parameter]
    public EventCallback<long> OnShowWhole { get; set; }

    /// <inheritdoc/>
    protected override string ScriptName => "stream";

    /// <summary>Called by the script.</summary>
    [JSInvokable]
    public Task Followed(bool following) => OnFollow.InvokeAsync(following);

    /// <summary>Called by the script.</summary>
    [JSInvokable]
    public Task Earlier() => OnEarlier.InvokeAsync();

    /// <summary>Called by the script.</summary>
    [JSInvokable]
    public Task Later() => OnLater.InvokeAsync();

    /// <summary>Called by the script, a moment after the person scrolled.</summary>
    [JSInvokable]
    public Task Seen(long ordinal) => OnSeen.InvokeAsync(ordinal);

    /// <inheritdoc/>
    protected override object Shown => (Page, Format, JumpId);
}
