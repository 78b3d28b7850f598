using Microsoft.AspNetCore.Components;
using SocketLab.Web.ViewState.Sending;
using SocketLab.Web.Workspace;

namespace SocketLab.Web.Components.Sending;

/// <summary>A folder of saved payloads, and those in it.</summary>
public partial class SavedFolder
{
    /// <summary>The folder with its payloads.</summary>
    [Parameter, EditorRequired]
    public PayloadFolder Folder { get; set; } = default!;

    /// <summary>The panel that a choice closes.</summary>
    [Parameter]
    public string MenuId { get; set; } = "";

    /// <summary>Take one into the composer.</summary>
    [Parameter]
    public EventCallback<StoredPayload> OnLoad { get; set; }

    /// <summary>Change a name, a folder or a description.</summary>
    [Parameter]
    public EventCallback<StoredPayload> OnEdit { get; set; }

    /// <summary>A saved payload is to be deleted.</summary>
    [Parameter]
    public EventCallback<StoredPayload> OnDelete { get; set; }
}
