using Microsoft.AspNetCore.Components;
using SocketLab.Web.Components.Common;
using SocketLab.Web.ViewState.Endpoints;

namespace SocketLab.Web.Components.Endpoints.Fields;

/// <summary>One multicast group, and the only sender to hear of it.</summary>
public partial class MulticastGroupFields
{
    private ElementReference _group;

    /// <summary>The group.</summary>
    [Parameter, EditorRequired]
    public MulticastGroupDraft Draft { get; set; } = default!;

    /// <summary>Its place, from 0.</summary>
    [Parameter]
    public int Index { get; set; }

    /// <summary>Asks to take it out.</summary>
    [Parameter]
    public EventCallback OnRemove { get; set; }

    private string Path => MulticastForm.PathOf(Index);

    private string NoteId => $"note-{Path}";

    private string? GroupError => Draft.IsSourceWrong ? null : Form.ErrorAt(Path);

    private string? SourceError => Draft.IsSourceWrong ? Form.ErrorAt(Path) : null;

    /// <summary>Puts the cursor into the group.</summary>
    public ValueTask FocusAsync() => _group.TryFocusAsync();

    private void Edit(Action edit)
    {
        edit();
        Form.Edited();
    }

    private static string Text(ChangeEventArgs change) => (string?)change.Value ?? "";
}
