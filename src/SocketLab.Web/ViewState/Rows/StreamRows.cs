using SocketLab.Core.Journal;

namespace SocketLab.Web.ViewState.Rows;

/// <summary>The entries of one connection, in a journal that holds those of many. Ordinals count them as they were found, from 0.</summary>
/// <remarks>
/// Reads headers only, on from where it was: looking through a million entries of others takes a moment, and a page must not stand still
/// for it. What the journal evicts or clears goes from the front here too, and so does what is beyond <see cref="MaxEntries"/>. After a
/// clear that was undone the journal is looked through again.
/// </remarks>
public sealed class StreamRows(EntryJournal journal, ConnectionId connection) : IRowSource<EntryRef>
{
    /// <summary>Entries of the connection that are remembered: a megabyte of sequences.</summary>
    public const int MaxEntries = 131_072;

    private readonly EntryBatch _batch = new();
    private readonly List<long> _sequences = [];
    private int _gone;
    private long _after;
    private long _firstKept;
    private bool _ended;
    private bool _foundLate;

    /// <inheritdoc/>
    public long First { get; private set; }

    /// <inheritdoc/>
    public long Count => _sequences.Count - _gone;

    /// <inheritdoc/>
    public long Gone => First;

    /// <summary>Ordinal behind the newest.</summary>
    public long End => First + Count;

    /// <summary>Whether entries were before the first that are not there any more.</summary>
    public bool BeginningGone => _foundLate || Gone > 0;

    /// <inheritdoc/>
    public bool Advance(int maxReads)
    {
        var before = _firstKept;
        _firstKept = journal.Ledger.First;
        if (_firstKept < before)
        {
            Restart();
        }

        var isComplete = _ended || Search(maxReads);
        Forget(journal.Ledger.First);
        return isComplete;
    }

    /// <inheritdoc/>
    public int Read(long ordinal, Span<EntryRef> rows)
    {
        var count = (int)Math.Clamp(End - ordinal, 0, rows.Length);
        for (var i = 0; i < count; i++)
        {
            rows[i] = new(journal.Id, _sequences[(int)(ordinal - First) + _gone + i]);
        }

        return count;
    }

    /// <inheritdoc/>
    public long? Find(EntryRef row)
    {
        var place = row.JournalId == journal.Id ? _sequences.BinarySearch(row.Sequence) : -1;
        return place < 0 ? null : Math.Max(First + place - _gone, First - 1);
    }

    /// <inheritdoc/>
    public long? FindFrom(EntryRef row)
    {
        var place = row.JournalId == journal.Id ? _sequences.BinarySearch(row.Sequence) : -1;
        return row.JournalId == journal.Id ? Math.Max(First, First + (place < 0 ? ~place : place) - _gone) : null;
    }

    private bool Search(int maxReads)
    {
        for (; maxReads > 0 && !_ended; maxReads--)
        {
            journal.Read(_after, _batch, maxPayload: 0);
            _after = _batch.Next;
            if (_batch.Count == 0)
            {
                return true;
            }

            foreach (var entry in _batch)
            {
                if (entry.ConnectionId == connection)
                {
                    Add(entry);
                }
            }
        }

        return _ended;
    }

    private void Restart()
    {
        _sequences.Clear();
        (First, _gone, _after, _ended, _foundLate) = (0, 0, 0, false, false);
    }

    private void Add(EntryView entry)
    {
        _foundLate |= _sequences.Count == 0 && entry.EventType is not EventType.ConnectionOpened;
        _sequences.Add(entry.Sequence);
        _ended = entry.EndsConnection;
    }

    private void Forget(long firstKept)
    {
        while (_gone < _sequences.Count && (_sequences[_gone] < firstKept || _sequences.Count - _gone > MaxEntries))
        {
            _gone++;
            First++;
        }

        // In large steps: taking from the front of a list moves all the rest.
        if (_gone > MaxEntries / 4)
        {
            _sequences.RemoveRange(0, _gone);
            _gone = 0;
        }
    }
}
