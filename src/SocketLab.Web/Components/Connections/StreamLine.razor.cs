using Microsoft.AspNetCore.Components;
using SocketLab.Web.ViewState.Connections;

namespace SocketLab.Web.Components.Connections;

/// <summary>One read, write or event of a stream.</summary>
public partial class StreamLine
{
    /// <summary>The read, write or event.</summary>
    [Parameter, EditorRequired]
    public StreamBlock Block { get; set; } = default!;

    /// <summary>The address of its entry in the feed.</summary>
    [Parameter]
    public string EntryAddress { get; set; } = "";

    /// <summary>All bytes of the block are to be shown.</summary>
    [Parameter]
    public EventCallback<long> OnShowWhole { get; set; }

    /// <inheritdoc/>
    protected override object Shown => Block;
}
