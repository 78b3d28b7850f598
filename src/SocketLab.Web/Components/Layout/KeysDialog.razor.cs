using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using MudBlazor;

namespace SocketLab.Web.Components.Layout;

/// <summary>Lists the keys, and switches the single-key ones off for those whom they disturb (WCAG 2.1.4).</summary>
public partial class KeysDialog
{
    [CascadingParameter]
    private IMudDialogInstance Dialog { get; set; } = default!;

    [Inject]
    private IJSRuntime Script { get; set; } = default!;

    private bool Enabled { get; set; } = true;

    /// <summary>Opens the list.</summary>
    public static Task ShowAsync(IDialogService dialogs) =>
        dialogs.ShowAsync<KeysDialog>(title: null, new DialogOptions { MaxWidth = MaxWidth.Medium });

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
