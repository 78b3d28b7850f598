using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.JSInterop;
using MudBlazor;
using SocketLab.Web.Access;
using SocketLab.Web.Components.Common;

namespace SocketLab.Web.Components.Pages;

/// <summary>A page that watches Core while somebody sees it, has keys of its own, and shows a refusal as the answer that it is.</summary>
public abstract class LivePage : ScriptedControl
{
    private readonly CancellationTokenSource _closed = new();
    private TaskCompletionSource _visible = Opened();

    [Inject]
    protected TimeProvider Time { get; set; } = default!;

    [Inject]
    protected IDialogService Dialogs { get; set; } = default!;

    [Inject]
    protected ISnackbar Notices { get; set; } = default!;

    [Inject]
    protected NavigationManager Navigation { get; set; } = default!;

    [CascadingParameter]
    private Task<AuthenticationState>? Authentication { get; set; }

    /// <summary>Whether the person may change things.</summary>
    protected bool CanOperate { get; private set; }

    /// <summary>Whether the page answers: before the circuit is up it is only a picture.</summary>
    protected bool IsWatching { get; private set; }

    /// <summary>Ends when the page is left.</summary>
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
    public void SetVisible(bool visible)
    {
        if (!visible && _visible.Task.IsCompleted)
        {
            _visible = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
        else if (visible)
        {
            _visible.TrySetResult();
        }
    }

    /// <inheritdoc/>
    protected override void OnDisposed() => _closed.Cancel();

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync() =>
        CanOperate = Authentication is not null && (await Authentication).User.IsInRole(Roles.Operator);

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

        foreach (var watcher in Watch())
        {
            _ = GuardAsync(watcher);
        }

        IsWatching = true;
        StateHasChanged();
    }

    /// <summary>Does what a key stands for.</summary>
    protected abstract Task PressAsync(string key);

    /// <summary>Takes the viewer's time zone.</summary>
    protected abstract void UseZone(TimeZoneInfo zone);

    /// <summary>Starts what watches Core for this page.</summary>
    protected abstract IEnumerable<Task> Watch();

    /// <summary>Waits while nobody sees the page.</summary>
    protected Task SeenAsync() => _visible.Task.WaitAsync(Closed);

    /// <summary>Nobody awaits a watcher: what goes wrong in it belongs to this page, which shows it.</summary>
    protected async Task GuardAsync(Task watcher)
    {
        try
        {
            await watcher;
        }
        catch (OperationCanceledException) when (_closed.IsCancellationRequested)
        {
            // The page was left.
        }
        catch (Exception error)
        {
            await DispatchExceptionAsync(error);
        }
    }

    /// <summary>Runs what may be refused; a refusal is an answer, and shown as one.</summary>
    protected async Task TryAsync(Func<Task> action)
    {
        try
        {
            await action();
        }
        catch (Exception error) when (Refusal.TextOf(error) is { } text)
        {
            Notices.Add(text, Severity.Error);
        }
    }

    /// <summary>Asks once before something goes.</summary>
    protected async Task<bool> ConfirmAsync(string title, string message, string verb) =>
        await Dialogs.ShowMessageBoxAsync(title, message, yesText: verb, cancelText: "Cancel") == true;

    /// <summary>Puts text on the clipboard, and says whether that worked.</summary>
    protected async Task CopyAsync(string text)
    {
        var copied = await Script.InvokeAsync<bool>("socketLab.copy", text);
        Notices.Add(copied ? "Copied." : $"The browser did not allow copying: {text}", copied ? Severity.Normal : Severity.Warning);
    }

    private static TaskCompletionSource Opened()
    {
        var open = new TaskCompletionSource();
        open.SetResult();
        return open;
    }
}
