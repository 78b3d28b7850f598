using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using MudBlazor;
using SocketLab.Core.Endpoints;
using SocketLab.Core.Transport.Tcp;
using SocketLab.Web.Components.Endpoints;
using SocketLab.Web.Components.Feed;
using SocketLab.Web.Components.Layout;
using SocketLab.Web.ViewState;

namespace SocketLab.Web.Components.Pages;

/// <summary>What a person does on the workbench. Whatever changes something asks first whether they may.</summary>
/// <remarks>Work on endpoints is not cancelled when the page is left: it was asked for, and others see it too.</remarks>
public sealed partial class Workbench
{
    /// <summary>Called by the script for a single-key shortcut.</summary>
    [JSInvokable]
    public async Task Key(string key)
    {
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
            case "Escape":
                State.SelectEntry(null);
                break;
            case "?":
                await KeysDialog.ShowAsync(Dialogs);
                break;
        }

        StateHasChanged();
    }

    private void Select(string? id)
    {
        State.Select(id);
        if (State.Selected is { } selected)
        {
            _composers.TryAdd(selected.Id, new ComposerState(Time, () => [.. History.List().Select(sent => sent.Payload)]));
        }

        FeedSourceChanged();
    }

    private void SelectAsync(string id)
    {
        Select(id);
        _tab = "Feed";
        Navigation.NavigateTo(Navigation.GetUriWithQueryParameter("endpoint", id), new NavigationOptions { ReplaceHistoryEntry = true });
    }

    private Task ListenAsync(EndpointKind kind) =>
        TryAsync(() => CreateAsync(Supervisor.Limits.Fit(new EndpointDefinition { Kind = kind, Local = new LocalAddress { Port = FirstUse.Port } })));

    private async Task SendSomethingAsync()
    {
        var sender = new EndpointDefinition { Kind = EndpointKind.UdpSender, Remote = new RemoteAddress { Host = "127.0.0.1", Port = FirstUse.Port } };
        await TryAsync(() => CreateAsync(Supervisor.Limits.Fit(sender)));
        _tab = "Send";
        await FocusComposerAsync();
    }

    private Task NewAsync() => CanOperate
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
                await (endpoint.State is EndpointState.Running or EndpointState.Starting
                    ? Supervisor.StopAsync(endpoint.Id, CancellationToken.None)
                    : Supervisor.StartAsync(endpoint.Id, CancellationToken.None));
                break;
            case EndpointAction.Edit:
                await EndpointDialog.ShowAsync(Dialogs, new EndpointForm(endpoint.Definition), isNew: false, definition => Supervisor.UpdateAsync(endpoint.Id, definition, CancellationToken.None));
                break;
            case EndpointAction.Duplicate:
                var copy = endpoint.Definition with { Name = $"{endpoint.Definition.Name} copy" };
                await EndpointDialog.ShowAsync(Dialogs, new EndpointForm(copy), isNew: true, CreateAsync);
                break;
            case EndpointAction.Clear when await ConfirmAsync("Clear the journal?", $"{endpoint.Journal.Ledger.Kept:N0} entries of “{endpoint.Definition.Name}” will be gone. Counters go on.", "Clear"):
                endpoint.Journal.Clear();
                State.SelectEntry(null);
                break;
            case EndpointAction.Delete when await ConfirmAsync("Delete the endpoint?", $"“{endpoint.Definition.Name}” and its {endpoint.Journal.Ledger.Kept:N0} entries will be gone.", "Delete"):
                await Supervisor.DeleteAsync(endpoint.Id, CancellationToken.None);
                _composers.Remove(endpoint.Id);
                break;
            case EndpointAction.UsePort:
                var local = endpoint.Definition.Local! with { Port = request.Port };
                await Supervisor.StopAsync(endpoint.Id, CancellationToken.None);
                await Supervisor.UpdateAsync(endpoint.Id, endpoint.Definition with { Local = local, Name = endpoint.Definition.HasMadeName ? "" : endpoint.Definition.Name }, CancellationToken.None);
                await Supervisor.StartAsync(endpoint.Id, CancellationToken.None);
                SelectAsync(endpoint.Id);
                break;
        }

        State.RefreshEndpoints();
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
            await TryAsync(() => Supervisor.UpdateAsync(endpoint.Id, endpoint.Definition with { MeasureSequence = !endpoint.Definition.MeasureSequence }, CancellationToken.None));
            State.RefreshEndpoints();
        }
    }

    private async Task ReplyAsync()
    {
        if (!CanOperate || State.Entry is not { Peer.IsNone: false } entry)
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

    private async Task ActOnConnection(ConnectionAction action)
    {
        if (!CanOperate || EntryConnection is not { } connection)
        {
            return;
        }

        await TryAsync(() =>
        {
            switch (action)
            {
                case ConnectionAction.HalfClose:
                    connection.ShutdownSend();
                    return Task.CompletedTask;
                case ConnectionAction.Close:
                    return connection.Close();
                default:
                    return connection.Reset();
            }
        });
    }

    private async Task CopyAsync(string text)
    {
        var copied = await Script.InvokeAsync<bool>("socketLab.copy", text);
        Notices.Add(copied ? "Copied." : $"The browser did not allow copying: {text}", copied ? Severity.Normal : Severity.Warning);
    }

    private async Task<bool> ConfirmAsync(string title, string message, string verb) =>
        await Dialogs.ShowMessageBoxAsync(title, message, yesText: verb, cancelText: "Cancel") == true;

    /// <summary>Runs what may be refused; a refusal is an answer, and shown as one.</summary>
    private async Task TryAsync(Func<Task> action)
    {
        try
        {
            await action();
        }
        catch (Exception error) when (Refusal.TextOf(error) is { } text)
        {
            Notices.Add(text, Severity.Error);
        }
    }
}
