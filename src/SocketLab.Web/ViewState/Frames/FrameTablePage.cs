using System.Globalization;
using SocketLab.Core.Definitions;
using SocketLab.Web.ViewState.Filtering;

namespace SocketLab.Web.ViewState.Frames;

/// <summary>
/// What the table of frames shows at one moment: only the rows in sight, and where they stand among all. Never changes once made.
/// </summary>
public sealed record FrameTablePage
{
    /// <summary>The framing that cut them.</summary>
    public required FramingOptions Framing { get; init; }

    /// <summary>Whether frames of several connections stand together, so that each row names its peer.</summary>
    public bool NamesPeers { get; init; }

    /// <summary>Ordinal that row 0 stands for.</summary>
    public required long Origin { get; init; }

    /// <summary>Ordinal of the first frame: behind the row that stands for those that are gone, where there is one.</summary>
    public required long First { get; init; }

    /// <summary>Rows that can be scrolled through, with those under way.</summary>
    public required long TotalRows { get; init; }

    /// <summary>Index of the first of <see cref="Rows"/>.</summary>
    public required long FirstRow { get; init; }

    /// <summary>The rows in sight and a few around them.</summary>
    public required IReadOnlyList<FrameRow> Rows { get; init; }

    /// <summary>Whether the view sticks to the newest row.</summary>
    public required bool Following { get; init; }

    /// <summary>Frames newer than what the view has scrolled to.</summary>
    public required long NewBelow { get; init; }

    /// <summary>Counts up when the browser is to scroll to <see cref="JumpTo"/>.</summary>
    public required int JumpId { get; init; }

    /// <summary>Row to put at the top, for a jump and for a view that begins.</summary>
    public required long JumpTo { get; init; }

    /// <summary>Ordinal of the row at the top, also while the view follows the newest.</summary>
    public long Top { get; init; }

    /// <summary>How far the journal is looked through, in percent; null once it is whole.</summary>
    public required int? Searched { get; init; }

    /// <summary>How far the search for what the filter takes has come; null without a filter.</summary>
    public ScanStatus? Scan { get; init; }

    /// <summary>What a search has found of them; null while nothing is looked for.</summary>
    public FrameHits? Hits { get; init; }

    /// <summary>The frame that was asked for; null for none.</summary>
    public FrameSelection? Asked { get; init; }

    /// <summary>The frame that is looked into; null for none.</summary>
    public required FrameDetail? Detail { get; init; }

    /// <summary>What the button says that leads back to the newest row; null while the view is there.</summary>
    public string? WayBack =>
        Following ? null
        : TotalRows == 0 && NewBelow == 0 ? null
        : NewBelow > 0 ? $"{NewBelow.ToString("N0", CultureInfo.InvariantCulture)} new below"
        : "To the newest";

    /// <summary>Whether there is nothing more to look through.</summary>
    public bool IsWhole => Searched is null && Hits is not { Status.IsComplete: false };

    /// <summary>Whether it shows the same.</summary>
    public bool IsSameAs(FrameTablePage other) => this with { Rows = other.Rows } == other && Rows.SequenceEqual(other.Rows);

    /// <summary>No frames.</summary>
    public static FrameTablePage Empty { get; } =
        new()
        {
            Framing = new(),
            Origin = 1,
            First = 1,
            TotalRows = 0,
            FirstRow = 0,
            Rows = [],
            Following = true,
            NewBelow = 0,
            JumpId = 0,
            JumpTo = 0,
            Searched = 0,
            Detail = null,
        };
}
