using Microsoft.AspNetCore.Components;
using SocketLab.Core.Filtering;
using SocketLab.Core.Journal;
using SocketLab.Core.Payloads;
using SocketLab.Web.Commands;
using SocketLab.Web.Components.Common;
using SocketLab.Web.ViewState;
using SocketLab.Web.ViewState.Comparing;
using SocketLab.Web.ViewState.Feed;
using SocketLab.Web.ViewState.Summaries;

namespace SocketLab.Web.Components.Panes;

/// <summary>The right pane: the entry that is looked at, or the figures of the selected endpoint while none is.</summary>
public sealed partial class InspectorPane
{
    /// <summary>Bytes that a condition may name.</summary>
    private const int LongestCondition = 256;

    /// <summary>The workbench, which knows how entries are shown and what is held for comparing.</summary>
    [Parameter, EditorRequired]
    public WorkbenchState State { get; set; } = default!;

    /// <summary>The selected endpoint; null when none is.</summary>
    [Parameter]
    public SelectedEndpoint? Selected { get; set; }

    /// <summary>The person who looks at it, and their right.</summary>
    [Parameter, EditorRequired]
    public Caller Caller { get; set; } = default!;

    /// <summary>Write to the entry's peer.</summary>
    [Parameter]
    public EventCallback OnReply { get; set; }

    /// <inheritdoc/>
    protected override IReadOnlyList<LiveState> States =>
        Selected is null ? [State] : [State, Selected, Selected.Feed, Selected.Reading, State.Compare];

    /// <inheritdoc/>
    protected override object Shown =>
        (
            (Selected, Selection?.Entry, Selection?.Current, Selection?.Missed, Selection?.Note, State.InspectorTab),
            (Selected?.Reading.Encoding, Selected?.Reading.Selection, Selected?.Reading.Codings, Selected?.Reading.Found),
            (Selected?.LocalAddress, Selected?.EntryProgram, Selected?.Zone, CanOperate, State.Compare.Held, State.Compare.ByPosition)
        );

    [Inject]
    private ConnectionCommands Commands { get; set; } = default!;

    [Inject]
    private RowActions Rows { get; set; } = default!;

    [Inject]
    private Prompts Prompts { get; set; } = default!;

    [Inject]
    private SummaryStates Summaries { get; set; } = default!;

    private FeedSelection? Selection => Selected?.Feed.Selection;

    private bool IsHeld => Selection?.Current is { } entry && State.Compare.Holds(entry.JournalId, entry.Sequence);

    /// <summary>What the entry that is looked at is compared with; null where there are no two.</summary>
    private HeldEntry? Held => Selection?.Entry is { Event: null } && !IsHeld ? State.Compare.Held : null;

    /// <summary>The journal of both entries, if they have one in common.</summary>
    private EntryJournal? SharedJournal =>
        Selected?.EntryEndpoint.Journal is { } journal && State.Compare.Held?.JournalId == journal.Id ? journal : null;

    private void Hold(bool hold) =>
        State.Compare.Hold(
            hold && Selected is { Entry: { } entry }
                ? new(VisibleText.Name(Selected.EntryEndpoint.Definition.Name), Selected.EntryEndpoint.Journal.Id, entry)
                : null
        );

    private void AddColumn()
    {
        if (Selected is { Reading.Selection: { } bytes, Feed: var feed })
        {
            feed.Columns = feed.Columns.Add(FeedColumn.Of("", bytes.Expression));
        }
    }

    /// <summary>Plots a value of the entries that are looked through.</summary>
    private void Plot(string expression)
    {
        if (Selected is { } selected)
        {
            Summaries.Of(selected).UseValue(expression);
            State.Show(EndpointView.Plots);
            State.Show(WorkbenchTab.Feed);
        }
    }

    /// <summary>The condition that the selected bytes are what they are in this entry; null where it has none.</summary>
    private string? SelectedBytes
    {
        get
        {
            if (Selected is not { Reading.Selection: { } selection, Entry: { Event: null } entry })
            {
                return null;
            }

            var bytes = selection.Of(entry.Payload);
            return bytes.IsEmpty || bytes.Length > LongestCondition ? null : FilterText.BytesAt(selection.Start, bytes.Span);
        }
    }

    private bool CanOperate => Caller.CanOperate;

    private Task EndAsync(ConnectionEnding action) =>
        CanOperate && Selected?.EntryConnection is { } connection
            ? Prompts.TryAsync(() => Commands.EndAsync(Caller, connection.Id.ToString(), action))
            : Task.CompletedTask;
}
