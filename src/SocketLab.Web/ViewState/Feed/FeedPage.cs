using SocketLab.Web.ViewState.Rows;

namespace SocketLab.Web.ViewState.Feed;

/// <summary>What the feed shows at one moment: only the rows in sight, and where they stand among all. Never changes once made.</summary>
public sealed record FeedPage
{
    /// <summary>Ordinal that row 0 stands for. Row i has ordinal <c>Origin + i</c>: of a whole journal, that sequence.</summary>
    public required long Origin { get; init; }

    /// <summary>Rows that can be scrolled through.</summary>
    public required long TotalRows { get; init; }

    /// <summary>Index of the first of <see cref="Rows"/>.</summary>
    public required long FirstRow { get; init; }

    /// <summary>The rows in sight and a few around them.</summary>
    public required IReadOnlyList<FeedRow> Rows { get; init; }

    /// <summary>Whether the view sticks to the newest row.</summary>
    public required bool Following { get; init; }

    /// <summary>Whether the view is frozen. The capture never is.</summary>
    public required bool Paused { get; init; }

    /// <summary>Entries newer than what the view has scrolled to or is frozen at.</summary>
    public required long NewBelow { get; init; }

    /// <summary>Counts up when the browser is to scroll to <see cref="JumpTo"/>.</summary>
    public required int JumpId { get; init; }

    /// <summary>Row to put at the top, for a jump and for a view that begins.</summary>
    public required long JumpTo { get; init; }

    /// <summary>Whether a source that must search has not seen everything yet, and is to be asked again.</summary>
    public bool Searching { get; init; }

    /// <summary>The entry at the top; null where there is none.</summary>
    public EntryRef? Top => Rows.Skip((int)(JumpTo - FirstRow)).FirstOrDefault(row => row.Entry.JournalId.Length > 0)?.Entry;

    /// <summary>The sequence of the entry at the top; null where there is none.</summary>
    public long? TopEntry => Top?.Sequence;

    /// <summary>The sequence of the last entry of a view that is frozen; null where it is not.</summary>
    public long? PausedAfter { get; init; }

    /// <summary>Where along the scroll bar what is looked for stands, as an SVG path; empty where nothing is looked for.</summary>
    public string Ticks { get; init; } = "";

    /// <summary>What the button says that leads back to the newest row; null while the view is there.</summary>
    public string? WayBack =>
        TotalRows == 0 && NewBelow == 0 ? null
        : NewBelow > 0 ? $"{Number(NewBelow)} new {(Paused ? "since the pause" : "below")}"
        : Paused ? "Paused, nothing new"
        : Following ? null
        : "To the newest";

    /// <summary>Characters of the longest number among the rows in sight and the last row: what is on its way has room already.</summary>
    public int NumberWidth => Math.Max(5, Math.Max(Longest(row => row.Number), Number(Origin + TotalRows - 1).Length));

    /// <summary>Characters of the longest length among the rows in sight, and of that of any datagram.</summary>
    public int LengthWidth => Math.Max(6, Longest(row => row.Length));

    /// <summary>An empty feed.</summary>
    public static FeedPage Empty { get; } =
        new()
        {
            Origin = 1,
            TotalRows = 0,
            FirstRow = 0,
            Rows = [],
            Following = true,
            Paused = false,
            NewBelow = 0,
            JumpId = 0,
            JumpTo = 0,
        };

    private int Longest(Func<FeedRow, string> text) => Rows.Count == 0 ? 0 : Rows.Max(row => text(row).Length);
}
