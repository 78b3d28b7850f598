using Microsoft.AspNetCore.Components;
using SocketLab.Core.Definitions;
using SocketLab.Core.Transport.Tcp;
using SocketLab.Web.Commands;
using SocketLab.Web.Components.Common;
using SocketLab.Web.ViewState;
using SocketLab.Web.ViewState.Connections;

namespace SocketLab.Web.Components.Panes;

/// <summary>What the system tells of a connection, its options, and the ways to end it.</summary>
public sealed partial class ConnectionSidePane
{
    /// <summary>The connection.</summary>
    [Parameter, EditorRequired]
    public ConnectionView View { get; set; } = default!;

    /// <summary>The person who looks at it, and their right.</summary>
    [Parameter, EditorRequired]
    public Caller Caller { get; set; } = default!;

    /// <summary>Renders whenever the figures were pulled: the options are a form, and what is typed there is compared nowhere.</summary>
    protected override object? Shown => null;

    /// <inheritdoc/>
    protected override IReadOnlyList<LiveState> States => [View];

    [Inject]
    private ConnectionCommands Commands { get; set; } = default!;

    [Inject]
    private Prompts Prompts { get; set; } = default!;

    private bool CanOperate => Caller.CanOperate;

    private TcpConnection Connection => View.Connection;

    private bool IsDisabled(ConnectionEnding action) =>
        action == ConnectionEnding.HalfClose && View.Row.State is ConnectionState.HalfClosed or ConnectionState.Connecting;

    private Task<bool> EndAsync(ConnectionEnding action) =>
        Prompts.TryAsync(() => Commands.EndAsync(Caller, Connection.Id.ToString(), action));

    private Task<bool> ApplyAsync() =>
        Prompts.TryAsync(() =>
        {
            View.Options.Apply(options => Commands.Change(Caller, Connection.Id.ToString(), _ => options));
            return Task.CompletedTask;
        });
}
