using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace SocketLab.Web.Components.Common;

/// <summary>Asks before something goes that cannot be brought back. Enter and Esc both leave everything as it is.</summary>
public partial class ConfirmDialog
{
    /// <summary>The question.</summary>
    [Parameter]
    public string Title { get; set; } = "";

    /// <summary>What will be gone.</summary>
    [Parameter]
    public string Message { get; set; } = "";

    /// <summary>What the person does, and to what: "Delete TCP 9191".</summary>
    [Parameter]
    public string Verb { get; set; } = "";

    [CascadingParameter]
    private IMudDialogInstance Dialog { get; set; } = default!;

    /// <summary>Asks, and tells whether the person said yes.</summary>
    public static async Task<bool> AskAsync(IDialogService dialogs, string title, string message, string verb)
    {
        var parameters = new DialogParameters<ConfirmDialog>
        {
            { d => d.Title, title },
            { d => d.Message, message },
            { d => d.Verb, verb },
        };
        var dialog = await dialogs.ShowAsync<ConfirmDialog>(null, parameters, DialogShape.Of(MaxWidth.ExtraSmall));
        return await dialog.Result is { Canceled: false };
    }
}
