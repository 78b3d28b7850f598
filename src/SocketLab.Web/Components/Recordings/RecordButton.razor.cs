using Microsoft.AspNetCore.Components;
using SocketLab.Core.Payloads;
using SocketLab.Core.Recordings;
using SocketLab.Web.Commands;
using SocketLab.Web.Components.Common;
using SocketLab.Web.ViewState;

namespace SocketLab.Web.Components.Recordings;

/// <summary>Begins to record an endpoint, says that it is recorded and for how long, and ends that.</summary>
public sealed partial class RecordButton
{
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(200);

    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(1);

    private Recording? _recording;
    private string _elapsed = "";

    /// <summary>The endpoint's id.</summary>
    [Parameter, EditorRequired]
    public string EndpointId { get; set; } = "";

    /// <summary>The person who looks at it, and their right.</summary>
    [Parameter, EditorRequired]
    public Caller Caller { get; set; } = default!;

    /// <inheritdoc/>
    protected override object Shown => (EndpointId, _recording, _elapsed, Caller.CanOperate);

    [Inject]
    private RecordingLibrary Library { get; set; } = default!;

    [Inject]
    private RecordingCommands Commands { get; set; } = default!;

    [Inject]
    private Prompts Prompts { get; set; } = default!;

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        base.OnParametersSet();
        Read();
    }

    /// <inheritdoc/>
    protected override Task WatchAsync() => PullAsync(Library.Changed, Pace, Tick, Read);

    private void Read()
    {
        _recording = Library.Of(EndpointId) is [var newest, ..] ? newest : null;
        _elapsed = _recording is null ? "" : Elapsed.Format(Time.GetUtcNow().UtcDateTime - _recording.Progress.StartedAt);
    }

    private async Task StartAsync()
    {
        if (await Prompts.TryAsync(() => Commands.StartAsync(Caller, new() { EndpointIds = [EndpointId] })))
        {
            Read();
            Prompts.Tell("Recording to disk. What is kept stands under Recordings, at the top.");
        }
    }

    private async Task StopAsync()
    {
        if (_recording is { } recording && await Prompts.TryAsync(() => Commands.StopAsync(Caller, recording.Id)))
        {
            Read();
            var progress = recording.Progress;
            var name = VisibleText.Name(recording.Name);
            Prompts.Tell($"Recorded “{name}”: {Number(progress.Entries)} messages, {ByteSize.Format(progress.Bytes)}. See Recordings.");
        }
    }
}
