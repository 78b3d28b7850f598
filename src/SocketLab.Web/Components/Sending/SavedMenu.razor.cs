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

    /// <summary>Save what is written.</summary>
    [Parameter]
    public EventCallback OnSaveAs { get; set; }

    /// <summary>Take one into the composer.</summary>
    [Parameter]
    public EventCallback<StoredPayload> OnLoad { get; set; }

    /// <summary>Take one that comes with SocketLab.</summary>
    [Parameter]
    public EventCallback<PayloadText> OnPreset { get; set; }

    /// <summary>Change a name, a folder or a description.</summary>
    [Parameter]
    public EventCallback<StoredPayload> OnEdit { get; set; }

    /// <summary>Remove one.</summary>
    [Parameter]
    public EventCallback<StoredPayload> OnDelete { get; set; }

    /// <summary>A file was chosen to be imported.</summary>
    [Parameter]
    public EventCallback<InputFileChangeEventArgs> OnImport { get; set; }

    private SavedMatches Matches { get; } = new();
}
