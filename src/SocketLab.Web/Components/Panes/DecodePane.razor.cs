using Microsoft.AspNetCore.Components;
using SocketLab.Core.Definitions;
using SocketLab.Core.Dissecting;
using SocketLab.Core.Endpoints;
using SocketLab.Core.Payloads;
using SocketLab.Web.Commands;
using SocketLab.Web.Components.Common;
using SocketLab.Web.ViewState;
using SocketLab.Web.ViewState.Bytes;
using SocketLab.Web.ViewState.Decoding;
using SocketLab.Web.ViewState.Feed;

namespace SocketLab.Web.Components.Panes;

/// <summary>The selected entry as Wireshark's dissectors read it.</summary>
public sealed partial class DecodePane
{
    private DecodeView _view = default!;
    private string? _typed;
    private string? _own;
    private string? _refused;
    private string? _chosen;

    /// <summary>The selected endpoint, or of several the one that sends.</summary>
    [Parameter, EditorRequired]
    public SelectedEndpoint Selected { get; set; } = default!;

    /// <summary>The sequence of the selected entry.</summary>
    [Parameter, EditorRequired]
    public long Sequence { get; set; }

    /// <summary>The person who looks at it, and their right.</summary>
    [Parameter, EditorRequired]
    public Caller Caller { get; set; } = default!;

    /// <summary>A value, as filters write it, is to be plotted.</summary>
    [Parameter]
    public EventCallback<string> OnPlot { get; set; }

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

    /// <summary>The chosen field, and its like in whichever entry is looked at; null where there is none.</summary>
    private FieldValue? Chosen =>
        Selected.Entry is { } entry && _view.Rows.FirstOrDefault(row => row.Key == _chosen) is { } row
            ? _view.ValueOf(row, entry.Payload)
            : null;

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

    private void AddColumn(FieldValue field) =>
        Selected.Feed.Columns = Selected.Feed.Columns.Add(FeedColumn.Of(VisibleText.Name(field.Name), field.Expression!));

    private static string ColumnTitle(FieldValue field) =>
        field.Expression is not { } expression ? field.WhyNoNumber!
        : field.WhyNoNumber is { } why ? $"A column of {expression}, its bytes in hexadecimal. {why}"
        : $"A column of {expression}: the number at this place in each entry";

    private static string PlotTitle(FieldValue field) =>
        field.WhyNoNumber ?? $"Plot {field.Expression}, the number at this place in each entry";

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
