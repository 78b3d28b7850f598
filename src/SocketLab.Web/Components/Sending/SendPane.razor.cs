using Microsoft.AspNetCore.Components;
using MudBlazor;
using SocketLab.Core.Definitions;
using SocketLab.Core.Endpoints;
using SocketLab.Core.Jobs;
using SocketLab.Core.Payloads;
using SocketLab.Core.Transport.Tcp;
using SocketLab.Web.Components.Common;
using SocketLab.Web.ViewState;
using SocketLab.Web.ViewState.Sending;
using SocketLab.Web.Workspace;

namespace SocketLab.Web.Components.Sending;

/// <summary>The bottom pane of a page: what goes out of an endpoint by itself, and the composer. Does what they ask for.</summary>
/// <remarks>
/// It stands on several pages, so it has its services itself. Files are in <c>SendPane.Files.cs</c>, saved payloads in
/// <c>SendPane.Payloads.cs</c>.
/// It looks at jobs and connections when its page renders, and four times a second at most.
/// </remarks>
public sealed partial class SendPane : IDisposable
{
    /// <summary>As many connections as somebody would look through; more are in their table.</summary>
    private const int MostToChooseFrom = 50;

    private static readonly TimeSpan LookPace = TimeSpan.FromMilliseconds(250);

    private readonly CancellationTokenSource _closed = new();
    private Composer? _composer;
    private Endpoint? _looked;
    private long _lastLook;
    private IReadOnlyList<JobLine> _jobs = [];
    private IReadOnlyList<TcpConnection> _connections = [];
    private IReadOnlyList<DestinationChoice> _choices = [];
    private string? _dismissed;

    /// <summary>Who sends.</summary>
    [Parameter, EditorRequired]
    public Endpoint Endpoint { get; set; } = default!;

    /// <summary>What is being written.</summary>
    [Parameter, EditorRequired]
    public ComposerState State { get; set; } = default!;

    /// <summary>The one connection to send to; null where it is chosen in the composer.</summary>
    [Parameter]
    public TcpConnection? Connection { get; set; }

    /// <summary>Where a datagram goes when nobody named a destination; null for nowhere.</summary>
    [Parameter]
    public string? DefaultDestination { get; set; }

    /// <summary>Why nothing can be sent, where it is not that the endpoint is stopped.</summary>
    [Parameter]
    public string? DisabledReason { get; set; }

    /// <summary>Whether the person may send.</summary>
    [Parameter]
    public bool CanOperate { get; set; }

    /// <summary>Something was sent.</summary>
    [Parameter]
    public EventCallback OnSent { get; set; }

    [Inject]
    private EndpointSupervisor Supervisor { get; set; } = default!;

    [Inject]
    private PayloadLibrary Library { get; set; } = default!;

    [Inject]
    private PayloadHistory History { get; set; } = default!;

    [Inject]
    private TimeProvider Time { get; set; } = default!;

    [Inject]
    private FileUploads Uploads { get; set; } = default!;

    [Inject]
    private IDialogService Dialogs { get; set; } = default!;

    [Inject]
    private ISnackbar Notices { get; set; } = default!;

    /// <summary>A page of one connection has no choice of where to: as a client.</summary>
    private EndpointKind ComposedKind => Connection is null ? Endpoint.Definition.Kind : EndpointKind.TcpClient;

    private bool IsRunning =>
        Endpoint.State == EndpointState.Running
        && Connection is not { State: ConnectionState.Closed or ConnectionState.HalfClosed or ConnectionState.Connecting };

    private string To =>
        (Connection is null ? null : PeerText.Of(Connection))
        ?? (
            Endpoint.Definition.Kind.IsUdp()
                ? DefaultDestination ?? (Endpoint.Definition.IsUnix ? "unix:NAME" : "host:port")
                : Endpoint.Definition.Remote?.ToString() ?? ""
        );

    private string WhyNotRunning =>
        Endpoint.Definition.Kind == EndpointKind.TcpClient ? "Connect to send." : "Start the endpoint to send from it.";

    /// <summary>Where a datagram goes; null where the endpoint's definition says it, with what else that says of the address.</summary>
    private RemoteAddress? Named => State.Destination(Endpoint.Definition.Remote is null ? DefaultDestination : null);

    /// <summary>The one connection that is meant, where it is one.</summary>
    private TcpConnection? Only => Connection ?? (State.ChosenConnections is [var only] ? Endpoint.Connections.Find(only) : null);

    private IReadOnlyList<TcpConnection> Chosen => [.. State.ChosenConnections.Select(Endpoint.Connections.Find).OfType<TcpConnection>()];

    private SendPlan Plan =>
        Endpoint.Definition.Kind switch
        {
            EndpointKind.UdpListener or EndpointKind.UdpSender => SendPlan.Datagram(
                Endpoint.Status.Bound,
                State.To.Trim().Length > 0 ? State.To : DefaultDestination,
                State,
                Endpoint.Definition.IsUnix
            ),
            _ when Connection is not null || State.ChosenConnections.Count == 1 => SendPlan.Stream(
                Only?.Local.ToString(),
                Only is { State: not ConnectionState.Closed } open ? PeerText.Of(open) : null,
                State
            ),
            EndpointKind.TcpClient => SendPlan.Stream(Endpoint.Status.Bound?.ToString(), To, State),
            _ => SendPlan.Streams(
                Endpoint.Status.Bound,
                State.ChosenConnections.Count,
                State.ChosenConnections.Count == 0
                    ? Endpoint.Connections.Ready
                    : Chosen.Count(connection => connection.State is not (ConnectionState.Closed or ConnectionState.Connecting)),
                State
            ),
        };

    /// <summary>Puts the cursor into the payload.</summary>
    public ValueTask FocusAsync() => _composer?.FocusAsync() ?? ValueTask.CompletedTask;

    /// <inheritdoc/>
    public void Dispose()
    {
        Uploads.Changed -= LookAgain;
        _closed.Cancel();
    }

    /// <inheritdoc/>
    protected override void OnInitialized() => Uploads.Changed += LookAgain;

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        if (_looked != Endpoint || Time.GetElapsedTime(_lastLook) >= LookPace)
        {
            Look();
        }
    }

    private void Look()
    {
        (_looked, _lastLook) = (Endpoint, Time.GetTimestamp());
        _jobs = JobLine.List(Supervisor.Jobs, Endpoint, _dismissed);
        _connections =
            Connection is null && Endpoint.Definition.Kind == EndpointKind.TcpListener
                ? [.. Endpoint.Connections.ListOpen().OrderByDescending(connection => connection.OpenedAt).Take(MostToChooseFrom)]
                : [];
        _choices = Endpoint.Definition.Kind.IsUdp() ? DestinationChoice.List(Supervisor.List(), Endpoint, DefaultDestination) : [];
    }

    private async Task SendAsync()
    {
        if (!CanOperate || !State.CanSend || Plan is not { IsPossible: true })
        {
            return;
        }

        await TryAsync(async () =>
        {
            if (State.UsesFile)
            {
                // Whoever sends wants to see it go, and not only when a gigabyte has gone.
                await OnSent.InvokeAsync();
                await UploadAsync();
                return;
            }

            var (written, bytes) = (State.Written, State.ToBytes());
            await SendBytesAsync(bytes);
            await History.AddAsync(written, CancellationToken.None);
            await OnSent.InvokeAsync();
        });
    }

    private async Task SendBytesAsync(byte[] bytes)
    {
        if (Only is { } only)
        {
            await only.SendAsync(bytes, _closed.Token);
            return;
        }

        var chosen = State.ChosenConnections.Count;
        var receipt =
            Endpoint.Definition.Kind.IsUdp() ? await Endpoint.SendAsync(bytes, Named, _closed.Token)
            : chosen == 0 ? await Endpoint.SendAsync(bytes, null, _closed.Token)
            : await Endpoint.SendToAsync(bytes, Chosen, _closed.Token);
        if (receipt.Messages < Math.Max(1, chosen))
        {
            Notices.Add(
                chosen == 0
                    ? "Nobody is connected, so nothing was sent."
                    : $"{receipt.Messages:N0} of the {chosen:N0} chosen connections took it; the others have ended.",
                Severity.Info
            );
        }
    }

    private async Task StartAsync()
    {
        if (!CanOperate || !State.CanSend || State.UsesFile || State.Repeat.Options is not { } options || Plan is not { IsPossible: true })
        {
            return;
        }

        await TryAsync(async () =>
        {
            var source = State.ToSource();
            _ = Only is { } only
                ? Endpoint.StartJob(only, source, options)
                : await Endpoint.StartJobAsync(source, options, Endpoint.Definition.Kind.IsUdp() ? Named : null, _closed.Token);
            await History.AddAsync(State.Written, CancellationToken.None);
        });
        Look();
    }

    private void TogglePause(string id)
    {
        if (CanOperate && Supervisor.Jobs.Find(id) is { } job)
        {
            if (job.State == JobState.Paused)
            {
                job.Resume();
            }
            else
            {
                job.Pause();
            }

            Look();
        }
    }

    private async Task CancelAsync(string id)
    {
        if (CanOperate && Supervisor.Jobs.Find(id) is { } job)
        {
            await job.CancelAsync();
            Look();
        }
    }

    private void Dismiss(string id)
    {
        _dismissed = id;
        Look();
    }

    private async Task LoadAsync(PayloadText payload)
    {
        State.Load(payload);
        StateHasChanged();
        await Task.Yield();
        await FocusAsync();
    }

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
