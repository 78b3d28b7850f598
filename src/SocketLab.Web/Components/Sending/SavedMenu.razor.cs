using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using SocketLab.Core.Payloads;
using SocketLab.Web.ViewState.Sending;
using SocketLab.Web.Workspace;

namespace SocketLab.Web.Components.Sending;

/// <summary>Saved payloads in their folders: use, rename, delete, import, export.</summary>
public partial class SavedMenu
{
    /// <summary>Where the script finds the file to import.</summary>
    public const string InputId = "payloads-file";

    private const string MenuId = "saved-menu";

    /// <summary>All saved payloads.</summary>
    [Parameter]
    public IReadOnlyList<StoredPayload> Payloads { get; set; } = [];

    /// <summary>Whether what is written could be saved.</summary>
    [Parameter]
    public bool CanSave { get; set; }

    /// <summary>What is written is to be saved.</summary>
    [Parameter]
    public EventCallback OnSaveAs { get; set; }

    /// <summary>A saved payload is to be written in the composer.</summary>
    [Parameter]
    public EventCallback<StoredPayload> OnLoad { get; set; }

    /// <summary>A payload that comes with SocketLab is to be written in the composer.</summary>
    [Parameter]
    public EventCallback<PayloadText> OnPreset { get; set; }

    /// <summary>The name, folder or description of a saved payload is to be changed.</summary>
    [Parameter]
    public EventCallback<StoredPayload> OnEdit { get; set; }

    /// <summary>A saved payload is to be deleted.</summary>
    [Parameter]
    public EventCallback<StoredPayload> OnDelete { get; set; }

    /// <summary>A file was chosen to be imported.</summary>
    [Parameter]
    public EventCallback<InputFileChangeEventArgs> OnImport { get; set; }

    private SavedMatches Matches { get; } = new();
}
