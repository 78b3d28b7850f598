namespace SocketLab.Web.ViewState.Rows;

/// <summary>Rows in an order, numbered one after the other: what a <see cref="ScrollWindow{TRow}"/> scrolls through.</summary>
/// <remarks>
/// A row keeps its ordinal for as long as it is there. New rows come at the end; evicted ones go from the front; a source that searches
/// backwards finds older ones, and <see cref="First"/> falls. An ordinal is a place and not a name: what a row is, it says itself
/// (<see cref="EntryRef"/>, a connection's id). The members change in <see cref="Advance"/> alone. One thread at a time, whichever it is.
/// </remarks>
/// <typeparam name="TRow">What names a row, or the row as Core has it; a window makes text of those in sight.</typeparam>
public interface IRowSource<TRow>
{
    /// <summary>Takes in what is new. Costs next to nothing when nothing is.</summary>
    /// <param name="maxReads">Reads of a journal, of 256 KiB each, that this may take at most.</param>
    /// <returns>Whether everything that is there was taken in; if not, call it again.</returns>
    bool Advance(int maxReads);

    /// <summary>Ordinal of the first row.</summary>
    long First { get; }

    /// <summary>Number of rows.</summary>
    long Count { get; }

    /// <summary>Number of rows that stood before <see cref="First"/> and were evicted; a window shows one row in their place.</summary>
    long Gone { get; }

    /// <summary>Copies rows out, from <paramref name="ordinal"/> on.</summary>
    /// <param name="ordinal">Where to begin, from <see cref="First"/> on.</param>
    /// <param name="rows">Room for as many rows as are wanted.</param>
    /// <returns>How many were copied: fewer at the end, and when the rest was evicted since <see cref="Advance"/>.</returns>
    int Read(long ordinal, Span<TRow> rows);

    /// <summary>
    /// The ordinal of a row; one below <see cref="First"/> when it was among the rows and is gone; null when it is none of them.
    /// </summary>
    long? Find(TRow row);

    /// <summary>
    /// The ordinal of a row, or of the first one behind it where it is none of them; null as long as that is not known. A source that has
    /// a part of another's rows says it, so that what is in sight stays when one is shown instead of the other.
    /// </summary>
    long? FindFrom(TRow row) => Find(row);
}
