using Microsoft.AspNetCore.Components;
using SocketLab.Web.ViewState.Connections;
using SocketLab.Web.ViewState.Frames;

namespace SocketLab.Web.Components.Pages;

/// <summary>The stream as frames, in the place of its reads.</summary>
public sealed partial class ConnectionPage
{
    private const string FramesShown = "frames";

    private FramesView? _frames;

    /// <summary>Whether frames are shown; in the address, so that a reload brings them back.</summary>
    [SupplyParameterFromQuery(Name = "show")]
    public string? Shown { get; set; }

    /// <inheritdoc/>
    protected override void OnDisposed()
    {
        base.OnDisposed();
        _frames?.Dispose();
    }

    private void ShowFrames(bool frames)
    {
        if (frames == _frames is not null)
        {
            return;
        }

        if (frames)
        {
            OpenFrames(View!);
            _ = GuardAsync(_frames!.WatchAsync(SeenAsync, StateHasChanged));
        }
        else
        {
            _frames!.Dispose();
            _frames = null;
            View!.RefreshStream();
        }

        Navigation.NavigateTo(
            Navigation.GetUriWithQueryParameter("show", frames ? FramesShown : null),
            new NavigationOptions { ReplaceHistoryEntry = true }
        );
    }

    private void OpenFrames(ConnectionView view) =>
        _frames = new FramesView(view.Endpoint, view.Connection, view.Window.Zone, Time) { Format = view.Window.Format };

    /// <summary>Gives the endpoint the framing that was edited, if it is one.</summary>
    private Task ReframeAsync() =>
        CanOperate && _frames is not null ? TryAsync(() => _frames.ReframeAsync(Supervisor)) : Task.CompletedTask;
}
