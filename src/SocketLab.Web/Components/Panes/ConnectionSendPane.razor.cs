using Microsoft.AspNetCore.Components;
using SocketLab.Web.Commands;
using SocketLab.Web.ViewState;
using SocketLab.Web.ViewState.Connections;
using SocketLab.Web.ViewState.Sending;

namespace SocketLab.Web.Components.Panes;

/// <summary>The composer for one connection, or why there is none any more.</summary>
public sealed partial class ConnectionSendPane
{
    /// <summary>The connection.</summary>
    [Parameter, EditorRequired]
    public ConnectionView View { get; set; } = default!;

    /// <summary>What is being written.</summary>
    [Parameter, EditorRequired]
    public ComposerState Composing { get; set; } = default!;

    /// <summary>The person who looks at it, and their right.</summary>
    [Parameter, EditorRequired]
    public Caller Caller { get; set; } = default!;

    private bool CanOperate => Caller.CanOperate;

    /// <inheritdoc/>
    protected override IReadOnlyList<LiveState> States => [View];

    /// <inheritdoc/>
    protected override object Shown => (View.IsRemembered, View.IsClosed ? Ended : null, DisabledReason, Composing, CanOperate);

    private string? DisabledReason => View.CanSend ? null : View.WhyNotSend;

    private string Ended
    {
        get
        {
            var at = TimeZoneInfo.ConvertTimeFromUtc(View.Connection.ClosedAt ?? View.Connection.OpenedAt, View.Window.Zone);
            var reason = View.Row.Reason;
            return $"{char.ToUpperInvariant(reason[0])}{reason[1..]} on {at:yyyy-MM-dd} at {at:HH:mm:ss}.";
        }
    }
}
