using Microsoft.AspNetCore.Components;
using MudBlazor;
using SocketLab.Core.Journal;
using SocketLab.Web.Commands;
using SocketLab.Web.Components.Common;
using SocketLab.Web.Components.Endpoints;
using SocketLab.Web.Components.Recordings;
using SocketLab.Web.ViewState;
using SocketLab.Web.ViewState.Endpoints;
using SocketLab.Web.ViewState.Feed;

namespace SocketLab.Web.Components.Panes;

/// <summary>The head of the selected endpoint: its name, its views, and connecting where it is a client.</summary>
public sealed partial class HeadPane
{
    private readonly IReadOnlyList<MenuAction> _exports;
    private readonly IReadOnlyList<MenuAction> _reading;

    /// <summary>The head of no endpoint yet.</summary>
    public HeadPane()
    {
        _exports =
        [
            new("Save as a file…", SaveAsync, "pcapng for Wireshark, JSON Lines, CSV, text, hex dump, raw bytes or C arrays"),
            new("Watch in Wireshark…", SaveAsync, "The line that shows them in Wireshark while they come"),
            new("Replay…", ReplayAsync, "Send messages again, to another address"),
        ];
        _reading = [.. _exports.Take(2)];
    }

    /// <summary>The workbench, which says the view.</summary>
    [Parameter, EditorRequired]
    public WorkbenchState State { get; set; } = default!;

    /// <summary>The selected endpoint.</summary>
    [Parameter, EditorRequired]
    public SelectedEndpoint Selected { get; set; } = default!;

    /// <summary>The person who looks at it, and their right.</summary>
    [Parameter, EditorRequired]
    public Caller Caller { get; set; } = default!;

    /// <inheritdoc/>
    protected override IReadOnlyList<LiveState> States => [State, Selected, Selected.Feed];

    /// <inheritdoc/>
    protected override object Shown =>
        (
            (Selected, Figures.Name, Figures.Address, Figures.Tls, Figures.Client),
            (Selected.ConnectionsCount, View, Paused, CanOperate),
            (Failed?.Fault, Failed?.FreePort)
        );

    [Inject]
    private IDialogService Dialogs { get; set; } = default!;

    [Inject]
    private EndpointActions Actions { get; set; } = default!;

    private bool CanOperate => Caller.CanOperate;

    private EndpointFigures Figures => Selected.Figures;

    /// <summary>The card, if the endpoint failed and no bar of a client says so.</summary>
    private EndpointCard? Failed =>
        Figures.Client is null ? State.Endpoints.Cards.FirstOrDefault(card => card.Id == Selected.Id && card.Fault is not null) : null;

    private EndpointView View => State.View;

    private bool Paused => Selected.Feed.Page.Paused;

    private Task ReplayAsync()
    {
        var feed = Selected.Feed;
        var messages = SelectedSequences.MessagesOf(feed.Selection, Selected.Endpoint.Journal);
        return ReplayDialog.ShowAsync(
            Dialogs,
            new()
            {
                { d => d.Title, Selected.Endpoint.Definition.Name },
                { d => d.EndpointId, Selected.Id },
                { d => d.Filter, feed.Filter.InForce?.Text ?? "" },
                { d => d.Entries, messages },
                { d => d.IsStream, Selected.HasFrames && feed.Selection.Entry?.Kind != EntryKind.Datagram },
                { d => d.Caller, Caller },
            }
        );
    }

    private Task SaveAsync() =>
        SaveDialog.ShowAsync(
            Dialogs,
            Selected.Endpoint,
            filter: Selected.Feed.Filter.InForce?.Text ?? "",
            selected: SelectedSequences.Of(Selected.Feed.Selection, Selected.Endpoint.Journal),
            Selected.Entry is { ConnectionId: { IsNone: false } connection } ? connection.ToString() : null,
            Caller
        );

    private Task RunAsync(EndpointAction action) => Actions.RunAsync(Caller, new(Selected.Id, action));
}
