using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.JSInterop;
using MudBlazor;
using SocketLab.Web.Commands;
using SocketLab.Web.Components.Common;
using SocketLab.Web.ViewState;

namespace SocketLab.Web.Components.Pages;

/// <summary>A page of panes: it knows whether somebody sees it and what they may do, and has keys of its own.</summary>
public abstract class LivePage : ScriptedControl
{
    private readonly CancellationTokenSource _closed = new();

    [Inject]
    protected TimeProvider Time { get; set; } = default!;

    [Inject]
    protected IDialogService Dialogs { get; set; } = default!;

    [Inject]
    protected NavigationManager Navigation { get; set; } = default!;

    [CascadingParameter]
    private Task<AuthenticationState>? Authentication { get; set; }

    /// <summary>The person who looks at the page, and their right.</summary>
    protected Caller Caller { get; private set; } = Caller.Of(null);

    /// <summary>Whether the person may change things.</summary>
    protected bool CanOperate => Caller.CanOperate;

    /// <summary>Whether the page answers: before the circuit is up it is only a picture.</summary>
    protected bool IsWatching { get; private set; }

    /// <summary>Whether somebody sees the page.</summary>
    protected PageVisibility Visibility { get; } = new();

    /// <summary>The page is gone.</summary>
    protected CancellationToken Closed => _closed.Token;

    /// <summary>The single keys that the page knows.</summary>
    protected abstract string[] Keys { get; }

    /// <summary>Called by the script for one of <see cref="Keys"/>.</summary>
    [JSInvokable]
    public async Task Key(string key)
    {
        await PressAsync(key);
        StateHasChanged();
    }

    /// <summary>Called by the script when the tab is hidden or shown again.</summary>
    [JSInvokable]
    public void SetVisible(bool visible) => Visibility.Set(visible);

    /// <inheritdoc/>
    protected override void OnDisposed() => _closed.Cancel();

    /// <inheritdoc/>
    protected override Task OnInitializedAsync() => SetCallerAsync();

    /// <inheritdoc/>
    protected override Task OnParametersSetAsync() => SetCallerAsync();

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender)
        {
            return;
        }

        try
        {
            var zone = await Script.InvokeAsync<string>("socketLab.timeZone", Closed);
            UseZone(TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var known) ? known : TimeZoneInfo.Utc);
        }
        catch (Exception error) when (error.IsBrowserGone())
        {
            return;
        }

        if (IsDisposed || !await AttachAsync("workbench", self => [self, Keys]))
        {
            return;
        }

        IsWatching = true;
        StateHasChanged();
    }

    /// <summary>Does what a key stands for.</summary>
    protected abstract Task PressAsync(string key);

    /// <summary>Takes the viewer's time zone.</summary>
    protected abstract void UseZone(TimeZoneInfo zone);

    /// <summary>The caller is another one when the tab comes back after a new login.</summary>
    private async Task SetCallerAsync() => Caller = Caller.Of(Authentication is null ? null : (await Authentication).User);
}
