using MudBlazor;
using SocketLab.Core.Endpoints;
using SocketLab.Core.Payloads;
using SocketLab.Web.Commands;
using SocketLab.Web.Components.Common;
using SocketLab.Web.Components.Endpoints;
using SocketLab.Web.ViewState;
using SocketLab.Web.ViewState.Endpoints;

namespace SocketLab.Web.Components.Panes;

/// <summary>What a person does with the list of endpoints: renames, moves, and switches several at once.</summary>
public sealed class EndpointListActions(EndpointSupervisor supervisor, EndpointCommands commands, WorkbenchState state, Prompts prompts)
{
    private const int MaxNamed = 3;

    /// <summary>Gives an endpoint another name; an empty one is made from kind and port.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="id">The endpoint's id.</param>
    /// <param name="name">The name.</param>
    /// <param name="refocus">Whether the focus goes back to the card.</param>
    public async Task RenameAsync(Caller caller, string id, string name, bool refocus)
    {
        if (supervisor.Find(id)?.Definition is { } now && name.Trim() != (now.HasMadeName ? "" : now.Name))
        {
            await prompts.TryAsync(() => commands.ChangeAsync(caller, id, definition => definition with { Name = name }));
            state.Endpoints.Refresh();
        }

        if (refocus)
        {
            await FocusNameAsync(id, isEdited: false);
        }
    }

    /// <summary>Puts the focus on a name, or on the field in its place.</summary>
    public Task FocusNameAsync(string id, bool isEdited) =>
        prompts.FocusAsync($".card[data-id=\"{id}\"] {(isEdited ? ".rename" : ".name")}");

    /// <summary>Moves an endpoint by one place among those of its group that are listed.</summary>
    /// <returns>Where it stands now, in words; null when it did not move.</returns>
    public async Task<string?> StepAsync(Caller caller, CardStep step, IReadOnlyList<EndpointSection> sections)
    {
        var cards = sections.FirstOrDefault(section => section.Cards.Any(card => card.Id == step.Id))?.Cards ?? [];
        var from = cards.ToList().FindIndex(card => card.Id == step.Id);
        var to = from + step.Step;
        if (from < 0 || to < 0 || to >= cards.Count)
        {
            return null;
        }

        await MoveAsync(caller, new(step.Id, cards[to].Id, IsBehind: step.Step > 0, cards[from].Group));
        return $"{cards[from].Name}: place {Number(to + 1)} of {Number(cards.Count)}";
    }

    /// <summary>Puts an endpoint where it was dropped, into the group of that place.</summary>
    public Task DropAsync(Caller caller, CardDrop drop) => MoveAsync(caller, drop);

    /// <summary>Starts or stops several endpoints, and tells which of them did not.</summary>
    public async Task RunAllAsync(Caller caller, IReadOnlyList<EndpointCard> cards, bool run)
    {
        var ids = cards.Where(card => card.IsOn != run && card.HasSocket).Select(card => card.Id).ToList();
        if (!run && !await CutQuestion.IsMeantAsync(prompts, "Stop", [.. ids.Select(id => supervisor.Find(id)).OfType<Endpoint>()]))
        {
            return;
        }

        IReadOnlyList<EndpointFailure> failed = [];
        await prompts.TryAsync(async () => failed = await commands.SwitchAllAsync(caller, ids, run));
        state.Endpoints.Refresh();
        if (failed.Count > 0)
        {
            var named = string.Join("; ", failed.Take(MaxNamed).Select(one => $"{VisibleText.Name(one.Name)}: {one.Why}"));
            var others = failed.Count > MaxNamed ? $"; and {Number(failed.Count - MaxNamed)} more" : "";
            prompts.Tell(
                $"{Number(failed.Count)} of {Number(ids.Count)} did not {(run ? "start" : "stop")}. {named}{others}",
                Severity.Error
            );
        }
    }

    private async Task MoveAsync(Caller caller, CardDrop drop)
    {
        await prompts.TryAsync(async () =>
        {
            if (supervisor.Find(drop.Id) is { } endpoint && endpoint.Definition.Group != drop.Group)
            {
                await commands.ChangeAsync(caller, drop.Id, definition => definition with { Group = drop.Group });
            }

            if (drop.AnchorId is not null && drop.AnchorId != drop.Id)
            {
                await commands.MoveAsync(caller, drop.Id, drop.IsBehind ? Next(drop) : drop.AnchorId);
            }
        });
        state.Endpoints.Refresh();
    }

    /// <summary>The endpoint that comes behind the anchor once the one that moves is away; null at the end.</summary>
    private string? Next(CardDrop drop) =>
        supervisor
            .List()
            .Select(endpoint => endpoint.Id)
            .Where(id => id != drop.Id)
            .SkipWhile(id => id != drop.AnchorId)
            .Skip(1)
            .FirstOrDefault();
}
