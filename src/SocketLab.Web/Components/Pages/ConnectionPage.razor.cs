using Microsoft.AspNetCore.Components;
using SocketLab.Core.Endpoints;
using SocketLab.Web.Components.Layout;
using SocketLab.Web.ViewState;
using SocketLab.Web.ViewState.Connections;
using SocketLab.Web.ViewState.Sending;
using SocketLab.Web.Workspace;

namespace SocketLab.Web.Components.Pages;

/// <summary>One connection: its stream followed live, what the system tells of it, and what can be done to it.</summary>
public sealed partial class ConnectionPage
{
    private static readonly string[] Tabs = ["Stream", "Details"];

    /// <summary>Eight looks a second: a conversation is read, not watched.</summary>
    private static readonly TimeSpan StreamPace = TimeSpan.FromMilliseconds(125);

    /// <summary>Numbers that tick faster than this blink.</summary>
    private static readonly TimeSpan CounterPace = TimeSpan.FromMilliseconds(500);

    private ComposerState _composing = new();
    private string _tab = Tabs[0];
    private int _jumpId;

    /// <summary>The connection's id.</summary>
    [Parameter]
    public string Id { get; set; } = "";

    /// <inheritdoc/>
    protected override string[] Keys => ["j", "k", "g", "G", "?", "Escape"];

    [Inject]
    private EndpointSupervisor Supervisor { get; set; } = default!;

    [Inject]
    private PayloadHistory History { get; set; } = default!;

    [Inject]
    private WorkbenchState Workbench { get; set; } = default!;

    /// <summary>Set while the page is only a picture, too: whoever asks for a connection that is not there gets 404.</summary>
    [CascadingParameter]
    private HttpContext? Http { get; set; }

    private ConnectionView? View { get; set; }

    private string BackAddress => $"?endpoint={View!.Endpoint.Id}{(Workbench.ShowsConnections ? "&view=connections" : "")}";

    private string Ended =>
        $"It has ended: {ConnectionText.Reason(View!.Row.CloseReason)}, "
        + $"{TimeZoneInfo.ConvertTimeFromUtc(View.Connection.ClosedAt ?? View.Connection.OpenedAt, View.Window.Zone):yyyy-MM-dd HH:mm:ss}.";

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        await base.OnInitializedAsync();
        View = ConnectionView.Open(Supervisor, Id, Time);
        _composing = new ComposerState(Time, () => [.. History.List().Select(sent => sent.Payload)]);
        if (View is not null && Shown == FramesShown)
        {
            OpenFrames(View);
        }

        if (View is null && Http is { Response.HasStarted: false })
        {
            Http.Response.StatusCode = StatusCodes.Status404NotFound;
        }
    }

    /// <inheritdoc/>
    protected override void UseZone(TimeZoneInfo zone)
    {
        if (View is not null)
        {
            View.Window.Zone = zone;
            View.RefreshStream();
        }

        _frames?.Use(zone);
    }

    /// <inheritdoc/>
    protected override IEnumerable<Task> Watch() =>
        View is null
            ? []
            : [WatchStreamAsync(View), WatchFiguresAsync(View), _frames?.WatchAsync(SeenAsync, StateHasChanged) ?? Task.CompletedTask];

    /// <inheritdoc/>
    protected override async Task PressAsync(string key)
    {
        switch (key)
        {
            case var _ when _frames is not null && _frames.Press(key):
                break;
            case "g" when View is not null:
                View.Window.GoToFirst();
                Jumped(View);
                break;
            case "G":
                FollowTail();
                break;
            case "?":
                await KeysDialog.ShowAsync(Dialogs);
                break;
            case "Escape":
                Navigation.NavigateTo(View is null ? "" : BackAddress);
                break;
        }
    }

    private async Task WatchStreamAsync(ConnectionView view)
    {
        while (true)
        {
            var started = Time.GetTimestamp();
            var seen = view.Endpoint.Journal.Changed.Version;
            if (_frames is null)
            {
                view.RefreshStream();
                StateHasChanged();
            }

            if (!view.Page.Searching)
            {
                await view.Endpoint.Journal.Changed.WaitAsync(seen, Closed);
            }

            await SeenAsync();
            var rest = StreamPace - Time.GetElapsedTime(started);
            if (view.Page.Searching)
            {
                await Task.Yield();
            }
            else if (rest > TimeSpan.Zero)
            {
                await Task.Delay(rest, Time, Closed);
            }

            Closed.ThrowIfCancellationRequested();
        }
    }

    private async Task WatchFiguresAsync(ConnectionView view)
    {
        while (true)
        {
            view.Refresh();
            _frames?.Refresh();
            StateHasChanged();
            await Task.Delay(CounterPace, Time, Closed);
            await SeenAsync();
        }
    }

    private void Use(StreamFormat format)
    {
        View!.Window.Format = format;
        View.RefreshStream();
        if (_frames is not null)
        {
            _frames.Format = format;
        }
    }

    private void Follow(bool following)
    {
        View!.Window.Follow(following);
        View.RefreshStream();
    }

    private void Earlier()
    {
        View!.Window.Earlier();
        View.RefreshStream();
    }

    private void Later()
    {
        View!.Window.Later();
        View.RefreshStream();
    }

    private void ShowWhole(long sequence)
    {
        View!.Window.ShowWhole(sequence);
        View.RefreshStream();
    }

    private void FollowTail()
    {
        _frames?.FollowTail();
        View!.Window.Follow(true);
        Jumped(View);
    }

    private void Jumped(ConnectionView view)
    {
        _jumpId++;
        view.RefreshStream();
    }

    private Task ActAsync(ConnectionAction action) => CanOperate ? TryAsync(() => action.RunAsync(View!.Connection)) : Task.CompletedTask;

    private Task ApplyAsync() =>
        TryAsync(() =>
        {
            if (CanOperate)
            {
                View!.Options.Apply(View.Connection);
            }

            return Task.CompletedTask;
        });
}
