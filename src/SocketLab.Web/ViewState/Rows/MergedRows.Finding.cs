namespace SocketLab.Web.ViewState.Rows;

/// <content>Where an entry is among the rows, or would be.</content>
public sealed partial class MergedRows
{
    /// <inheritdoc/>
    public long? Find(EntryRef row)
    {
        if (LaneOf(row) is not { } lane || lane.Find(row) is not { } ordinal)
        {
            return null;
        }

        return PlaceOf(lane, ordinal) ?? (ordinal < lane.First ? First - 1 : null);
    }

    /// <inheritdoc/>
    public long? FindFrom(EntryRef row)
    {
        if (LaneOf(row) is not { } lane || lane.FindFrom(row) is not { } next || lane.IsWaiting(next))
        {
            return null;
        }

        // Behind the row of its own journal before it and not behind the next one: between these two its time decides.
        var high = PlaceOf(lane, next) ?? End;
        if (lane.Find(row) == next || _reader.TimeOf(row) is not { } time)
        {
            return high;
        }

        var low = (next > lane.First ? PlaceOf(lane, next - 1) + 1 : null) ?? First;
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            (low, high) = IsBefore(middle, time, row.JournalId) ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    /// <inheritdoc/>
    public long FoldedAt(EntryRef row) => LaneOf(row)?.FoldedAt(row) ?? 0;

    private MergedLane? LaneOf(EntryRef row) => _lanes.Find(lane => lane.JournalId == row.JournalId);

    private long? PlaceOf(MergedLane lane, long ordinal)
    {
        for (var i = _blocks.Count - 1; i >= 0; i--)
        {
            if (_blocks[i].IndexOf(lane.Number, ordinal) is { } index)
            {
                return _blocks[i].First + index;
            }
        }

        return null;
    }

    /// <summary>Whether a row stands before an entry of another journal, which one that is gone does.</summary>
    private bool IsBefore(long place, DateTime time, string journalId)
    {
        Span<EntryRef> one = [default];
        Read(place, one);
        return one[0].JournalId.Length == 0
            || _reader.TimeOf(one[0]) is not { } other
            || other < time
            || (other == time && string.CompareOrdinal(one[0].JournalId, journalId) < 0);
    }
}
