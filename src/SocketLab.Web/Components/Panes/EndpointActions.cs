using MudBlazor;
using SocketLab.Core.Definitions;
using SocketLab.Core.Endpoints;
using SocketLab.Web.Components.Common;
using SocketLab.Web.Components.Endpoints;
using SocketLab.Web.ViewState;
using SocketLab.Web.ViewState.Endpoints;

namespace SocketLab.Web.Components.Panes;

/// <summary>What a person does with endpoints on the workbench, with the dialogs and questions that belong to it.</summary>
/// <remarks>Work on endpoints is not cancelled when the page is left: it was asked for, and others see it too.</remarks>
public sealed class EndpointActions(EndpointSupervisor supervisor, WorkbenchState state, Prompts prompts, IDialogService dialogs)
{
    /// <summary>Asks for a new endpoint.</summary>
    public Task NewAsync(bool canOperate) =>
        canOperate
            ? EndpointDialog.ShowAsync(dialogs, EndpointForm.Fresh(supervisor.Limits), isNew: true, CreateAsync)
            : Task.CompletedTask;

    /// <summary>Creates an endpoint without asking for more, selects it and starts it.</summary>
    public Task<bool> CreateAsync(EndpointDefinition definition, bool canOperate) =>
        canOperate ? prompts.TryAsync(() => CreateAsync(supervisor.Limits.Fit(definition))) : Task.FromResult(false);

    /// <summary>Does what was asked for on an endpoint's card or head.</summary>
    public async Task RunAsync(EndpointRequest request, bool canOperate)
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
                if (canOperate)
                {
                    await prompts.TryAsync(() => ChangeAsync(endpoint, request));
                    state.Endpoints.Refresh();
                }

                break;
        }
    }

    /// <summary>Measures what sequence-stamped messages show of the way, or does so no more.</summary>
    public async Task ToggleSequenceAsync(string id, bool canOperate)
    {
        if (canOperate)
        {
            await prompts.TryAsync(() =>
                supervisor.UpdateAsync(
                    id,
                    definition => definition with { MeasureSequence = !definition.MeasureSequence },
                    CancellationToken.None
                )
            );
            state.Endpoints.Refresh();
        }
    }

    private Task ChangeAsync(Endpoint endpoint, EndpointRequest request) =>
        request.Action switch
        {
            EndpointAction.Toggle => ToggleAsync(endpoint),
            EndpointAction.Connect => supervisor.StartAsync(endpoint.Id, CancellationToken.None),
            EndpointAction.Close => supervisor.StopAsync(endpoint.Id, CancellationToken.None),
            EndpointAction.Edit => EditAsync(endpoint),
            EndpointAction.Duplicate => DuplicateAsync(endpoint),
            EndpointAction.Clear => ClearAsync(endpoint),
            EndpointAction.Delete => DeleteAsync(endpoint),
            EndpointAction.UsePort => UsePortAsync(endpoint, request.Port),
            _ => throw new ArgumentOutOfRangeException(nameof(request), request.Action, "This action does not change an endpoint."),
        };

    /// <summary>Creates an endpoint and starts it without waiting for that: its card shows how it goes.</summary>
    private async Task CreateAsync(EndpointDefinition definition)
    {
        var endpoint = await supervisor.CreateAsync(definition, start: false, CancellationToken.None);
        state.Endpoints.Refresh();
        Select(endpoint);
        _ = prompts.TryAsync(() => supervisor.StartAsync(endpoint.Id, CancellationToken.None));
    }

    private Task<Endpoint> ToggleAsync(Endpoint endpoint)
    {
        Select(endpoint);
        return endpoint.State is EndpointState.Running or EndpointState.Starting
            ? supervisor.StopAsync(endpoint.Id, CancellationToken.None)
            : supervisor.StartAsync(endpoint.Id, CancellationToken.None);
    }

    private Task EditAsync(Endpoint endpoint)
    {
        var isRunning = endpoint.State is not (EndpointState.Stopped or EndpointState.Faulted);
        var form = new EndpointForm(endpoint.Definition, supervisor.Limits, isRunning);
        return EndpointDialog.ShowAsync(dialogs, form, isNew: false, definition => RedefineAsync(endpoint, definition));
    }

    private Task DuplicateAsync(Endpoint endpoint)
    {
        var copy = endpoint.Definition with { Name = $"{endpoint.Definition.Name} copy" };
        return EndpointDialog.ShowAsync(dialogs, new EndpointForm(copy, supervisor.Limits), isNew: true, CreateAsync);
    }

    private async Task ClearAsync(Endpoint endpoint)
    {
        var gone = $"{endpoint.Journal.Ledger.Kept:N0} entries of “{endpoint.Definition.Name}” will be gone. Counters go on.";
        if (await prompts.ConfirmAsync("Clear the journal?", gone, "Clear"))
        {
            endpoint.Journal.Clear();
            state.Selected?.Feed.Select(null);
        }
    }

    private async Task DeleteAsync(Endpoint endpoint)
    {
        var gone = $"“{endpoint.Definition.Name}” and its {endpoint.Journal.Ledger.Kept:N0} entries will be gone.";
        if (await prompts.ConfirmAsync("Delete the endpoint?", gone, "Delete"))
        {
            await supervisor.DeleteAsync(endpoint.Id, CancellationToken.None);
        }
    }

    private async Task UsePortAsync(Endpoint endpoint, int port)
    {
        await supervisor.StopAsync(endpoint.Id, CancellationToken.None);
        await supervisor.UpdateAsync(
            endpoint.Id,
            definition =>
                definition with
                {
                    Local = definition.Local! with { Port = port },
                    Name = definition.HasMadeName ? "" : definition.Name,
                },
            CancellationToken.None
        );
        await supervisor.StartAsync(endpoint.Id, CancellationToken.None);
        Select(endpoint);
    }

    /// <summary>Changes a definition, with a restart only where it takes another socket. The form said so.</summary>
    private async Task RedefineAsync(Endpoint endpoint, EndpointDefinition definition)
    {
        var isStopped = endpoint.State is EndpointState.Stopped or EndpointState.Faulted;
        if (isStopped || !endpoint.Definition.NeedsRestartFor(definition.WithDefaults()))
        {
            await supervisor.UpdateAsync(endpoint.Id, definition, CancellationToken.None);
            return;
        }

        await supervisor.StopAsync(endpoint.Id, CancellationToken.None);
        try
        {
            await supervisor.UpdateAsync(endpoint.Id, definition, CancellationToken.None);
        }
        finally
        {
            // Also as it was, if the change was refused after all.
            await supervisor.StartAsync(endpoint.Id, CancellationToken.None);
        }
    }

    private void Select(Endpoint endpoint)
    {
        state.Select(endpoint.Id);
        state.Show(WorkbenchTab.Feed);
    }
}
