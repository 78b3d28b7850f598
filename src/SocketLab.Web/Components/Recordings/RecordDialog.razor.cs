using Microsoft.AspNetCore.Components;
using MudBlazor;
using SocketLab.Core.Capture.Writing;
using SocketLab.Core.Definitions;
using SocketLab.Core.Endpoints;
using SocketLab.Core.Recordings;
using SocketLab.Web.Commands;
using SocketLab.Web.Components.Common;

namespace SocketLab.Web.Components.Recordings;

/// <summary>Asks what is to be recorded: which endpoints, which messages, and how much of it is kept.</summary>
public sealed partial class RecordDialog
{
    private readonly HashSet<string> _chosen = [];
    private IReadOnlyList<Endpoint> _endpoints = [];
    private readonly FormSubmission _submission = new();
    private string _name = "";
    private string _filter = "";
    private int _megabytes = 64;
    private int _files = 10;
    private bool _kept;
    private bool _asMessages;
    private bool _perFrame;

    /// <summary>The person who asks, and their right.</summary>
    [Parameter, EditorRequired]
    public Caller Caller { get; set; } = default!;

    [CascadingParameter]
    private IMudDialogInstance Dialog { get; set; } = default!;

    [Inject]
    private EndpointSupervisor Supervisor { get; set; } = default!;

    [Inject]
    private RecordingCommands Commands { get; set; } = default!;

    /// <summary>Whether anything that is chosen has streams, which may be cut into frames now or later.</summary>
    private bool HasStreams => _endpoints.Any(one => _chosen.Contains(one.Id) && !one.Definition.Kind.Traits().CarriesDatagrams);

    /// <summary>Opens it and returns once it is closed.</summary>
    public static async Task ShowAsync(IDialogService dialogs, Caller caller)
    {
        var parameters = new DialogParameters<RecordDialog> { { d => d.Caller, caller } };
        var dialog = await dialogs.ShowAsync<RecordDialog>(null, parameters, DialogShape.Of(MaxWidth.Small));
        await dialog.Result;
    }

    /// <inheritdoc/>
    protected override void OnInitialized()
    {
        _endpoints = [.. Supervisor.List().Where(endpoint => endpoint.Definition.Kind.Traits().HasSocket)];
        _chosen.UnionWith(_endpoints.Where(endpoint => endpoint.State == EndpointState.Running).Select(endpoint => endpoint.Id));
    }

    private void Choose(string id, bool isChosen) => _ = isChosen ? _chosen.Add(id) : _chosen.Remove(id);

    private async Task StartAsync()
    {
        var options = new RecordingOptions
        {
            EndpointIds = [.. _endpoints.Select(endpoint => endpoint.Id).Where(_chosen.Contains)],
            Name = _name,
            Filter = string.IsNullOrWhiteSpace(_filter) ? null : _filter.Trim(),
            FileBytes = (long)_megabytes << 20,
            Files = _files,
            IncludeKept = _kept,
            Form = CaptureForms.Of(_asMessages, _asMessages && _perFrame) ?? CaptureForm.Packets,
        };
        if (await _submission.TryAsync(() => Commands.StartAsync(Caller, options)))
        {
            Dialog.Close();
        }
    }
}
