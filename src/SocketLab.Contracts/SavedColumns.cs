namespace SocketLab.Contracts;

/// <summary>The columns of a feed, where they are not the usual ones.</summary>
public sealed record SavedColumns
{
    /// <summary>The columns of values, in their order.</summary>
    public IReadOnlyList<SavedColumn> Values { get; init; } = [];

    /// <summary>The names of the columns that are hidden: <c>number</c>, <c>peer</c>, <c>length</c>.</summary>
    public IReadOnlyList<string> Hidden { get; init; } = [];

    /// <summary>The widths that are not the usual ones.</summary>
    public IReadOnlyList<SavedWidth> Widths { get; init; } = [];
}

/// <summary>A column that shows a value of each entry.</summary>
/// <param name="Name">The head of the column.</param>
/// <param name="Value">The value, as filters write it: <c>u16be[6]</c>.</param>
public sealed record SavedColumn(string Name, string Value);

/// <summary>How wide a column is.</summary>
/// <param name="Column">The column's name; of a value how it is written.</param>
/// <param name="Pixels">Its width.</param>
public sealed record SavedWidth(string Column, int Pixels);

/// <summary>The columns of a feed in a workspace file.</summary>
public sealed record WorkspaceColumns
{
    /// <summary>Whose feed: the place of the endpoint in the file's list, from 0; null for the feeds of several endpoints.</summary>
    public int? Endpoint { get; init; }

    /// <summary>The columns.</summary>
    public required SavedColumns Columns { get; init; }
}
