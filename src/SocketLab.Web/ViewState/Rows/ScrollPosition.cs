namespace SocketLab.Web.ViewState.Rows;

/// <summary>Where a window stands at one moment: which rows to read, and what the browser's script is told. Never changes.</summary>
public readonly record struct ScrollPosition
{
    /// <summary>Ordinal that the script counts as row 0.</summary>
    public required long Origin { get; init; }

    /// <summary>Rows that can be scrolled through, from <see cref="Origin"/> on.</summary>
    public required long TotalRows { get; init; }

    /// <summary>Ordinal of the source's first row. The row right before it, where there is one, stands for those that are gone.</summary>
    public required long First { get; init; }

    /// <summary>Ordinal of the row at the top.</summary>
    public required long Top { get; init; }

    /// <summary>Ordinal of the first row to show: some above those in sight.</summary>
    public required long From { get; init; }

    /// <summary>Ordinal behind the last row to show: some below those in sight.</summary>
    public required long To { get; init; }

    /// <summary>Whether the window sticks to the newest row.</summary>
    public required bool Following { get; init; }

    /// <summary>Whether the window is frozen.</summary>
    public required bool Paused { get; init; }

    /// <summary>Rows newer than what the person has had in sight.</summary>
    public required long NewBelow { get; init; }

    /// <summary>Counts up when the script is to move to <see cref="JumpTo"/>.</summary>
    public required int JumpId { get; init; }

    /// <summary>
    /// The row at the top, counted from <see cref="Origin"/>; 0 while following, when the script goes to the end by itself.
    /// </summary>
    public long JumpTo => Following ? 0 : Math.Max(0, Top - Origin);

    /// <summary>Whether the source has taken in everything.</summary>
    public required bool IsComplete { get; init; }

    /// <summary>Whether the first row to show is the one that stands for rows that are gone.</summary>
    public bool ShowsGap => From < First && From < To;

    /// <summary>Ordinal of the first row to read from the source.</summary>
    public long ReadFrom => Math.Max(From, First);

    /// <summary>Number of rows to read from the source.</summary>
    public int ReadCount => (int)Math.Max(0, To - ReadFrom);
}
