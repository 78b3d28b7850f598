using SocketLab.Core.Definitions;
using SocketLab.Core.Endpoints;
using SocketLab.Core.Journal;
using SocketLab.Core.Transport.Tcp;
using SocketLab.Web.Components.Endpoints;
using SocketLab.Web.Components.Layout;
using SocketLab.Web.ViewState.Connections;
using SocketLab.Web.ViewState.Endpoints;

namespace SocketLab.Web.Components.Pages;

/// <summary>What a person does on the workbench. Whatever changes something asks first whether they may.</summary>
/// <remarks>Work on endpoints is not cancelled when the page is left: it was asked for, and others see it too.</remarks>
public sealed partial class Workbench
{
    /// <inheritdoc/>
    protected override async Task PressAsync(string key)
    {
        if (State.ShowsConnections && await PressInConnectionsAsync(key))
        {
            return;
        }

        if (_frames?.Press(key) == true)
        {
            return;
        }

        switch (key)
        {
            case "n":
                await NewAsync();
                break;
            case " ":
                TogglePause();
                break;
            case "j":
                State.MoveSelection(1);
                break;
            case "k":
                State.MoveSelection(-1);
                break;
            case "g":
                State.Window?.GoToFirst();
                State.RefreshFeed();
                break;
            case "G":
                FollowTail();
                break;
            case "r":
                await ReplyAsync();
                break;
            case "f" when EntryConnection is { } connection:
                Open(connection.Id);
                break;
            case "Escape":
                State.SelectEntry(null);
                break;
            case "?":
                await KeysDialog.ShowAsync(Dialogs);
                break;
        }
    }

    private void Select(string? id)
    {
        State.Select(id);
        KeepFrames();
        FeedSourceChanged();
    }

    private void SelectAsync(string id)
    {
        Select(id);
        _tab = "Feed";
        KeepInAddress();
    }

    private Task ListenAsync(EndpointKind kind) =>
        TryAsync(() =>
            CreateAsync(
                Supervisor.Limits.Fit(
                    new EndpointDefinition
                    {
                        Kind = kind,
                        Local = new LocalAddress { Port = FirstUse.Port },
                    }
                )
            )
        );

    private async Task SendSomethingAsync()
    {
        var sender = new EndpointDefinition
        {
            Kind = EndpointKind.UdpSender,
            Remote = new RemoteAddress { Host = "127.0.0.1", Port = FirstUse.Port },
        };
        await TryAsync(() => CreateAsync(Supervisor.Limits.Fit(sender)));
        _tab = "Send";
        await FocusComposerAsync();
    }

    private Task NewAsync() =>
        CanOperate
            ? EndpointDialog.ShowAsync(Dialogs, EndpointForm.Fresh(Supervisor.Limits), isNew: true, CreateAsync)
            : Task.CompletedTask;

    /// <summary>Creates an endpoint and starts it without waiting for that: its card shows how it goes.</summary>
    private async Task CreateAsync(EndpointDefinition definition)
    {
        if (CanOperate)
        {
            var endpoint = await Supervisor.CreateAsync(definition, start: false, CancellationToken.None);
            State.RefreshEndpoints();
            SelectAsync(endpoint.Id);
            _ = GuardAsync(TryAsync(() => Supervisor.StartAsync(endpoint.Id, CancellationToken.None)));
        }
    }

    private async Task ActAsync(EndpointRequest request)
    {
        if (Supervisor.Find(request.Id) is not { } endpoint)
        {
            return;
        }

        switch (request.Action)
        {
            case EndpointAction.CopyAddress:
                await CopyAsync(EndpointCard.AddressOf(endpoint));
                break;
            case EndpointAction.CopyCommand:
                await CopyAsync(Reach.Commands(endpoint) is [var command, ..] ? command : EndpointCard.AddressOf(endpoint));
                break;
            default:
                if (CanOperate)
                {
                    await TryAsync(() => ChangeAsync(endpoint, request));
                }

                break;
        }
    }

    private async Task ChangeAsync(Endpoint endpoint, EndpointRequest request)
    {
        switch (request.Action)
        {
            case EndpointAction.Toggle:
                SelectAsync(endpoint.Id);
                await (
                    endpoint.State is EndpointState.Running or EndpointState.Starting
                        ? Supervisor.StopAsync(endpoint.Id, CancellationToken.None)
                        : Supervisor.StartAsync(endpoint.Id, CancellationToken.None)
                );
                break;
            case EndpointAction.Connect:
                await Supervisor.StartAsync(endpoint.Id, CancellationToken.None);
                break;
            case EndpointAction.Close:
                await Supervisor.StopAsync(endpoint.Id, CancellationToken.None);
                break;
            case EndpointAction.Edit:
                var isRunning = endpoint.State is not (EndpointState.Stopped or EndpointState.Faulted);
                await EndpointDialog.ShowAsync(
                    Dialogs,
                    new EndpointForm(endpoint.Definition, Supervisor.Limits, isRunning),
                    isNew: false,
                    definition => RedefineAsync(endpoint, definition)
                );
                break;
            case EndpointAction.Duplicate:
                var copy = endpoint.Definition with { Name = $"{endpoint.Definition.Name} copy" };
                await EndpointDialog.ShowAsync(Dialogs, new EndpointForm(copy, Supervisor.Limits), isNew: true, CreateAsync);
                break;
            case EndpointAction.Clear
                when await ConfirmAsync(
                    "Clear the journal?",
                    $"{endpoint.Journal.Ledger.Kept:N0} entries of “{endpoint.Definition.Name}” will be gone. Counters go on.",
                    "Clear"
                ):
                endpoint.Journal.Clear();
                State.SelectEntry(null);
                break;
            case EndpointAction.Delete
                when await ConfirmAsync(
                    "Delete the endpoint?",
                    $"“{endpoint.Definition.Name}” and its {endpoint.Journal.Ledger.Kept:N0} entries will be gone.",
                    "Delete"
                ):
                await Supervisor.DeleteAsync(endpoint.Id, CancellationToken.None);
                break;
            case EndpointAction.UsePort:
                await Supervisor.StopAsync(endpoint.Id, CancellationToken.None);
                await Supervisor.UpdateAsync(
                    endpoint.Id,
                    definition =>
                        definition with
                        {
                            Local = definition.Local! with { Port = request.Port },
                            Name = definition.HasMadeName ? "" : definition.Name,
                        },
                    CancellationToken.None
                );
                await Supervisor.StartAsync(endpoint.Id, CancellationToken.None);
                SelectAsync(endpoint.Id);
                break;
        }

        State.RefreshEndpoints();
    }

    /// <summary>Changes a definition, with a restart only where it takes another socket. The form said so.</summary>
    private async Task RedefineAsync(Endpoint endpoint, EndpointDefinition definition)
    {
        if (!CanOperate)
        {
            return;
        }

        if (
            endpoint.State is EndpointState.Stopped or EndpointState.Faulted
            || !endpoint.Definition.NeedsRestartFor(definition.WithDefaults())
        )
        {
            await Supervisor.UpdateAsync(endpoint.Id, definition, CancellationToken.None);
            return;
        }

        await Supervisor.StopAsync(endpoint.Id, CancellationToken.None);
        try
        {
            await Supervisor.UpdateAsync(endpoint.Id, definition, CancellationToken.None);
        }
        finally
        {
            // Also as it was, if the change was refused after all.
            await Supervisor.StartAsync(endpoint.Id, CancellationToken.None);
        }
    }

    /// <summary>Somebody who sends wants to see it go.</summary>
    private void ShowSent()
    {
        if (!State.Page.Paused)
        {
            FollowTail();
        }
    }

    private async Task ToggleSequenceAsync()
    {
        if (CanOperate && State.Selected is { } endpoint)
        {
            await TryAsync(() =>
                Supervisor.UpdateAsync(
                    endpoint.Id,
                    definition => definition with { MeasureSequence = !definition.MeasureSequence },
                    CancellationToken.None
                )
            );
            State.RefreshEndpoints();
        }
    }

    private async Task ReplyAsync()
    {
        if (!CanOperate || State.Entry is not { Peer.IsNone: false } entry || (entry.Kind == EntryKind.Datagram && entry.Peer.IsUnnamed))
        {
            return;
        }

        Composing.To = entry.Peer.ToString();
        Composing.SendTo(EntryConnection is { State: not ConnectionState.Closed } open ? [open.Id] : []);
        _tab = "Send";
        await FocusComposerAsync();
    }

    private async Task FocusComposerAsync()
    {
        StateHasChanged();
        await Task.Yield();
        if (_sending is not null)
        {
            await _sending.FocusAsync();
        }
    }

    private Task ActOnConnection(ConnectionAction action) =>
        CanOperate && EntryConnection is { } connection ? TryAsync(() => action.RunAsync(connection)) : Task.CompletedTask;
}
