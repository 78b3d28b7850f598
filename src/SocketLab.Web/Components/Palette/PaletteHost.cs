using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.JSInterop;
using MudBlazor;
using SocketLab.Web.Commands;
using SocketLab.Web.Components.Common;

namespace SocketLab.Web.Components.Palette;

/// <summary>Shows nothing: opens the palette when somebody asks for it, on whatever page.</summary>
public sealed class PaletteHost : ScriptedControl
{
    private bool _isOpen;

    [Inject]
    private IDialogService Dialogs { get; set; } = default!;

    [Inject]
    private PaletteItems Items { get; set; } = default!;

    [CascadingParameter]
    private Task<AuthenticationState>? Authentication { get; set; }

    /// <summary>Called by the script for Ctrl+K, or the button that says so.</summary>
    /// <param name="keys">The single keys that mean something on the page at this moment.</param>
    /// <param name="recent">What was chosen before, the last first.</param>
    /// <param name="buttons">What the buttons of the page do that have no key.</param>
    [JSInvokable]
    public async Task Open(string[] keys, string[] recent, string[] buttons)
    {
        if (_isOpen)
        {
            return;
        }

        _isOpen = true;
        try
        {
            var caller = Caller.Of(Authentication is null ? null : (await Authentication).User);
            await PaletteDialog.ShowAsync(Dialogs, Items.List(caller, keys, buttons), recent);
        }
        finally
        {
            _isOpen = false;
        }
    }

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            await AttachAsync("palette", self => [self]);
        }
    }
}
