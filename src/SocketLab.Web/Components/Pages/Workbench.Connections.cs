using Microsoft.AspNetCore.Components;
using SocketLab.Core.Journal;
using SocketLab.Core.Transport.Tcp;
using SocketLab.Web.ViewState.Connections;

namespace SocketLab.Web.Components.Pages;

/// <summary>The table of connections, and what is done to those that are chosen in it.</summary>
public sealed partial class Workbench
{
    private ConnectionList Table => State.Connections!;

    private async Task<bool> PressInConnectionsAsync(string key)
    {
        switch (key)
        {
            case "j":
                Table.Move(1);
                return true;
            case "k":
                Table.Move(-1);
                return true;
            case "g":
                Table.GoToFirst();
                return true;
            case "G":
                Table.GoToLast();
                return true;
            case " ":
                Table.ToggleCurrent();
                return true;
            case "Enter" or "f":
                OpenCurrent();
                return true;
            case "r":
                await SendToSelectedAsync();
                return true;
            case "Escape":
                Table.SelectNone();
                return true;
            default:
                return false;
        }
    }

    private void PressInTable(string key)
    {
        if (key == "Enter")
        {
            OpenCurrent();
        }
        else
        {
            State.Connections?.ToggleCurrent();
        }
    }

    private void ShowConnections(bool connections)
    {
        _wantsFrames = false;
        State.ShowConnections(connections);
        KeepFrames();
        KeepInAddress();
    }

    /// <summary>What a reload brings back.</summary>
    private void KeepInAddress()
    {
        var place = new Dictionary<string, object?>
        {
            ["endpoint"] = State.Selected?.Id,
            ["view"] =
                State.ShowsConnections ? ConnectionsView
                : ShowsFrames ? FramesShown
                : null,
            ["entry"] = null,
        };
        Navigation.NavigateTo(Navigation.GetUriWithQueryParameters(place), new NavigationOptions { ReplaceHistoryEntry = true });
    }

    private void Open(ConnectionId id) => Navigation.NavigateTo($"connections/{id}");

    private void OpenCurrent()
    {
        if (State.Connections?.Current is { } current)
        {
            Open(current.Id);
        }
    }

    /// <summary>Follows the stream that a row of the feed belongs to, if it belongs to one.</summary>
    private void FollowEntry(long sequence)
    {
        SelectEntry(sequence);
        if (EntryConnection is { } connection)
        {
            Open(connection.Id);
        }
    }

    /// <summary>Hands the ticked ones, or else the one that the keys act on, to the composer.</summary>
    private async Task SendToSelectedAsync()
    {
        IReadOnlyList<TcpConnection> chosen = State.Connections switch
        {
            { SelectedOpen: { Count: > 0 } ticked } => ticked,
            { Current: { State: not ConnectionState.Closed } current } => [current],
            _ => [],
        };
        if (CanOperate && chosen.Count > 0)
        {
            Composing.SendTo([.. chosen.Select(connection => connection.Id)]);
            _tab = "Send";
            await FocusComposerAsync();
        }
    }

    private Task ActOnSelectedAsync(ConnectionAction action) => ActOnAsync(action, State.Connections?.SelectedOpen ?? []);

    /// <summary>Does not wait: the menu that asked for it stays open until this returns, and would lie under the question.</summary>
    private void ActOnAll(ConnectionAction action) => _ = GuardAsync(ActOnAsync(action, State.Connections?.AllOpen ?? []));

    /// <summary>Asks once before several are ended.</summary>
    private async Task ActOnAsync(ConnectionAction action, IReadOnlyList<TcpConnection> connections)
    {
        if (
            CanOperate
            && connections.Count > 0
            && (
                connections.Count == 1
                || await ConfirmAsync(action.Question(connections.Count), action.PeersSee(connections), action.Verb())
            )
        )
        {
            await TryAsync(() => action.RunAsync(connections));
            State.Connections?.Refresh();
            StateHasChanged();
        }
    }
}
