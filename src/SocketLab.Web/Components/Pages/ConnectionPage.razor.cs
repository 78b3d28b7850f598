using Microsoft.AspNetCore.Components;
using SocketLab.Web.Commands;
using SocketLab.Web.ViewState;
using SocketLab.Web.ViewState.Connections;
using SocketLab.Web.ViewState.Conversations;

namespace SocketLab.Web.Components.Pages;

/// <summary>One connection: its stream followed live, what the system tells of it, and what can be done to it.</summary>
public sealed partial class ConnectionPage
{
    private const string FramesShown = "frames";

    private string? _opened;

    /// <summary>The connection's id.</summary>
    [Parameter]
    public string Id { get; set; } = "";

    /// <inheritdoc/>
    protected override string[] Keys => ["j", "k", .. base.Keys];

    /// <inheritdoc/>
    protected override string BackAddress =>
        View is null ? "" : $"?endpoint={View.Endpoint.Id}{(Workbench.View == EndpointView.Connections ? "&view=connections" : "")}";

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        await base.OnParametersSetAsync();
        if (Id == _opened)
        {
            GoToFilter();
            return;
        }

        _opened = Id;
        if (Supervisor.FindCaptured(Id) is var (captured, endpoint))
        {
            // What a capture file has of a connection is followed like any conversation that has no socket.
            var place = new ConversationPlace(endpoint, captured.Peer.ToString(), "", Id);
            Navigation.NavigateTo(place.Address, new NavigationOptions { ReplaceHistoryEntry = true });
            return;
        }

        View?.ShowFrames(false);
        Open(ConnectionView.Open(Supervisor, Id, Time, Scans));
        View?.ShowFrames(ShownAs == FramesShown);
    }

    /// <inheritdoc/>
    protected override void OnDisposed()
    {
        base.OnDisposed();
        View?.ShowFrames(false);
    }

    /// <inheritdoc/>
    protected override Task PressAsync(string key) => View?.Frames?.Press(key) == true ? Task.CompletedTask : base.PressAsync(key);

    private void ShowFrames(bool frames)
    {
        View!.ShowBoundaries(false, Scans);
        View.ShowFrames(frames);
        NameShown(frames ? FramesShown : null);
    }

    /// <inheritdoc/>
    protected override void ShowBoundaries(bool boundaries)
    {
        View!.ShowFrames(false);
        base.ShowBoundaries(boundaries);
    }
}
