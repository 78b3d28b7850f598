using System.Globalization;
using Microsoft.AspNetCore.Components;
using SocketLab.Core.Transport.Tcp;
using SocketLab.Web.ViewState.Connections;

namespace SocketLab.Web.Components.Connections;

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

    private string StateText =>
        Connection.State == ConnectionState.Closed ? ConnectionText.Reason(Connection.CloseReason) : ConnectionText.State(Connection.State);

    private static string Count(long value, string noun) =>
        $"{value.ToString("N0", CultureInfo.InvariantCulture)} {noun}{(value == 1 ? "" : "s")}";
}
