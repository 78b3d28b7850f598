using SocketLab.Web.ViewState.Rows;

namespace SocketLab.Web.ViewState.Feed;

/// <content>Runs of rows, and the entries of those that are selected.</content>
public sealed partial class FeedWindow
{
    /// <summary>The rows from one to another, both among them, beginning with the first.</summary>
    /// <param name="from">Where to begin.</param>
    /// <param name="to">Where to end, before or behind it.</param>
    /// <param name="most">Rows at most.</param>
    public IReadOnlyList<EntryRef> Between(EntryRef from, EntryRef to, int most)
    {
        lock (_reading)
        {
            if (_source.Find(to) is not { } end)
            {
                return [];
            }

            var begin = _source.Find(from) ?? end;
            var (step, count) = (end >= begin ? 1 : -1, (int)Math.Min(most, Math.Abs(end - begin) + 1));
            var rows = ReadNames(step > 0 ? begin : begin - count + 1, count);
            if (step < 0)
            {
                rows.Reverse();
            }

            return rows;
        }
    }

    /// <summary>The newest rows in order.</summary>
    public IReadOnlyList<EntryRef> Last(int most)
    {
        lock (_reading)
        {
            var begin = Math.Max(_source.First, _end - most);
            return ReadNames(begin, (int)Math.Max(0, _end - begin));
        }
    }

    /// <summary>Reads entries whole, in the order of the rows. What is not kept any more is left out.</summary>
    /// <param name="entries">The entries.</param>
    /// <param name="maxBytes">Payload bytes of all together at most.</param>
    public IReadOnlyList<ChosenEntry> ReadEntries(IReadOnlySet<EntryRef> entries, long maxBytes)
    {
        lock (_reading)
        {
            var read = new List<ChosenEntry>();
            var bytes = 0L;
            foreach (var name in entries.OrderBy(entry => _source.Find(entry) ?? long.MaxValue))
            {
                if (_entries.Read(name) is { } entry && (bytes += entry.Payload.Length) <= maxBytes)
                {
                    read.Add(new(name, entry, OriginOf?.Invoke(name.JournalId)?.Name));
                }
            }

            return read;
        }
    }

    private List<EntryRef> ReadNames(long begin, int count)
    {
        var names = new EntryRef[count];
        return [.. names.AsSpan(0, _source.Read(begin, names)).ToArray().Where(name => name.JournalId.Length > 0)];
    }
}
