using SocketLab.Core.Definitions;
using SocketLab.Web.ViewState.Frames;

namespace SocketLab.Web.Components.Pages;

/// <summary>
/// The frames of a TCP client's newest connection, in the place of its feed. A listener's are on the pages of its connections.
/// </summary>
public sealed partial class Workbench
{
    private const string FramesShown = "frames";

    private FramesView? _frames;
    private bool _wantsFrames;

    private bool HasFrames => State.Selected?.Definition.Kind == EndpointKind.TcpClient;

    private bool ShowsFrames => _wantsFrames && HasFrames && !State.ShowsConnections;

    /// <inheritdoc/>
    protected override void OnDisposed()
    {
        base.OnDisposed();
        _frames?.Dispose();
    }

    private void ShowFrames()
    {
        _wantsFrames = true;
        State.ShowConnections(false);
        KeepFrames();
        KeepInAddress();
    }

    private void ShowEntry(long sequence)
    {
        ShowConnections(false);
        State.Restore(sequence, connections: false);
    }

    /// <summary>
    /// Sees to it that the frames shown are those of the newest connection, which a client that reconnects has again and again.
    /// </summary>
    private void KeepFrames()
    {
        var newest = ShowsFrames ? State.Selected!.Connections.List().MaxBy(connection => connection.Id.Number) : null;
        if (newest?.Id == _frames?.Connection)
        {
            _frames?.Refresh();
            return;
        }

        _frames?.Dispose();
        _frames = newest is null || !RendererInfo.IsInteractive ? null : new FramesView(State.Selected!, newest, State.Zone, Time);
        if (_frames is not null)
        {
            _ = GuardAsync(_frames.WatchAsync(SeenAsync, StateHasChanged));
        }
    }

    private Task ReframeAsync() =>
        CanOperate && _frames is not null ? TryAsync(() => _frames.ReframeAsync(Supervisor)) : Task.CompletedTask;
}
