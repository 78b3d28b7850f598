using System.Globalization;
using Microsoft.AspNetCore.Components;
using SocketLab.Core.Transport.Tcp;

namespace SocketLab.Web.Components.Feed;

/// <summary>The connection that an entry belongs to: its state, its counts, and the three ways to end it.</summary>
public partial class ConnectionPanel
{
    /// <summary>The connection.</summary>
    [Parameter, EditorRequired]
    public TcpConnection Connection { get; set; } = default!;

    /// <summary>Whether the person may change things.</summary>
    [Parameter]
    public bool CanOperate { get; set; }

    /// <summary>Something is to be done to it.</summary>
    [Parameter]
    public EventCallback<ConnectionAction> OnAction { get; set; }

    private string StateText => Connection.State switch
    {
        ConnectionState.Open => "open",
        ConnectionState.PeerHalfClosed => "peer finished sending",
        ConnectionState.HalfClosed => "we finished sending",
        ConnectionState.Connecting => "connecting",
        _ => Connection.CloseReason switch
        {
            CloseReason.PeerClosed => "closed by the peer",
            CloseReason.Closed => "closed by us",
            CloseReason.Reset => "reset by us",
            CloseReason.PeerReset => "reset by the peer",
            CloseReason.TimedOut => "lost: the peer stopped answering",
            CloseReason.Idle => "closed by us: idle",
            _ => "ended by the system",
        },
    };

    private static string Count(long value, string noun) => $"{value.ToString("N0", CultureInfo.InvariantCulture)} {noun}{(value == 1 ? "" : "s")}";
}

/// <summary>Ways to end a connection, or a half of it.</summary>
public enum ConnectionAction
{
    /// <summary>FIN of our side.</summary>
    HalfClose,

    /// <summary>Orderly close.</summary>
    Close,

    /// <summary>RST.</summary>
    Reset,
}
