using Microsoft.AspNetCore.Components;
using SocketLab.Core.Definitions;
using SocketLab.Core.Journal;
using SocketLab.Core.Transport.Tcp;
using SocketLab.Web.Commands;
using SocketLab.Web.Components.Common;
using SocketLab.Web.ViewState;
using SocketLab.Web.ViewState.Connections;
using SocketLab.Web.ViewState.Endpoints;

namespace SocketLab.Web.Components.Panes;

/// <summary>The table of the selected endpoint's connections, and what is done to those that are chosen in it.</summary>
public sealed partial class ConnectionsPane
{
    /// <summary>The selected endpoint, which has connections by its kind.</summary>
    [Parameter, EditorRequired]
    public SelectedEndpoint Selected { get; set; } = default!;

    /// <summary>The person who looks at it, and their right.</summary>
    [Parameter, EditorRequired]
    public Caller Caller { get; set; } = default!;

    /// <summary>Write to the chosen connections.</summary>
    [Parameter]
    public EventCallback OnSendTo { get; set; }

    /// <inheritdoc/>
    protected override IReadOnlyList<LiveState> States => [Selected];

    /// <inheritdoc/>
    protected override object Shown => (Table.Page, Selected.Figures.Commands, CanOperate);

    [Inject]
    private ConnectionCommands Commands { get; set; } = default!;

    [Inject]
    private Prompts Prompts { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    private bool CanOperate => Caller.CanOperate;

    private ConnectionList Table => Selected.Connections!;

    private EndpointDefinition Definition => Selected.Endpoint.Definition;

    private string EmptyText =>
        Selected.Figures switch
        {
            { Client: not null, Commands.Count: > 0 } => $"{OtherSide.Start("No connection yet.", Definition)}, then connect:",
            { Client: not null } => "No connection yet. Connect, and it stands here.",
            { Commands.Count: > 0 } => "Nobody has connected yet. Try it from a terminal on this machine:",
            _ => "No connection yet. Start the endpoint.",
        };

    private void Open(ConnectionId id) => Navigation.NavigateTo($"connections/{id}");

    private void Press(string key)
    {
        if (key != "Enter")
        {
            Table.ToggleCurrent();
        }
        else if (Table.Current is { } current)
        {
            Open(current.Id);
        }
    }

    private Task EndAllAsync(ConnectionEnding action) => EndAsync(action, Table.AllOpen);

    /// <summary>Asks once before several are ended.</summary>
    private async Task EndAsync(ConnectionEnding action, IReadOnlyList<TcpConnection> connections)
    {
        if (!CanOperate || connections.Count == 0)
        {
            return;
        }

        var isMeant =
            connections.Count == 1
            || await Prompts.ConfirmAsync(
                $"{action.Request(connections.Count)}?",
                action.PeersSee(connections),
                action.Request(connections.Count)
            );
        if (isMeant)
        {
            await Prompts.TryAsync(() => Commands.EndManyAsync(Caller, connections, action));
            Selected.Change(Table.Refresh);
        }
    }
}
