using Microsoft.AspNetCore.Components;
using MudBlazor;
using SocketLab.Web.Components.Common;

namespace SocketLab.Web.Components.Feed;

/// <summary>Asks for a note on rows.</summary>
public partial class NoteDialog
{
    private string _note = "";

    /// <summary>How many rows get it.</summary>
    [Parameter]
    public int Count { get; set; }

    /// <summary>The note that there is already.</summary>
    [Parameter]
    public string Note { get; set; } = "";

    [CascadingParameter]
    private IMudDialogInstance Dialog { get; set; } = default!;

    /// <summary>Asks, and gives back the note; null when the person left everything as it is.</summary>
    public static async Task<string?> AskAsync(IDialogService dialogs, int count, string note)
    {
        var parameters = new DialogParameters<NoteDialog> { { d => d.Count, count }, { d => d.Note, note } };
        var dialog = await dialogs.ShowAsync<NoteDialog>(null, parameters, DialogShape.Of(MaxWidth.ExtraSmall));
        return await dialog.Result is { Canceled: false, Data: string written } ? written : null;
    }

    /// <inheritdoc/>
    protected override void OnInitialized() => _note = Note;
}
