using Microsoft.AspNetCore.Components;
using SocketLab.Core.Definitions;
using SocketLab.Core.Payloads;
using SocketLab.Web.Components.Common;
using SocketLab.Web.ViewState;
using SocketLab.Web.ViewState.Boundaries;
using SocketLab.Web.ViewState.Rows;

namespace SocketLab.Web.Components.Panes;

/// <summary>What one end sent and the other received, on one axis of bytes, live.</summary>
public sealed partial class BoundaryPane
{
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(250);

    private static readonly Segment<bool>[] Ways =
    [
        new(true, "What we sent", "Our sends, and what the other end received of them", "boundaries-out"),
        new(false, "What came", "The other end's sends, and what we received of them", "boundaries-in"),
    ];

    /// <summary>Both ends.</summary>
    [Parameter, EditorRequired]
    public BoundaryView View { get; set; } = default!;

    /// <summary>The endpoint that is followed.</summary>
    [Parameter, EditorRequired]
    public Endpoint Endpoint { get; set; } = default!;

    /// <inheritdoc/>
    protected override IReadOnlyList<LiveState> States => [View];

    /// <inheritdoc/>
    protected override object Shown => (View.Page, View.IsOutgoing, View.IsSearching);

    private bool IsDatagrams => Endpoint.Definition.Kind.IsUdp();

    private string Summary =>
        View.IsSearching ? "Looking through the journals…"
        : View.Page.IsCut ? $"{View.Page.Summary} These are the newest {Number(PieceList.MaxPieces)}."
        : View.Page.Summary;

    private Endpoint Sender => View.IsOutgoing ? Endpoint : View.Other;

    private Endpoint Receiver => View.IsOutgoing ? View.Other : Endpoint;

    private string SendTitle => $"Sent by “{VisibleText.Name(Sender.Definition.Name)}”, each number a length in bytes";

    private string ReceiveTitle => $"Received by “{VisibleText.Name(Receiver.Definition.Name)}”";

    private string EntryAddress =>
        View.Page.SelectedEntry is var (isSend, sequence) ? $"?endpoint={(isSend ? Sender : Receiver).Id}&entry={sequence}" : "";

    /// <inheritdoc/>
    protected override async Task WatchAsync()
    {
        ChangeWait ours = new(Endpoint.Journal.Changed, Closed),
            theirs = new(View.Other.Journal.Changed, Closed),
            shown = new(View.Wake, Closed);
        while (!Closed.IsCancellationRequested)
        {
            var seen = (Endpoint.Journal.Changed.Version, View.Other.Journal.Changed.Version, View.Wake.Version);
            var started = Time.GetTimestamp();
            await View.SearchAsync(Closed);
            View.Refresh();
            if (View.IsSearching)
            {
                continue;
            }

            await Task.WhenAny(ours.ChangeAsync(seen.Item1), theirs.ChangeAsync(seen.Item2), shown.ChangeAsync(seen.Item3));
            await SeenAsync();
            var rest = Pace - Time.GetElapsedTime(started);
            if (rest > TimeSpan.Zero && seen.Item3 == View.Wake.Version)
            {
                await Task.Delay(rest, Time, Closed);
            }
        }
    }

    private void Press(string key)
    {
        Action act = key switch
        {
            "ArrowLeft" => () => View.Step(-1),
            "ArrowRight" => () => View.Step(1),
            "ArrowUp" => () => View.Cross(toSends: true),
            "ArrowDown" => () => View.Cross(toSends: false),
            "PageUp" => () => View.Pan(-0.8),
            "PageDown" => () => View.Pan(0.8),
            "Home" => View.GoToFirst,
            _ => View.Follow,
        };
        act();
    }
}
