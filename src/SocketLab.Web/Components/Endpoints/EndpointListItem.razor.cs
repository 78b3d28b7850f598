using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using SocketLab.Core.Definitions;
using SocketLab.Web.Components.Common;
using SocketLab.Web.ViewState.Endpoints;

namespace SocketLab.Web.Components.Endpoints;

/// <summary>One endpoint: its name, state, address and traffic, the switch that starts and stops it, and a menu.</summary>
public partial class EndpointListItem
{
    private const string CopyCommand = "Copy a command that reaches it";
    private const string Duplicate = "Duplicate…";

    private readonly IReadOnlyList<MenuAction> _actions;
    private readonly IReadOnlyList<MenuAction> _reading;
    private readonly IReadOnlyList<MenuAction> _ofCapture;
    private string? _name;

    /// <summary>A card of no endpoint yet.</summary>
    public EndpointListItem()
    {
        _actions = AllActions();
        _reading = [.. _actions.Take(2)];

        // Nothing reaches a file, and it is no definition that another socket could have.
        _ofCapture = [.. _actions.Where(action => action.Text is not (CopyCommand or Duplicate))];
    }

    /// <summary>The card of the endpoint.</summary>
    [Parameter, EditorRequired]
    public EndpointCard Card { get; set; } = default!;

    /// <summary>Whether the endpoint is the selected one.</summary>
    [Parameter]
    public bool Selected { get; set; }

    /// <summary>Whether there is one line for it.</summary>
    [Parameter]
    public bool Compact { get; set; }

    /// <summary>Whether its name is being edited in its place.</summary>
    [Parameter]
    public bool Renaming { get; set; }

    /// <summary>Whether the person may change things.</summary>
    [Parameter]
    public bool CanOperate { get; set; }

    /// <summary>The card was chosen.</summary>
    [Parameter]
    public EventCallback<string> OnSelect { get; set; }

    /// <summary>The card is to be shown beside those that are.</summary>
    [Parameter]
    public EventCallback<CardAdd> OnAdd { get; set; }

    /// <summary>The name is to be edited, or was.</summary>
    [Parameter]
    public EventCallback<CardRename> OnRename { get; set; }

    /// <summary>The card is to stand elsewhere.</summary>
    [Parameter]
    public EventCallback<CardStep> OnStep { get; set; }

    /// <summary>Something is to be done to the endpoint.</summary>
    [Parameter]
    public EventCallback<EndpointRequest> OnAction { get; set; }

    /// <inheritdoc/>
    protected override object Shown => (Card, Selected, Compact, Renaming, CanOperate);

    private string DotClass =>
        Card.State switch
        {
            EndpointState.Running => "running",
            EndpointState.Faulted => "faulted",
            EndpointState.Starting or EndpointState.Stopping => "changing",
            _ => "",
        };

    /// <summary>What stands where the rate would be: an endpoint that does not run has none.</summary>
    private string? RateText => Card.State == EndpointState.Running && Card.Traffic is not null ? null : Card.NextAttempt ?? Card.StateText;

    /// <summary>What the card shows in colours and numbers, in words, and what a line has no room for.</summary>
    private string NameTitle
    {
        get
        {
            string?[] parts =
            [
                Compact ? $"{Card.Badge} {Card.Address}" : null,
                Card.StateText,
                // Without the number, which would be sent with each of its changes.
                Card.Unread
                    is null
                    ? null
                    : "the number counts what came since you last looked",
                Compact && Card.IsReachable ? "Reachable from other machines" : null,
            ];
            return string.Join(" · ", parts.OfType<string>());
        }
    }

    private IReadOnlyList<MenuAction> Actions =>
        !CanOperate ? _reading
        : Card.HasSocket ? _actions
        : _ofCapture;

    /// <summary>Made once: with 200 cards whose numbers tick, menus are the most of what would be rendered.</summary>
    private IReadOnlyList<MenuAction> AllActions() =>
        [
            new(CopyCommand, () => ActAsync(EndpointAction.CopyCommand)),
            new("Show with others, or not", () => OnAdd.InvokeAsync(new(Card.Id, IsRange: false)), "Ctrl and a click on the card"),
            new("Edit…", () => ActAsync(EndpointAction.Edit)),
            new("Rename", () => OnRename.InvokeAsync(new(Card.Id, null)), "F2, or a double click on the name"),
            new(Duplicate, () => ActAsync(EndpointAction.Duplicate)),
            new("Move up", () => OnStep.InvokeAsync(new(Card.Id, -1)), "Alt+↑"),
            new("Move down", () => OnStep.InvokeAsync(new(Card.Id, 1)), "Alt+↓"),
            new("Clear", () => ActAsync(EndpointAction.Clear), IsDestructive: true),
            new("Delete", () => ActAsync(EndpointAction.Delete), IsDestructive: true),
        ];

    /// <inheritdoc/>
    protected override void OnParametersSet() => _name = Renaming ? _name : null;

    private Task ChooseAsync(MouseEventArgs click) =>
        click.ShiftKey || click.CtrlKey || click.MetaKey ? OnAdd.InvokeAsync(new(Card.Id, click.ShiftKey)) : OnSelect.InvokeAsync(Card.Id);

    private Task ActAsync(EndpointAction action) => OnAction.InvokeAsync(new EndpointRequest(Card.Id, action));

    private Task SaveNameAsync() => EndAsync(_name ?? Card.GivenName);

    /// <summary>What was typed is not lost when somebody goes elsewhere, where the focus stays then.</summary>
    private Task LeaveNameAsync() => EndAsync(_name ?? Card.GivenName, isLeft: true);

    private Task CancelAsync(KeyboardEventArgs key) => key.Key == "Escape" ? EndAsync(Card.GivenName) : Task.CompletedTask;

    private Task EndAsync(string name, bool isLeft = false) =>
        Renaming ? OnRename.InvokeAsync(new(Card.Id, name, isLeft)) : Task.CompletedTask;
}
