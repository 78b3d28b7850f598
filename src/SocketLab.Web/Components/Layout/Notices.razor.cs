using Microsoft.AspNetCore.Components;
using SocketLab.Web.ViewState;

namespace SocketLab.Web.Components.Layout;

/// <summary>
/// What is told in passing, and what can be taken back. It has room of its own on every page: rows and controls end above it.
/// </summary>
public sealed partial class Notices
{
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _closed = new();
    private ElementReference _whole;

    /// <inheritdoc/>
    protected override object Shown => (Undos.Newest, Messages.Newest);

    [Inject]
    private UndoList Undos { get; set; } = default!;

    [Inject]
    private NoticeList Messages { get; set; } = default!;

    [Inject]
    private TimeProvider Time { get; set; } = default!;

    /// <inheritdoc/>
    protected override void OnInitialized()
    {
        Undos.Changed += StateHasChanged;
        Messages.Changed += StateHasChanged;
    }

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            await AttachAsync("notices", _ => [_whole]);
            await ForgetAsync();
        }
    }

    /// <inheritdoc/>
    protected override void OnDisposed()
    {
        _closed.Cancel();
        Undos.Changed -= StateHasChanged;
        Messages.Changed -= StateHasChanged;
    }

    /// <summary>Everything goes by itself when its time is over.</summary>
    private async Task ForgetAsync()
    {
        using var timer = new PeriodicTimer(Tick, Time);
        try
        {
            while (await timer.WaitForNextTickAsync(_closed.Token))
            {
                Undos.Refresh();
                Messages.Refresh();
            }
        }
        catch (OperationCanceledException)
        {
            // The page is gone.
        }
    }
}
