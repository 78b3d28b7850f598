using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace SocketLab.Web.Components;

/// <summary>A control whose scrolling a script of its own takes care of, from the first render until it is gone.</summary>
/// <remarks>It injects the runtime itself, since scrolling needs it; everything else comes in as parameters.</remarks>
public abstract class ScriptedView : ComponentBase, IAsyncDisposable
{
    private DotNetObjectReference<ScriptedView>? _self;
    private IJSObjectReference? _module;
    private IJSObjectReference? _attached;

    /// <summary>What scrolls.</summary>
    protected ElementReference Scroller { get; set; }

    /// <summary>The script's address. Its <c>attach</c> takes the element and this, and returns what can be detached.</summary>
    protected abstract string ScriptPath { get; }

    [Inject]
    private IJSRuntime Script { get; set; } = default!;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        try
        {
            if (_attached is not null)
            {
                await _attached.InvokeVoidAsync("detach");
                await _attached.DisposeAsync();
            }

            if (_module is not null)
            {
                await _module.DisposeAsync();
            }
        }
        catch (JSDisconnectedException)
        {
            // The browser is gone, and its script with it.
        }

        _self?.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            _self = DotNetObjectReference.Create(this);
            _module = await Script.InvokeAsync<IJSObjectReference>("import", ScriptPath);
            _attached = await _module.InvokeAsync<IJSObjectReference>("attach", Scroller, _self);
        }
    }
}
