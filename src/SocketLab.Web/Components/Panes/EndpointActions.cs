using MudBlazor;
using SocketLab.Core.Definitions;
using SocketLab.Core.Endpoints;
using SocketLab.Core.Payloads;
using SocketLab.Web.Commands;
using SocketLab.Web.Components.Common;
using SocketLab.Web.Components.Endpoints;
using SocketLab.Web.ViewState;
using SocketLab.Web.ViewState.Endpoints;

namespace SocketLab.Web.Components.Panes;

/// <summary>What a person does with endpoints on the workbench: the commands, and the dialogs and questions before them.</summary>
public sealed class EndpointActions(
    EndpointSupervisor supervisor,
    EndpointCommands commands,
    WorkbenchState state,
    UndoList undos,
    Prompts prompts,
    IDialogService dialogs
)
{
    /// <summary>A click takes a moment to arrive.</summary>
    private static readonly TimeSpan UndoMargin = TimeSpan.FromSeconds(0.5);

    /// <summary>Asks for a new endpoint.</summary>
    public Task NewAsync(Caller caller) =>
        caller.CanOperate
            ? EndpointDialog.ShowAsync(dialogs, caller, EndpointForm.Fresh(supervisor.Limits), isNew: true, definition =>
                CreateAsync(caller, definition)
            )
            : Task.CompletedTask;

    /// <summary>Creates an endpoint without asking for more, selects it and starts it.</summary>
    public Task<bool> TryCreateAsync(Caller caller, EndpointDefinition definition) =>
        prompts.TryAsync(() => CreateAsync(caller, supervisor.Limits.Fit(definition)));

    /// <summary>Does what was asked for on an endpoint's card or head.</summary>
    public async Task RunAsync(Caller caller, EndpointRequest request)
    {
        if (supervisor.Find(request.Id) is not { } endpoint)
        {
            return;
        }

        switch (request.Action)
        {
            case EndpointAction.CopyAddress:
                await prompts.CopyAsync(EndpointCard.AddressOf(endpoint));
                break;
            case EndpointAction.CopyCommand:
                await prompts.CopyAsync(Reach.Commands(endpoint) is [var command, ..] ? command : EndpointCard.AddressOf(endpoint));
                break;
            default:
                if (caller.CanOperate)
                {
                    await prompts.TryAsync(() => ChangeAsync(caller, endpoint, request));
                    state.Endpoints.Refresh();
                }

                break;
        }
    }

    /// <summary>Measures what sequence-stamped messages show of the way, or does so no more.</summary>
    public async Task ToggleSequenceAsync(Caller caller, string id)
    {
        await prompts.TryAsync(() =>
            commands.ChangeAsync(caller, id, definition => definition with { MeasureSequence = !definition.MeasureSequence })
        );
        state.Endpoints.Refresh();
    }

    private Task ChangeAsync(Caller caller, Endpoint endpoint, EndpointRequest request) =>
        request.Action switch
        {
            EndpointAction.Toggle => ToggleAsync(caller, endpoint),
            EndpointAction.Connect => commands.StartAsync(caller, endpoint.Id),
            EndpointAction.Close => commands.StopAsync(caller, endpoint.Id),
            EndpointAction.Edit => EditAsync(caller, endpoint),
            EndpointAction.Duplicate => DuplicateAsync(caller, endpoint),
            EndpointAction.Clear => ClearAsync(caller, endpoint),
            EndpointAction.Delete => DeleteAsync(caller, endpoint),
            EndpointAction.UsePort => UsePortAsync(caller, endpoint, request.Port),
            _ => throw new ArgumentOutOfRangeException(nameof(request), request.Action, "This action does not change an endpoint."),
        };

    /// <summary>Creates an endpoint and starts it without waiting for that: its card shows how it goes.</summary>
    private async Task CreateAsync(Caller caller, EndpointDefinition definition)
    {
        var endpoint = await commands.CreateAsync(caller, definition, start: false);
        state.Endpoints.Refresh();
        Select(endpoint);
        // Nothing has come yet: the feed says how to reach it, and all that happens to it, whatever was looked at before.
        state.Show(EndpointView.Feed);
        ShowFraming(endpoint, before: null);
        _ = prompts.TryAsync(() => commands.StartAsync(caller, endpoint.Id));
        _ = prompts.FocusAsync(endpoint.Definition.Kind.Traits().WaitsForOthers ? ".long-table table" : "#payload");
    }

    private async Task ToggleAsync(Caller caller, Endpoint endpoint)
    {
        Select(endpoint);
        if (endpoint.State is not (EndpointState.Running or EndpointState.Starting))
        {
            await commands.StartAsync(caller, endpoint.Id);
        }
        else if (await CutQuestion.IsMeantAsync(prompts, "Stop", endpoint))
        {
            await commands.StopAsync(caller, endpoint.Id);
        }
    }

    private Task EditAsync(Caller caller, Endpoint endpoint)
    {
        var isRunning = endpoint.State is not (EndpointState.Stopped or EndpointState.Faulted);
        var form = new EndpointForm(endpoint.Definition, supervisor.Limits, isRunning);
        return EndpointDialog.ShowAsync(dialogs, caller, form, isNew: false, async definition =>
        {
            var framing = endpoint.Definition.Tcp.Framing;
            await commands.ChangeWithRestartAsync(caller, endpoint.Id, definition);
            ShowFraming(endpoint, framing);
        });
    }

    private Task DuplicateAsync(Caller caller, Endpoint endpoint)
    {
        var form = EndpointForm.Copy(endpoint.Definition, supervisor.Limits);
        return EndpointDialog.ShowAsync(dialogs, caller, form, isNew: true, definition => CreateAsync(caller, definition));
    }

    private Task ClearAsync(Caller caller, Endpoint endpoint)
    {
        var cleared = commands.ClearWithUndo(caller, endpoint.Id);
        if (state.Selected is { Feed.Selection: var selection, EntryEndpoint: var looked } && looked == endpoint)
        {
            selection.Select(null);
        }

        Offer($"Cleared {Counted(cleared.Count)} of “{NameOf(endpoint.Definition.Name)}”.", () =>
        {
            TellBack(commands.Unclear(caller, endpoint.Id, cleared), cleared.Count);
            return Task.CompletedTask;
        });
        return Task.CompletedTask;
    }

    private async Task DeleteAsync(Caller caller, Endpoint endpoint)
    {
        if (!await CutQuestion.IsMeantAsync(prompts, "Delete", endpoint))
        {
            return;
        }

        var deleted = await commands.DeleteWithUndoAsync(caller, endpoint.Id);
        Offer($"Deleted “{NameOf(deleted.Name)}” with {Counted(deleted.EntriesHad)}.", async () =>
        {
            var back = await commands.UndeleteAsync(caller, deleted);
            state.Endpoints.Refresh();
            Select(back);
            TellBack(deleted.EntriesBack, deleted.EntriesHad);
        });
    }

    /// <summary>Offers to take back what was done, for a little less long than that can be done.</summary>
    private void Offer(string text, Func<Task> undo) =>
        undos.Offer(VisibleText.Sentence(text), EndpointCommands.UndoTime - UndoMargin, () => prompts.TryAsync(undo));

    /// <summary>Says how much came back where that is not all of it.</summary>
    private void TellBack(long back, long had)
    {
        if (back < had)
        {
            prompts.Tell($"{Counted(back)} of {Number(had)} are back: the others made room for newer ones, or were cleared for good.");
        }
    }

    private static string Counted(long entries) => entries == 1 ? "1 entry" : $"{Number(entries)} entries";

    private static string NameOf(string name) => VisibleText.Name(name);

    private async Task UsePortAsync(Caller caller, Endpoint endpoint, int port)
    {
        await commands.UsePortAsync(caller, endpoint.Id, port);
        Select(endpoint);
        _ = prompts.FocusAsync(".long-table table");
    }

    /// <summary>Who has just said how messages are framed wants to see frames.</summary>
    private void ShowFraming(Endpoint endpoint, FramingOptions? before)
    {
        var framing = endpoint.Definition.Tcp.Framing;
        if (framing != before && framing.Mode != FramingMode.Raw && state.Selected is { HasFrames: true } shown && shown.Id == endpoint.Id)
        {
            state.Show(EndpointView.Frames);
        }
    }

    private void Select(Endpoint endpoint)
    {
        // Among others whose entries are shown together it is in sight already.
        if (state.Merged is not { } merged || !merged.Choice.Includes(endpoint.Id))
        {
            state.Select(endpoint.Id);
        }

        state.Show(WorkbenchTab.Feed);
    }
}
