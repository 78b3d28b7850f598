using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using SocketLab.Web.Components.Common;
using SocketLab.Web.ViewState.Endpoints;

namespace SocketLab.Web.Components.Endpoints;

/// <summary>The endpoints group by group. A card is moved by dragging it, or by Alt and an arrow key (<c>js/cards.js</c>).</summary>
public sealed partial class CardList
{
    private ElementReference _list;

    /// <summary>The groups, with the cards that are shown.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<EndpointSection> Sections { get; set; } = [];

    /// <summary>Whether the entries of an endpoint are shown.</summary>
    [Parameter]
    public Func<string, bool> IsSelected { get; set; } = _ => false;

    /// <summary>The id of the endpoint whose name is being edited; null for none.</summary>
    [Parameter]
    public string? RenamingId { get; set; }

    /// <summary>Whether each endpoint has one line.</summary>
    [Parameter]
    public bool Compact { get; set; }

    /// <summary>Whether the person may change things.</summary>
    [Parameter]
    public bool CanOperate { get; set; }

    /// <summary>What was done last, for screen readers.</summary>
    [Parameter]
    public string? Said { get; set; }

    /// <summary>A card was chosen.</summary>
    [Parameter]
    public EventCallback<string> OnSelect { get; set; }

    /// <summary>A card is to be shown beside those that are, or all up to it.</summary>
    [Parameter]
    public EventCallback<CardAdd> OnAdd { get; set; }

    /// <summary>A group is to be folded away or unfolded.</summary>
    [Parameter]
    public EventCallback<string> OnFold { get; set; }

    /// <summary>A name is to be edited, or was.</summary>
    [Parameter]
    public EventCallback<CardRename> OnRename { get; set; }

    /// <summary>A card is to move by one place.</summary>
    [Parameter]
    public EventCallback<CardStep> OnStep { get; set; }

    /// <summary>A card was dropped.</summary>
    [Parameter]
    public EventCallback<CardDrop> OnDrop { get; set; }

    /// <summary>Several endpoints are to be started, or stopped.</summary>
    [Parameter]
    public EventCallback<(IReadOnlyList<EndpointCard> Cards, bool Run)> OnRunAll { get; set; }

    /// <summary>Something is to be done to an endpoint.</summary>
    [Parameter]
    public EventCallback<EndpointRequest> OnAction { get; set; }

    /// <summary>What stands below the cards.</summary>
    [Parameter]
    public RenderFragment? ChildContent { get; set; }

    /// <summary>Called by the script for Alt and an arrow key.</summary>
    [JSInvokable]
    public Task Step(string id, int step) => CanOperate ? OnStep.InvokeAsync(new(id, step)) : Task.CompletedTask;

    /// <summary>Called by the script for F2.</summary>
    [JSInvokable]
    public Task Rename(string id) => RenameAsync(new(id, null));

    /// <summary>Called by the script when a card was dragged and let go.</summary>
    [JSInvokable]
    public Task Drop(string id, string? anchorId, bool isBehind, string group) =>
        CanOperate ? OnDrop.InvokeAsync(new(id, anchorId, isBehind, group)) : Task.CompletedTask;

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            await AttachAsync("cards", self => [_list, self]);
        }
    }

    private Task RenameAsync(CardRename rename) => CanOperate ? OnRename.InvokeAsync(rename) : Task.CompletedTask;

    private static string Running(EndpointSection section) =>
        $"{Number(section.Cards.Count(card => card.IsOn))} of {Number(section.Cards.Count)} on";

    private MenuAction[] Actions(EndpointSection section) =>
        [
            new("Start all of the group", () => OnRunAll.InvokeAsync((section.Cards, true))),
            new("Stop all of the group", () => OnRunAll.InvokeAsync((section.Cards, false))),
        ];
}
