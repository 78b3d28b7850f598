namespace SocketLab.Web.ViewState.Connections;

/// <summary>
/// What the table of connections shows at one moment: only the rows in sight, and where they stand among all. Never changes once made.
/// </summary>
public sealed record ConnectionTablePage
{
    /// <summary>What the script counts row 0 as.</summary>
    public required long Origin { get; init; }

    /// <summary>Rows that can be scrolled through.</summary>
    public required int TotalRows { get; init; }

    /// <summary>Index of the first of <see cref="Rows"/>.</summary>
    public required int FirstRow { get; init; }

    /// <summary>The rows in sight and a few around them.</summary>
    public required IReadOnlyList<ConnectionRow> Rows { get; init; }

    /// <summary>Connections that are open.</summary>
    public required int Open { get; init; }

    /// <summary>Ticked ones.</summary>
    public required int Selected { get; init; }

    /// <summary>Ticked ones that are open.</summary>
    public required int SelectedOpen { get; init; }

    /// <summary>How they are sorted; null for their own order.</summary>
    public ConnectionOrder? Order { get; init; }

    /// <summary>Counts up when the browser is to scroll to <see cref="JumpTo"/>.</summary>
    public required int JumpId { get; init; }

    /// <summary>Row to put at the top, for a jump and for a view that begins.</summary>
    public required int JumpTo { get; init; }

    /// <summary>No connections.</summary>
    public static ConnectionTablePage Empty { get; } =
        new()
        {
            Origin = 0,
            TotalRows = 0,
            FirstRow = 0,
            Rows = [],
            Open = 0,
            Selected = 0,
            SelectedOpen = 0,
            JumpId = 0,
            JumpTo = 0,
        };
}
