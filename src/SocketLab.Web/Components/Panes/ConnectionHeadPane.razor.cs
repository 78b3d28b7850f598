using Microsoft.AspNetCore.Components;
using SocketLab.Web.ViewState;
using SocketLab.Web.ViewState.Connections;

namespace SocketLab.Web.Components.Panes;

/// <summary>The figures of a connection, and what is dangerous about it. Pulls them, and with them what the side tells.</summary>
public sealed partial class ConnectionHeadPane
{
    /// <summary>Numbers that tick faster than this blink.</summary>
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(500);

    /// <summary>The connection.</summary>
    [Parameter, EditorRequired]
    public ConnectionView View { get; set; } = default!;

    /// <inheritdoc/>
    protected override IReadOnlyList<LiveState> States => [View];

    /// <inheritdoc/>
    protected override object Shown => (View.Row, View.Tls);

    /// <inheritdoc/>
    protected override Task WatchAsync() => PullAsync(signal: null, Tick, Tick, View.Refresh);
}
