using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace SocketLab.Web.Components.Common;

/// <summary>A component that a script works for in the browser, from the first render until the component is gone.</summary>
/// <remarks>
/// A person can leave a view while its script is still being loaded; on a slow line that takes one round trip and more. So nothing is
/// taken for granted after an await: a script that attaches too late is detached at once, and the reference through which it calls back
/// lives until the call that hands it over has returned. No other code holds an <see cref="IJSObjectReference"/>.
/// </remarks>
public abstract class ScriptedControl : ComparedControl, IAsyncDisposable
{
    private DotNetObjectReference<ScriptedControl>? _self;
    private IJSObjectReference? _attached;

    /// <summary>Whether the component was removed: nothing is rendered any more, and no script may stay behind.</summary>
    protected bool IsDisposed { get; private set; }

    /// <summary>The browser's scripts.</summary>
    [Inject]
    protected IJSRuntime Script { get; set; } = default!;

    /// <summary>Detaches the script. While it is still attaching, that happens as soon as it has.</summary>
    public async ValueTask DisposeAsync()
    {
        IsDisposed = true;
        GC.SuppressFinalize(this);
        OnDisposed();
        if (_attached is not null)
        {
            await DetachAsync(_attached);
        }

        _self?.Dispose();
    }

    /// <summary>Ends what the component holds besides its script.</summary>
    protected virtual void OnDisposed() { }

    /// <summary>Loads a module from <c>wwwroot/js</c> and calls its <c>attach</c>, which returns an object with <c>detach</c>.</summary>
    /// <param name="module">The module's file name without its extension.</param>
    /// <param name="arguments">What <c>attach</c> takes, given the reference through which the script calls this component.</param>
    /// <returns>Whether the script works for this component now: false when either of them is gone.</returns>
    protected async Task<bool> AttachAsync(string module, Func<DotNetObjectReference<ScriptedControl>, object?[]> arguments)
    {
        var self = DotNetObjectReference.Create(this);
        IJSObjectReference? attached = null;
        try
        {
            attached = await Script.InvokeAsync<IJSObjectReference>("socketLab.call", [module, "attach", .. arguments(self)]);
        }
        catch (Exception error) when (error.IsBrowserGone() || (IsDisposed && error is JSException))
        {
            // Nothing was attached.
        }

        if (attached is not null && !IsDisposed)
        {
            (_self, _attached) = (self, attached);
            return true;
        }

        if (attached is not null)
        {
            await DetachAsync(attached);
        }

        self.Dispose();
        return false;
    }

    private static async Task DetachAsync(IJSObjectReference attached)
    {
        try
        {
            await attached.InvokeVoidAsync("detach");
            await attached.DisposeAsync();
        }
        catch (Exception error) when (error.IsBrowserGone() || error is JSException)
        {
            // The browser is gone, and its script with it.
        }
    }
}
