using Microsoft.AspNetCore.Components;
using SocketLab.Core.Capture.Streams;
using SocketLab.Core.Definitions;
using SocketLab.Web.ViewState;
using SocketLab.Web.ViewState.Connections;
using SocketLab.Web.ViewState.Conversations;

namespace SocketLab.Web.Components.Panes;

/// <summary>The connections of a capture file. Each leads to its stream.</summary>
public sealed partial class CapturedPane
{
    private IReadOnlyList<CapturedConnection> _rows = [];
    private int _matching;

    /// <summary>The capture.</summary>
    [Parameter, EditorRequired]
    public SelectedEndpoint Selected { get; set; } = default!;

    /// <summary>What was in its file.</summary>
    [Parameter, EditorRequired]
    public CaptureContents Captured { get; set; } = default!;

    /// <inheritdoc/>
    protected override IReadOnlyList<LiveState> States => [Selected];

    /// <inheritdoc/>
    protected override object Shown => (_rows, Selected.Zone);

    private string Word
    {
        get;
        set
        {
            field = value;
            Find();
        }
    } = "";

    private string Count =>
        _matching > _rows.Count
            ? $"The newest {Number(_rows.Count)} of {Number(_matching)}"
            : $"{Number(_matching)} {(_matching == 1 ? "connection" : "connections")}";

    /// <inheritdoc/>
    protected override void OnInitialized() => Find();

    private void Find() => (_rows, _matching) = CapturedList.Find(Captured, Word);

    private string AddressOf(CapturedConnection one) =>
        new ConversationPlace(Selected.Id, one.Peer.ToString(), "", one.Id.ToString()).Address;

    private string Began(CapturedConnection one) => $"{TimeZoneInfo.ConvertTimeFromUtc(one.OpenedAt, Selected.Zone):HH:mm:ss.fff}";

    private static string Lasted(CapturedConnection one) => one.ClosedAt is { } end ? Elapsed.Format(end - one.OpenedAt) : "";

    private static string Ended(CapturedConnection one) =>
        one.State == ConnectionState.Closed ? ConnectionText.Reason(one.CloseReason, tlsFailed: false)
        : one.CloseReason is null ? "open at the end of the file"
        : ConnectionText.State(one.State);
}
