using SocketLab.Core.Journal;
using SocketLab.Web.ViewState.Rows;

namespace SocketLab.Web.Tests.ViewState.Rows;

/// <summary>
/// The entries of several journals, roughly in time order: by time, then journal, then sequence. A row keeps its place once it has one, so
/// what comes late with an earlier time stands behind what was there before.
/// </summary>
internal sealed class MergedRows : IRowSource<EntryRef>
{
    private readonly List<EntryRef> _rows = [];
    private readonly Lane[] _lanes;

    public MergedRows(params EntryJournal[] journals) => _lanes = [.. journals.Select(journal => new Lane(journal))];

    public long First { get; private set; }

    public long Count => _rows.Count - First;

    public long Gone => First;

    public bool Advance(int maxReads)
    {
        foreach (var lane in _lanes)
        {
            lane.AtEnd = false;
        }

        while (true)
        {
            foreach (var lane in _lanes.Where(lane => lane is { IsEmpty: true, AtEnd: false }))
            {
                if (maxReads-- <= 0)
                {
                    return false;
                }

                lane.Read();
            }

            // Only what all journals have something behind, or nothing at all, can be placed.
            if (_lanes.Where(lane => !lane.IsEmpty).MinBy(lane => lane.Key) is not { } next)
            {
                break;
            }

            _rows.Add(next.Take());
        }

        while (Count > 0 && _lanes.Single(lane => lane.Id == _rows[(int)First].JournalId).FirstKept > _rows[(int)First].Sequence)
        {
            First++;
        }

        return true;
    }

    public int Read(long ordinal, Span<EntryRef> rows)
    {
        var count = (int)Math.Clamp(_rows.Count - ordinal, 0, rows.Length);
        _rows.Slice((int)ordinal, count).ToArray().CopyTo(rows);
        return count;
    }

    public long? Find(EntryRef row) => _rows.IndexOf(row) is >= 0 and var place ? Math.Max(place, First - 1) : null;

    /// <summary>One journal's share: what was read of it and has no place yet.</summary>
    private sealed class Lane(EntryJournal journal)
    {
        private readonly EntryBatch _batch = new();
        private readonly Queue<(long Ticks, long Sequence)> _waiting = [];
        private long _after;

        public string Id => journal.Id;

        public bool AtEnd { get; set; }

        public bool IsEmpty => _waiting.Count == 0;

        public (long Ticks, string Journal, long Sequence) Key => (_waiting.Peek().Ticks, Id, _waiting.Peek().Sequence);

        public long FirstKept => journal.Ledger.First;

        public void Read()
        {
            journal.Read(_after, _batch, maxPayload: 0);
            (_after, AtEnd) = (_batch.Next, _batch.Count == 0);
            foreach (var entry in _batch)
            {
                _waiting.Enqueue((entry.Time.Ticks, entry.Sequence));
            }
        }

        public EntryRef Take() => new(Id, _waiting.Dequeue().Sequence);
    }
}
