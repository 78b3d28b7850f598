using Microsoft.AspNetCore.Components;
using SocketLab.Core.Definitions;
using SocketLab.Core.Transport.Tcp;
using SocketLab.Web.Commands;
using SocketLab.Web.ViewState.Connections;

namespace SocketLab.Web.Components.Connections;

/// <summary>The connection that an entry belongs to: its state, its counts, and the three ways to end it.</summary>
public sealed partial class ConnectionPanel
{
    /// <summary>Numbers that tick faster than this blink.</summary>
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(500);

    /// <summary>The connection.</summary>
    [Parameter, EditorRequired]
    public TcpConnection Connection { get; set; } = default!;

    /// <summary>Whether the person may change things.</summary>
    [Parameter]
    public bool CanOperate { get; set; }

    /// <summary>Something is to be done to it.</summary>
    [Parameter]
    public EventCallback<ConnectionEnding> OnAction { get; set; }

    /// <inheritdoc/>
    protected override object Shown =>
        (
            (Connection, StateText, CanOperate),
            (Connection.ReceivedBytes, Connection.ReceivedMessages, Connection.SentBytes, Connection.SentMessages)
        );

    private string StateText =>
        Connection.State == ConnectionState.Closed
            ? ConnectionText.Reason(Connection.CloseReason, Connection.Fault is not null)
            : ConnectionText.State(Connection.State);

    /// <inheritdoc/>
    protected override Task WatchAsync() => PullAsync(signal: null, Tick, Tick, () => { });
}
