using Microsoft.AspNetCore.Components;
using SocketLab.Core.Definitions;
using SocketLab.Core.Transport.Tcp;
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

    /// <summary>Whether the person may change things.</summary>
    [Parameter]
    public bool CanOperate { get; set; }

    /// <summary>Renders whenever the figures were pulled: the options are a form, and what is typed there is compared nowhere.</summary>
    protected override object? Shown => null;

    /// <inheritdoc/>
    protected override IReadOnlyList<LiveState> States => [View];

    [Inject]
    private Prompts Prompts { get; set; } = default!;

    private TcpConnection Connection => View.Connection;

    private bool IsDisabled(ConnectionAction action) =>
        action == ConnectionAction.HalfClose && View.Row.State is ConnectionState.HalfClosed or ConnectionState.Connecting;

    private Task EndAsync(ConnectionAction action) => CanOperate ? Prompts.TryAsync(() => action.RunAsync(Connection)) : Task.CompletedTask;

    private Task<bool> ApplyAsync() =>
        Prompts.TryAsync(() =>
        {
            if (CanOperate)
            {
                View.Options.Apply(Connection);
            }

            return Task.CompletedTask;
        });
}
