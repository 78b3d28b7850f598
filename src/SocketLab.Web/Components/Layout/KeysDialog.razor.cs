using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using MudBlazor;

namespace SocketLab.Web.Components.Layout;

/// <summary>Lists the keys, and switches the single-key ones off for those whom they disturb (WCAG 2.1.4).</summary>
public partial class KeysDialog
{
    private static readonly (string[] Keys, string What)[] Keys =
    [
        (["n"], "New endpoint"),
        (["space"], "Pause or resume the view; select, in the connections"),
        (["j"], "Next row"),
        (["k"], "Previous row"),
        (["g"], "First row"),
        (["G"], "Newest row, and follow"),
        (["r"], "Reply to the selected row's peer; send to the selected connections"),
        (["f"], "Follow the stream of the selected row"),
        (["Enter"], "Follow the connection, in the connections"),
        (["z"], "Undo clearing a journal or deleting an endpoint, as Ctrl+Z does"),
        (["F2"], "Rename the endpoint, on its card"),
        (["Alt", "↑", "↓"], "Move the endpoint up or down, on its card"),
        (["Ctrl", "Enter"], "Send, in the composer"),
        (["↑"], "Earlier payload, in the empty composer"),
        (["Esc"], "Close a dialog; clear the selection; leave a connection"),
        (["?"], "This list"),
    ];

    [CascadingParameter]
    private IMudDialogInstance Dialog { get; set; } = default!;

    [Inject]
    private IJSRuntime Script { get; set; } = default!;

    private bool Enabled { get; set; } = true;

    /// <summary>Opens the list.</summary>
    public static Task ShowAsync(IDialogService dialogs) =>
        dialogs.ShowAsync<KeysDialog>(
            title: null,
            new DialogOptions
            {
                CloseOnEscapeKey = true,
                MaxWidth = MaxWidth.Small,
                CloseButton = true,
            }
        );

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            Enabled = await Script.InvokeAsync<bool>("socketLab.singleKeys");
            StateHasChanged();
        }
    }

    private async Task SwitchAsync(bool enabled)
    {
        Enabled = enabled;
        await Script.InvokeVoidAsync("socketLab.setSingleKeys", enabled);
    }
}
