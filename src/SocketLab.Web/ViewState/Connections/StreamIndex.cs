using SocketLab.Core.Journal;

namespace SocketLab.Web.ViewState.Connections;

/// <summary>Where the entries of one connection stand in a journal that holds those of many.</summary>
/// <remarks>
/// Reads headers only, on from where it was, in slices: looking through a million entries of others takes a moment, and a page must not
/// stand still for it. What the journal evicts or clears goes from the front here too, and so does what is beyond <see cref="Most"/>.
/// </remarks>
public sealed class StreamIndex(EntryJournal journal, ConnectionId connection)
{
    /// <summary>Entries of the connection that are remembered: a megabyte of sequences.</summary>
    public const int Most = 131_072;

    private readonly EntryBatch _batch = new();
    private readonly List<long> _sequences = [];
    private int _gone;
    private long _after;
    private bool _ended;

    /// <summary>
    /// Ordinal of the oldest entry that is still there. Ordinals count the connection's entries as they were found, from 0.
    /// </summary>
    public long First { get; private set; }

    /// <summary>Ordinal behind the newest.</summary>
    public long End => First + _sequences.Count - _gone;

    /// <summary>Whether entries were before the first that are not there any more.</summary>
    public bool BeginningGone { get; private set; }

    /// <summary>The sequence of the entry with this ordinal.</summary>
    public long this[long ordinal] => _sequences[(int)(ordinal - First) + _gone];

    /// <summary>Looks through what is new in the journal, at most <paramref name="most"/> entries of it.</summary>
    /// <returns>Whether it has seen everything.</returns>
    public bool Advance(int most)
    {
        var isWhole = _ended || Look(most);
        Forget(journal.Ledger.First);
        return isWhole;
    }

    private bool Look(int most)
    {
        for (var seen = 0; seen < most; seen += _batch.Count)
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

    private void Add(EntryView entry)
    {
        var type = entry.ReadEvent()?.Type;
        BeginningGone |= _sequences.Count == 0 && type is not EventType.ConnectionOpened;
        _sequences.Add(entry.Sequence);
        _ended = type is EventType.ConnectionClosed or EventType.ConnectionReset or EventType.ConnectionTimedOut;
    }

    private void Forget(long firstKept)
    {
        while (_gone < _sequences.Count && (_sequences[_gone] < firstKept || _sequences.Count - _gone > Most))
        {
            _gone++;
            First++;
            BeginningGone = true;
        }

        // In large steps: taking from the front of a list moves all the rest.
        if (_gone > Most / 4)
        {
            _sequences.RemoveRange(0, _gone);
            _gone = 0;
        }
    }
}
