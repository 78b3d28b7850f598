using Microsoft.AspNetCore.Components;
using SocketLab.Web.Commands;
using SocketLab.Web.Components.Common;
using SocketLab.Web.Components.Endpoints;
using SocketLab.Web.ViewState;
using SocketLab.Web.ViewState.Endpoints;
using SocketLab.Web.ViewState.Feed;

namespace SocketLab.Web.Components.Panes;

/// <summary>The left pane: a card for each endpoint. Pulls the figures of all endpoints, those of the selected one among them.</summary>
public sealed partial class EndpointsPane
{
    /// <summary>So that one change after another costs no more than a watched feed.</summary>
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(60);

    /// <summary>Numbers that tick faster than this blink.</summary>
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(500);

    private IReadOnlyList<EndpointSection> _sections = [];
    private object? _sectioned;
    private string? _said;

    /// <summary>The workbench.</summary>
    [Parameter, EditorRequired]
    public WorkbenchState State { get; set; } = default!;

    /// <summary>The person who looks at it, and their right.</summary>
    [Parameter, EditorRequired]
    public Caller Caller { get; set; } = default!;

    /// <inheritdoc/>
    protected override IReadOnlyList<LiveState> States => [State, State.Endpoints, State.List];

    /// <inheritdoc/>
    protected override object Shown
    {
        get
        {
            var listed = (Cards, List.Shown);
            if (!listed.Equals(_sectioned))
            {
                (_sectioned, _sections) = (listed, List.Sections(Cards));
            }

            return (listed, State.Selected?.Id, State.Merged?.Choice, CanOperate, _said);
        }
    }

    [Inject]
    private EndpointActions Actions { get; set; } = default!;

    [Inject]
    private EndpointListActions ListActions { get; set; } = default!;

    private bool CanOperate => Caller.CanOperate;

    private EndpointListView List => State.List;

    private IReadOnlyList<EndpointCard> Cards => State.Endpoints.Cards;

    private IReadOnlyList<EndpointCard> Listed => [.. _sections.SelectMany(section => section.Cards)];

    private IReadOnlyList<MenuAction> Menu =>
        [
            .. CanOperate ? Switches : [],
            .. from shape in new[] { CardShape.Auto, CardShape.Cards, CardShape.Rows }
            select new MenuAction(
                (List.Shape == shape ? "✓ " : "")
                    + shape switch
                    {
                        CardShape.Cards => "Show cards",
                        CardShape.Rows => "Show one line each",
                        _ => $"Show one line each beyond {EndpointListView.MostCards}",
                    },
                () =>
                {
                    List.Use(shape);
                    return Task.CompletedTask;
                }
            ),
        ];

    private MenuAction[] Switches =>
        [
            new(List.Filter.Length > 0 ? "Start all that are listed" : "Start all", () =>
                ListActions.RunAllAsync(Caller, Listed, run: true)
            ),
            new(List.Filter.Length > 0 ? "Stop all that are listed" : "Stop all", () =>
                ListActions.RunAllAsync(Caller, Listed, run: false)
            ),
        ];

    /// <inheritdoc/>
    protected override Task WatchAsync() => PullAsync(State.Endpoints.Signal, Pace, Tick, State.Endpoints.Refresh);

    private void ShowAll()
    {
        State.Merge(MergedChoice.All);
        State.Show(WorkbenchTab.Feed);
    }

    /// <summary>Shows one card more, or one less; with Shift all from the one that sends up to it.</summary>
    private void Add(CardAdd add)
    {
        if (!add.IsRange)
        {
            State.ToggleMerged(add.Id);
            return;
        }

        var listed = Listed.Select(card => card.Id).ToList();
        var (from, to) = (Math.Max(0, listed.IndexOf(State.Selected?.Id ?? "")), listed.IndexOf(add.Id));
        if (to >= 0)
        {
            State.Merge(MergedChoice.Of(listed[Math.Min(from, to)..(Math.Max(from, to) + 1)]));
        }
    }

    private void Select(string id)
    {
        State.Select(id);
        State.Show(WorkbenchTab.Feed);
    }

    private async Task RenameAsync(CardRename rename)
    {
        if (rename.Name is null)
        {
            List.Rename(rename.Id);
            await ListActions.FocusNameAsync(rename.Id, isEdited: true);
            return;
        }

        if (List.Renaming == rename.Id)
        {
            List.Rename(null);
            await ListActions.RenameAsync(Caller, rename.Id, rename.Name, !rename.IsLeft);
        }
    }

    private async Task StepAsync(CardStep step)
    {
        _said = await ListActions.StepAsync(Caller, step, _sections) ?? _said;
        StateHasChanged();
    }
}
