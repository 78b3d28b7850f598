namespace SocketLab.Web.ViewState.Boundaries;

/// <summary>What a boundary view shows at one moment. Never changes once made.</summary>
public sealed record BoundaryPage
{
    /// <summary>The sends in sight.</summary>
    public required IReadOnlyList<BoundaryBar> Sends { get; init; }

    /// <summary>The receives in sight.</summary>
    public required IReadOnlyList<BoundaryBar> Receives { get; init; }

    /// <summary>What happened, in a sentence.</summary>
    public required string Summary { get; init; }

    /// <summary>What is in sight, such as <c>bytes 0 to 400 of 12,000</c>.</summary>
    public required string Extent { get; init; }

    /// <summary>The piece that is looked at, in a sentence; null for none.</summary>
    public required string? Selected { get; init; }

    /// <summary>Whether the piece that is looked at is a send, and its entry in its journal; null for none.</summary>
    public required (bool IsSend, long Sequence)? SelectedEntry { get; init; }

    /// <summary>Whether it follows the end.</summary>
    public required bool IsFollowing { get; init; }

    /// <summary>Whether there are older pieces that are not shown, so that the axis does not begin with the first.</summary>
    public required bool IsCut { get; init; }

    /// <summary>Nothing yet.</summary>
    public static BoundaryPage Empty { get; } = Of(BoundaryAxis.Empty, new BoundaryWindow(), null);

    /// <summary>The page of an axis.</summary>
    public static BoundaryPage Of(BoundaryAxis axis, BoundaryWindow window, (bool IsSend, int Index)? selected)
    {
        var lane = selected?.IsSend == true ? axis.Sends : axis.Receives;
        var known = selected is { } one && one.Index < lane.Count ? selected : null;
        return new()
        {
            Sends = BoundaryBar.Lane(axis, isSend: true, window, known is { IsSend: true } send ? send.Index : -1),
            Receives = BoundaryBar.Lane(axis, isSend: false, window, known is { IsSend: false } read ? read.Index : -1),
            Summary = BoundaryWords.Summary(axis),
            Extent = axis.IsEmpty
                ? ""
                : $"bytes {Number((long)window.From)} to {Number((long)Math.Ceiling(window.From + window.Span))} of {Number(axis.End)}",
            Selected = known is { } shown ? BoundaryWords.Of(axis, shown.IsSend, shown.Index) : null,
            SelectedEntry = known is { } looked ? (looked.IsSend, lane[looked.Index].Sequence) : null,
            IsFollowing = window.IsFollowing,
            IsCut = Math.Max(axis.Sends.Count, axis.Receives.Count) >= PieceList.MaxPieces,
        };
    }

    /// <summary>Whether it looks the same.</summary>
    public bool IsSameAs(BoundaryPage other) =>
        this with { Sends = other.Sends, Receives = other.Receives } == other
        && Sends.SequenceEqual(other.Sends)
        && Receives.SequenceEqual(other.Receives);
}
