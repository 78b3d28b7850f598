using SocketLab.Core.Journal;
using SocketLab.Web.ViewState.Rows;

namespace SocketLab.Web.Tests.ViewState.Rows;

/// <summary>Says whether an entry is wanted.</summary>
internal delegate bool EntryPredicate(in EntryView entry);

/// <summary>
/// The entries of a journal that a predicate takes, searched newest first: what is found later but is older has negative ordinals.
/// </summary>
internal sealed class FilteredRows(EntryJournal journal, EntryPredicate matches) : IRowSource<EntryRef>
{
    private const int Slice = 200;

    private readonly EntryBatch _batch = new();

    // Newest first: the row with ordinal -1 - i.
    private readonly List<long> _older = [];
    private readonly List<long> _newer = [];
    private int _newerGone;
    private long _searchedTo = -1;
    private long _searchedFrom;

    public long First => _older.Count > 0 ? -_older.Count : _newerGone;

    public long Count => _newer.Count - First;

    public long Gone { get; private set; }

    public bool Advance(int maxReads)
    {
        var ledger = journal.Ledger;
        if (_searchedTo < 0)
        {
            (_searchedTo, _searchedFrom) = (ledger.Last, ledger.Last + 1);
        }

        for (; maxReads > 0 && _searchedTo < ledger.Last; maxReads--)
        {
            journal.Read(_searchedTo, _batch);
            foreach (var entry in _batch)
            {
                if (matches(entry))
                {
                    _newer.Add(entry.Sequence);
                }
            }

            _searchedTo = _batch.Next;
        }

        for (; maxReads > 0 && _searchedFrom > ledger.First; maxReads--)
        {
            SearchBack(Math.Max(ledger.First, _searchedFrom - Slice));
        }

        Forget(journal.Ledger.First);
        return _searchedTo >= ledger.Last && _searchedFrom <= ledger.First;
    }

    public int Read(long ordinal, Span<EntryRef> rows)
    {
        var count = (int)Math.Clamp(_newer.Count - ordinal, 0, rows.Length);
        for (var i = 0; i < count; i++)
        {
            rows[i] = new(journal.Id, At(ordinal + i));
        }

        return count;
    }

    public long? Find(EntryRef row)
    {
        var (low, high) = (First, First + Count);
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            (low, high) = At(middle) < row.Sequence ? (middle + 1, high) : (low, middle);
        }

        return row.JournalId != journal.Id ? null
            : row.Sequence < journal.Ledger.First ? First - 1
            : low < First + Count && At(low) == row.Sequence ? low
            : null;
    }

    private long At(long ordinal) => ordinal < 0 ? _older[(int)(-1 - ordinal)] : _newer[(int)ordinal];

    private void SearchBack(long from)
    {
        var found = new List<long>();
        for (var after = from - 1; after + 1 < _searchedFrom; after = _batch.Next)
        {
            journal.Read(after, _batch, (int)(_searchedFrom - 1 - after));
            foreach (var entry in _batch)
            {
                if (entry.Sequence < _searchedFrom && matches(entry))
                {
                    found.Add(entry.Sequence);
                }
            }
        }

        found.Reverse();
        _older.AddRange(found);
        _searchedFrom = from;
    }

    private void Forget(long firstKept)
    {
        while (_older.Count > 0 && _older[^1] < firstKept)
        {
            _older.RemoveAt(_older.Count - 1);
            Gone++;
        }

        while (_older.Count == 0 && _newerGone < _newer.Count && _newer[_newerGone] < firstKept)
        {
            _newerGone++;
            Gone++;
        }
    }
}
