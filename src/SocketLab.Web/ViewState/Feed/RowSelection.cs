using SocketLab.Web.ViewState.Rows;

namespace SocketLab.Web.ViewState.Feed;

/// <summary>The rows of a feed that a person chose, and the one from which Shift chooses on.</summary>
/// <param name="Rows">The rows.</param>
/// <param name="Anchor">Where a range begins; null while nothing is chosen.</param>
public sealed record RowSelection(IReadOnlySet<EntryRef> Rows, EntryRef? Anchor)
{
    /// <summary>Rows that can be chosen at once: more are a filter's business, and the export's.</summary>
    public const int MaxRows = 10_000;

    /// <summary>Nothing is chosen.</summary>
    public static RowSelection None { get; } = new(new HashSet<EntryRef>(), null);

    /// <summary>Whether no more can be chosen.</summary>
    public bool IsFull => Rows.Count >= MaxRows;

    /// <summary>One row alone.</summary>
    public static RowSelection Of(EntryRef row) => new(new HashSet<EntryRef> { row }, row);

    /// <summary>The same with a row more, or without it.</summary>
    public RowSelection Toggle(EntryRef row)
    {
        var rows = new HashSet<EntryRef>(Rows);
        if (!rows.Remove(row) && !IsFull)
        {
            rows.Add(row);
        }

        return new(rows, row);
    }

    /// <summary>A run of rows, from the same beginning.</summary>
    public RowSelection Range(IEnumerable<EntryRef> rows) => this with { Rows = rows.Take(MaxRows).ToHashSet() };
}
