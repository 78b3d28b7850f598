using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using MudBlazor;
using SocketLab.Web.Components.Common;
using SocketLab.Web.ViewState.Palette;

namespace SocketLab.Web.Components.Palette;

/// <summary>The palette: a few letters find an action, an endpoint, a filter or a page; Enter does it.</summary>
public sealed partial class PaletteDialog
{
    private ElementReference _root;
    private string _typed = "";
    private IReadOnlyList<PaletteHit> _hits = [];

    /// <summary>Everything there is to find.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<PaletteItem> Items { get; set; } = [];

    /// <summary>What was chosen before, the last first.</summary>
    [Parameter]
    public IReadOnlyList<string> Recent { get; set; } = [];

    [CascadingParameter]
    private IMudDialogInstance Dialog { get; set; } = default!;

    /// <summary>Opens it, and does what is chosen once it is closed.</summary>
    public static async Task ShowAsync(IDialogService dialogs, IReadOnlyList<PaletteItem> items, IReadOnlyList<string> recent)
    {
        var parameters = new DialogParameters<PaletteDialog> { { d => d.Items, items }, { d => d.Recent, recent } };
        var dialog = await dialogs.ShowAsync<PaletteDialog>(null, parameters, DialogShape.Of(MaxWidth.Small));
        if (await dialog.Result is { Canceled: false, Data: PaletteItem chosen })
        {
            await chosen.RunAsync();
        }
    }

    /// <inheritdoc/>
    protected override void OnInitialized() => Find("");

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            await AttachAsync("palette", _ => ["list", _root]);
        }
    }

    private void Find(string typed) => (_typed, _hits) = (typed, PaletteSearch.Find(Items, typed, Recent));

    private async Task ChooseAsync(PaletteItem item)
    {
        try
        {
            await Script.InvokeVoidAsync("socketLab.call", "palette", "remember", item.Id);
        }
        catch (JSException)
        {
            // The browser keeps nothing: the next list has its usual order.
        }

        Dialog.Close(DialogResult.Ok(item));
    }
}
