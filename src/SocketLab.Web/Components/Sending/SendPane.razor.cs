using System.Globalization;
using Microsoft.AspNetCore.Components;
using MudBlazor;
using SocketLab.Contracts;
using SocketLab.Core.Definitions;
using SocketLab.Core.Endpoints;
using SocketLab.Core.Jobs;
using SocketLab.Core.Payloads;
using SocketLab.Core.Transport.Tcp;
using SocketLab.Web.Commands;
using SocketLab.Web.Components.Common;
using SocketLab.Web.ViewState.Sending;
using SocketLab.Web.Workspace;

namespace SocketLab.Web.Components.Sending;

/// <summary>The bottom pane of a page: what goes out of an endpoint by itself, and the composer. Does what they ask for.</summary>
/// <remarks>A send goes on when the page is left: half a payload in a stream would be worse than all of it.</remarks>
public sealed partial class SendPane
{
    /// <summary>Numbers that tick faster than this blink.</summary>
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(250);

    private Composer? _composer;
    private SendView _view = SendView.Empty;
    private string? _dismissed;
    private (string Text, PayloadText Payload, string? To)? _refused;
    private (PayloadText Payload, string? To, int Times)? _sent;

    /// <summary>The endpoint that sends.</summary>
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
    public Func<string?>? DefaultDestination { get; set; }

    /// <summary>Why nothing can be sent, where it is not that the endpoint is stopped.</summary>
    [Parameter]
    public string? DisabledReason { get; set; }

    /// <summary>The person who looks at it, and their right.</summary>
    [Parameter, EditorRequired]
    public Caller Caller { get; set; } = default!;

    /// <summary>Something was sent.</summary>
    [Parameter]
    public EventCallback OnSent { get; set; }

    /// <inheritdoc/>
    protected override object Shown => (_view, Upload, History.List(), (Endpoint, DisabledReason, CanOperate, Refusal, Sent), State);

    [Inject]
    private EndpointSupervisor Supervisor { get; set; } = default!;

    [Inject]
    private SendCommands Commands { get; set; } = default!;

    [Inject]
    private JobCommands Jobs { get; set; } = default!;

    [Inject]
    private PayloadCommands Payloads { get; set; } = default!;

    [Inject]
    private PayloadHistory History { get; set; } = default!;

    [Inject]
    private FileUploads Uploads { get; set; } = default!;

    [Inject]
    private Prompts Prompts { get; set; } = default!;

    private bool CanOperate => Caller.CanOperate;

    private string? Refusal => _refused is { } refused && refused.Payload == State.Written && refused.To == State.To ? refused.Text : null;

    /// <summary>That what is written was sent, and how often.</summary>
    private string? Sent =>
        _sent is not { } sent || sent.Payload != State.Written || sent.To != State.To ? null
        : sent.Times == 1 ? $"Sent: {State.Size}"
        : string.Create(CultureInfo.InvariantCulture, $"Sent {sent.Times:N0} times: {State.Size} each");

    private SendTarget Target => new(Endpoint, Connection, State, DefaultDestination?.Invoke());

    /// <summary>The file that this endpoint sends; what another one sends is shown there.</summary>
    private UploadLine? Upload => Uploads.Line is { } line && line.EndpointId == Endpoint.Id ? line : null;

    /// <summary>Shows what was put into the composer, and puts the cursor into the payload.</summary>
    public async ValueTask FocusAsync()
    {
        Refresh();
        StateHasChanged();
        await Task.Yield();
        await (_composer?.FocusAsync() ?? ValueTask.CompletedTask);
    }

    /// <inheritdoc/>
    protected override void OnInitialized() => Uploads.Changed += OnUploadChanged;

    /// <inheritdoc/>
    protected override void OnDisposed() => Uploads.Changed -= OnUploadChanged;

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        base.OnParametersSet();
        Refresh();
    }

    /// <inheritdoc/>
    protected override Task WatchAsync() => PullAsync(Supervisor.Jobs.Changed, Pace, Pace, Refresh);

    private void Refresh() => _view = SendView.Of(Target, Supervisor, _dismissed, _view);

    private void OnUploadChanged() => _ = InvokeAsync(StateHasChanged);

    private async Task SendEmptyAsync()
    {
        State.AllowsEmpty = true;
        try
        {
            await SendAsync();
        }
        finally
        {
            State.AllowsEmpty = false;
        }
    }

    private async Task SendAsync()
    {
        var target = Target;
        if (!CanOperate || !State.CanSend || !target.Plan().IsPossible)
        {
            return;
        }

        await TryAsync(async () =>
        {
            if (State.UsesFile)
            {
                // Whoever sends wants to see it go, and not only when a gigabyte has gone.
                await OnSent.InvokeAsync();
                await Uploads.SendAsync(new(Endpoint.Id, State.File!.Name, State.File.Size), FileChoice.InputId, target.UploadAddress);
                return;
            }

            var written = State.Written;
            if (await SendAsync(target, new SendRequest { Payload = written }) > 0)
            {
                Count(written);
            }

            await Payloads.RecordSentAsync(Caller, written);
            await OnSent.InvokeAsync();
        });
    }

    private void Count(PayloadText written)
    {
        var before = _sent is { } sent && sent.Payload == written && sent.To == State.To ? sent.Times : 0;
        _sent = (written, State.To, before + 1);
    }

    /// <summary>Shows a refusal below the payload, until that or its destination is edited.</summary>
    private async Task TryAsync(Func<Task> send)
    {
        var (payload, to) = (State.Written, State.To);
        _refused = await Prompts.RefusalOfAsync(send) is { } text ? (text, payload, to) : null;
    }

    /// <returns>How many messages the system took.</returns>
    private async Task<int> SendAsync(SendTarget target, SendRequest request)
    {
        var chosen = target.Only is null ? State.ChosenConnections.Count : 1;
        var outcome = await Commands.SendAsync(Caller, target.Source, target.Address(request));
        if (outcome is not SendOutcome.Sent sent)
        {
            return 0;
        }

        if (State.Bytes > 0 && sent.Messages < Math.Max(1, chosen))
        {
            Prompts.Tell(
                chosen == 0
                    ? "Nobody is connected, so nothing was sent."
                    : $"{sent.Messages:N0} of the {chosen:N0} chosen connections took it; the others have ended.",
                Severity.Info
            );
        }

        return sent.Messages;
    }

    private async Task StartAsync()
    {
        var target = Target;
        var isPossible = CanOperate && State is { CanSend: true, UsesFile: false } && target.Plan().IsPossible;
        if (!isPossible || State.Repeat.Options is not { } options)
        {
            return;
        }

        await TryAsync(async () =>
        {
            var written = State.Written;
            await Commands.SendAsync(Caller, target.Source, target.Address(new SendRequest { Payload = written, Repeat = options }));
            await Payloads.RecordSentAsync(Caller, written);
        });
        Refresh();
    }

    private Task TogglePause(string id) =>
        ChangeAsync(id, job => Task.FromResult(job.State == JobState.Paused ? Jobs.Resume(Caller, id) : Jobs.Pause(Caller, id)));

    private Task CancelAsync(string id) => ChangeAsync(id, _ => Jobs.CancelAsync(Caller, id));

    private async Task ChangeAsync(string id, Func<SendJob, Task> change)
    {
        if (Supervisor.Jobs.Find(id) is { } job)
        {
            await Prompts.TryAsync(() => change(job));
            Refresh();
        }
    }

    private void Dismiss(string id)
    {
        _dismissed = id;
        Refresh();
    }

    private Task LoadAsync(PayloadText payload)
    {
        State.Load(payload);
        return FocusAsync().AsTask();
    }
}
