using SocketLab.Core.Framing;
using SocketLab.Core.Journal;
using SocketLab.Web.ViewState.Filtering;

namespace SocketLab.Web.ViewState.Rows;

/// <summary>
/// Frames of a connection or of an endpoint, cut one way: those that ended, in that order, then those under way, which have no number yet.
/// </summary>
public sealed class FrameRows(IFrameIndex index, EntryJournal journal) : IFrameRows
{
    /// <inheritdoc/>
    public long First { get; private set; } = 1;

    /// <inheritdoc/>
    public long Count => Ended + Open.Count + 1 - First;

    /// <inheritdoc/>
    public long Gone => First - 1;

    /// <summary>The frames by number.</summary>
    public IFrameIndex Index => index;

    /// <inheritdoc/>
    public long Ended => index.Count;

    /// <summary>The frames under way: each direction of a connection has one at most.</summary>
    public IReadOnlyList<ConversationFrame> Open { get; private set; } = [];

    /// <inheritdoc/>
    public int Percent
    {
        get
        {
            var ledger = journal.Ledger;
            return (int)Math.Clamp(100 * (index.Position - ledger.First + 1) / Math.Max(1, ledger.Last - ledger.First + 1), 0, 99);
        }
    }

    /// <inheritdoc/>
    public ScanStatus? Status => null;

    /// <inheritdoc/>
    public bool Advance(int maxReads)
    {
        var isComplete = index.Advance(maxReads);
        First = index.First;

        // Each has the place that it would take if it ended now.
        Open = index.Open.Count == 0 ? [] : [.. index.Open.Select((frame, i) => frame with { Ordinal = Ended + 1 + i })];
        return isComplete;
    }

    /// <inheritdoc/>
    public int Read(long ordinal, Span<ConversationFrame> rows)
    {
        var count = 0;
        if (rows.Length > 0 && ordinal <= Ended)
        {
            foreach (var frame in index.Read(ordinal, (int)Math.Min(rows.Length, Ended - ordinal + 1)))
            {
                if (frame.Ordinal != ordinal + count)
                {
                    return 0;
                }

                rows[count++] = frame;
            }
        }

        for (var next = ordinal + count; next > Ended && next <= Ended + Open.Count && count < rows.Length; next++)
        {
            rows[count++] = Open[(int)(next - Ended - 1)];
        }

        return count;
    }

    /// <inheritdoc/>
    public long? Find(ConversationFrame row) => row.Ordinal < First + Count ? Math.Max(row.Ordinal, First - 1) : null;
}
