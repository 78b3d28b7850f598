using SocketLab.Core.Definitions;
using SocketLab.Core.Filtering;
using SocketLab.Core.Journal;

namespace SocketLab.Web.ViewState.Boundaries;

/// <summary>Sends above and receives below on one axis of bytes, of a conversation of which both ends are SocketLab's own.</summary>
/// <remarks><see cref="Search"/> runs on a thread that may be busy, one call at a time; everything else on the page's dispatcher.</remarks>
public sealed class BoundaryView : LiveState
{
    private readonly FilterScans _scans;
    private readonly BoundarySide _ours;
    private readonly BoundarySide _theirs;
    private readonly bool _isDatagrams;
    private readonly BoundaryWindow _window = new();
    private (bool IsSend, long Sequence)? _selected;
    private BoundaryAxis _axis = BoundaryAxis.Empty;

    // What is looked for is set on the dispatcher, what was found by the search: each a whole that is exchanged.
    private volatile Lanes _lanes;
    private volatile Found? _found;

    /// <summary>Opens a view: of an endpoint that waits for others it shows what came, of one that asks what that sent.</summary>
    /// <param name="scans">Find the entries.</param>
    /// <param name="ours">The end that is followed.</param>
    /// <param name="theirs">The other end.</param>
    public BoundaryView(FilterScans scans, BoundarySide ours, BoundarySide theirs)
    {
        (_scans, _ours, _theirs) = (scans, ours, theirs);
        _isDatagrams = ours.Endpoint.Definition.Kind.IsUdp();
        IsOutgoing = ours.Endpoint.Definition.Kind.Traits() is { Connects: true } or { MainlySends: true };
        _lanes = LanesOf(IsOutgoing);
    }

    /// <summary>The other end's endpoint.</summary>
    public Endpoint Other => _theirs.Endpoint;

    /// <summary>Whether what our side sent is shown, or what it received.</summary>
    public bool IsOutgoing { get; private set; }

    /// <summary>Set when something else is to be looked for.</summary>
    public ChangeSignal Wake { get; } = new();

    /// <summary>What is shown now.</summary>
    public BoundaryPage Page { get; private set; } = BoundaryPage.Empty;

    /// <summary>Whether the journals are still being looked through.</summary>
    public bool IsSearching { get; private set; } = true;

    /// <summary>Takes in what is new for a moment, when it is this viewer's turn, on a thread that may be busy.</summary>
    public Task SearchAsync(CancellationToken cancellation) =>
        _scans.Turns.RunAsync(
            () =>
            {
                Search(cancellation);
                return true;
            },
            cancellation
        );

    /// <summary>Takes in what is new.</summary>
    public void Search(CancellationToken cancellation)
    {
        var (lanes, before) = (_lanes, _found);
        lanes.Sends.Advance(cancellation);
        lanes.Receives.Advance(cancellation);
        var isComplete = lanes.Sends.IsComplete && lanes.Receives.IsComplete;
        if (before?.Lanes == lanes && isComplete && before.IsComplete && before.Extent == lanes.Extent)
        {
            return;
        }

        BoundaryPiece[] sent = [.. lanes.Sends.Pieces],
            received = [.. lanes.Receives.Pieces];
        var axis = _isDatagrams ? BoundaryAxis.OfDatagrams(sent, received) : BoundaryAxis.OfStream(sent, received);
        _found = new(lanes, axis, isComplete, lanes.Extent);
    }

    /// <summary>Shows what was found.</summary>
    public void Refresh()
    {
        if (_found is not { } found || found.Lanes != _lanes)
        {
            return;
        }

        (_axis, IsSearching) = (found.Axis, !found.IsComplete);
        _window.Update(_axis);
        var page = BoundaryPage.Of(_axis, _window, Selected);
        Page = page.IsSameAs(Page) ? Page : page;
        OnChanged();
    }

    /// <summary>Shows the other direction.</summary>
    public void Show(bool isOutgoing)
    {
        if (isOutgoing != IsOutgoing)
        {
            (IsOutgoing, _selected, IsSearching, Page) = (isOutgoing, null, true, BoundaryPage.Empty);
            (_axis, _lanes) = (BoundaryAxis.Empty, LanesOf(isOutgoing));
            _window.Follow();
            Wake.Set();
            OnChanged();
        }
    }

    /// <summary>Zooms, see <see cref="BoundaryWindow.Zoom"/>.</summary>
    public void Zoom(double factor, double at = 0.5) => Move(() => _window.Zoom(factor, at));

    /// <summary>Moves by a part of what is in sight.</summary>
    public void Pan(double parts) => Move(() => _window.Move(parts));

    /// <summary>Goes to the beginning.</summary>
    public void GoToFirst() => Move(_window.GoToFirst);

    /// <summary>Shows all that is kept.</summary>
    public void ShowAll() => Move(_window.ShowAll);

    /// <summary>Goes to the end, and on with it.</summary>
    public void Follow() => Move(_window.Follow);

    /// <summary>Looks at a piece.</summary>
    public void Select(bool isSend, int index)
    {
        var lane = LaneOf(isSend);
        if (index >= 0 && index < lane.Count)
        {
            _window.Reveal(lane[index]);
            Move(() => _selected = (isSend, lane[index].Sequence));
        }
    }

    /// <summary>Looks at the next piece of the lane, or the one before it; the first time at the newest.</summary>
    public void Step(int pieces)
    {
        var (isSend, index) = Selected ?? (true, _axis.Sends.Count - 1 - pieces);
        Select(isSend, Math.Clamp(index + pieces, 0, Math.Max(0, LaneOf(isSend).Count - 1)));
    }

    /// <summary>Looks at the piece of the other lane that has the same bytes.</summary>
    public void Cross(bool toSends)
    {
        if (Selected is { } now && now.IsSend != toSends)
        {
            var piece = LaneOf(now.IsSend)[now.Index];
            var (index, count) = BoundaryAxis.Within(LaneOf(toSends), piece.Start, piece.PlaceEnd);
            Select(toSends, count > 0 ? index : -1);
        }
    }

    /// <summary>The piece that is looked at, as long as it is there.</summary>
    private (bool IsSend, int Index)? Selected
    {
        get
        {
            var index = _selected is { } one ? LaneOf(one.IsSend).ToList().FindIndex(piece => piece.Sequence == one.Sequence) : -1;
            return index < 0 ? null : (_selected!.Value.IsSend, index);
        }
    }

    private IReadOnlyList<BoundaryPiece> LaneOf(bool isSend) => isSend ? _axis.Sends : _axis.Receives;

    private void Move(Action move)
    {
        move();
        Refresh();
    }

    private Lanes LanesOf(bool isOutgoing) =>
        isOutgoing
            ? new(_ours.List(_scans, "out"), _theirs.List(_scans, "in"))
            : new(_theirs.List(_scans, "out"), _ours.List(_scans, "in"));

    /// <summary>What one side sent, and the other received.</summary>
    private sealed record Lanes(PieceList Sends, PieceList Receives)
    {
        /// <summary>The oldest and the newest piece of each.</summary>
        public ((long, long), (long, long)) Extent => (ExtentOf(Sends.Pieces), ExtentOf(Receives.Pieces));

        private static (long, long) ExtentOf(IReadOnlyList<BoundaryPiece> pieces) =>
            pieces.Count > 0 ? (pieces[0].Sequence, pieces[^1].Sequence) : default;
    }

    private sealed record Found(Lanes Lanes, BoundaryAxis Axis, bool IsComplete, ((long, long), (long, long)) Extent);
}
