using Microsoft.AspNetCore.Components;
using SocketLab.Core.Definitions;
using SocketLab.Core.Dissecting;
using SocketLab.Core.Endpoints;
using SocketLab.Web.Commands;
using SocketLab.Web.Components.Common;
using SocketLab.Web.ViewState;
using SocketLab.Web.ViewState.Bytes;
using SocketLab.Web.ViewState.Decoding;

namespace SocketLab.Web.Components.Panes;

/// <summary>The selected entry as Wireshark's dissectors read it.</summary>
public sealed partial class DecodePane
{
    private DecodeView _view = default!;
    private string? _typed;
    private string? _own;
    private string? _refused;

    /// <summary>The selected endpoint, or of several the one that sends.</summary>
    [Parameter, EditorRequired]
    public SelectedEndpoint Selected { get; set; } = default!;

    /// <summary>The sequence of the selected entry.</summary>
    [Parameter, EditorRequired]
    public long Sequence { get; set; }

    /// <summary>The person who looks at it, and their right.</summary>
    [Parameter, EditorRequired]
    public Caller Caller { get; set; } = default!;

    /// <inheritdoc/>
    protected override IReadOnlyList<LiveState> States => [_view, Selected, Selected.Reading];

    /// <summary>What is typed is compared nowhere.</summary>
    protected override object? Shown => null;

    [Inject]
    private Dissector Dissector { get; set; } = default!;

    [Inject]
    private EndpointSupervisor Supervisor { get; set; } = default!;

    [Inject]
    private EndpointCommands Commands { get; set; } = default!;

    /// <summary>The endpoint that the entry is of: among several it need not be the one that sends.</summary>
    private Endpoint Endpoint => Selected.EntryEndpoint;

    /// <summary>What it is decoded as: the endpoint's, or what a person chose who may change nothing.</summary>
    private string Protocol => _own ?? Endpoint.Definition.DecodeAs;

    /// <inheritdoc/>
    protected override void OnInitialized()
    {
        _view = new(Dissector, Supervisor);
        _typed = Protocol;
    }

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        base.OnParametersSet();
        Decode();
    }

    /// <inheritdoc/>
    protected override void OnDisposed() => _view.Stop();

    private void Decode() => _ = GuardAsync(_view.ShowAsync(Endpoint, Sequence, Protocol));

    private void Select(ByteSelection bytes) => Selected.Reading.Select(bytes.Start, bytes.Length);

    private async Task UseAsync()
    {
        var protocol = _typed?.Trim() ?? "";
        _refused = protocol.Length == 0 || DissectorName.IsOne(protocol) ? null : DissectorName.Rule;
        if (_refused is not null)
        {
            return;
        }

        if (Caller.CanOperate)
        {
            _refused = await Prompts.RefusalOfAsync(() =>
                Commands.ChangeAsync(Caller, Endpoint.Id, definition => definition with { DecodeAs = protocol })
            );
        }
        else
        {
            _own = protocol;
        }

        Decode();
    }
}
