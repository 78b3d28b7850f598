using System.Globalization;
using Microsoft.AspNetCore.Components;
using MudBlazor;
using SocketLab.Contracts;
using SocketLab.Core.Addresses;
using SocketLab.Core.Journal;
using SocketLab.Core.Replaying;
using SocketLab.Web.Commands;
using SocketLab.Web.Components.Common;

namespace SocketLab.Web.Components.Recordings;

/// <summary>Asks where messages that were seen are sent again, which of them, and how fast.</summary>
public sealed partial class ReplayDialog
{
    private readonly FormSubmission _submission = new();
    private string _protocol = "udp";
    private string _to = "";
    private string _filter = "";
    private string _speed = "1";
    private long _rounds = 1;

    // None: the selected entries, whichever way they went.
    private EntryDirection _direction = EntryDirection.In;

    /// <summary>What the messages are of.</summary>
    [Parameter]
    public string Title { get; set; } = "";

    /// <summary>The endpoint whose journal has them; null where a recording has.</summary>
    [Parameter]
    public string? EndpointId { get; set; }

    /// <summary>The recording that has them; null where an endpoint's journal has.</summary>
    [Parameter]
    public string? RecordingId { get; set; }

    /// <summary>The sequences of those that are selected; empty where none is.</summary>
    [Parameter]
    public IReadOnlyList<long> Entries { get; set; } = [];

    /// <summary>The filter to begin with.</summary>
    [Parameter]
    public string Filter { get; set; } = "";

    /// <summary>Whether they were in a stream.</summary>
    [Parameter]
    public bool IsStream { get; set; }

    /// <summary>The person who asks, and their right.</summary>
    [Parameter, EditorRequired]
    public Caller Caller { get; set; } = default!;

    [CascadingParameter]
    private IMudDialogInstance Dialog { get; set; } = default!;

    [Inject]
    private ReplayCommands Commands { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    /// <summary>Opens it with what is known, and returns once it is closed.</summary>
    public static async Task ShowAsync(IDialogService dialogs, DialogParameters<ReplayDialog> parameters)
    {
        var dialog = await dialogs.ShowAsync<ReplayDialog>(null, parameters, DialogShape.Of(MaxWidth.Small));
        await dialog.Result;
    }

    /// <inheritdoc/>
    protected override void OnInitialized() =>
        (_protocol, _filter, _direction) = (IsStream ? "tcp" : "udp", Filter, Entries.Count > 0 ? EntryDirection.None : EntryDirection.In);

    private bool IsOfSelected => _direction == EntryDirection.None;

    /// <summary>What is wrong where no field says it: selected entries have none.</summary>
    private string? Problem => IsOfSelected ? _submission.At("$.source") ?? _submission.Problem : _submission.Problem;

    private Task<bool> StartAsync() =>
        _submission.TryAsync(async () =>
        {
            var job = await Commands.StartAsync(Caller, ToOptions());
            Dialog.Close();
            Navigation.NavigateTo($"?endpoint={job.EndpointId}");
        });

    private ReplayOptions ToOptions() =>
        new()
        {
            EndpointId = EndpointId,
            RecordingId = RecordingId,
            Sequences = IsOfSelected ? Entries.ToHashSet() : null,
            Filter = IsOfSelected || string.IsNullOrWhiteSpace(_filter) ? null : _filter.Trim(),
            Direction = _direction,
            IsUdp = _protocol == "udp",
            To = HostPort.TryParse(_to, out var host, out var port)
                ? new() { Host = host, Port = port }
                : throw new InvalidRequestException([new("$.to", "Write host:port, such as 127.0.0.1:9191.")]),
            Speed = double.Parse(_speed, CultureInfo.InvariantCulture),
            Rounds = _rounds,
        };
}
