using SocketLab.Core.Journal;
using SocketLab.Web.ViewState.Rows;

namespace SocketLab.Web.ViewState.Feed;

/// <summary>The rows of a feed by name: which one is so many rows on, which lie between two, and the entries that they are.</summary>
/// <param name="reading">Held while the source or the entries are read.</param>
/// <param name="entries">Reads the entries.</param>
/// <param name="source">The rows.</param>
public sealed class FeedRows(Lock reading, EntryReader entries, IRowSource<EntryRef> source)
{
    /// <summary>The rows by ordinal. Set under the lock.</summary>
    internal IRowSource<EntryRef> Source { get; set; } = source;

    /// <summary>The ordinal behind the last row that is shown: in a paused feed not the newest there is. Set under the lock.</summary>
    internal long End { get; set; }

    /// <summary>The first row; null when there is none.</summary>
    public EntryRef? First
    {
        get
        {
            lock (reading)
            {
                return At(Source.First);
            }
        }
    }

    /// <summary>The entry so many rows behind another, or as near to that as there is one; null when there is no row.</summary>
    /// <param name="from">Where to begin; null for the newest, which is then the first step.</param>
    /// <param name="rows">Rows to go on, or back.</param>
    public EntryRef? Step(EntryRef? from, long rows)
    {
        lock (reading)
        {
            var (first, last) = (Source.First, End - 1);
            var ordinal = from is { } entry ? From(entry, rows) ?? first : last;
            return first <= last ? At(Math.Clamp(ordinal, first, last)) : null;
        }
    }

    /// <summary>The rows from one to another, both among them, beginning with the first.</summary>
    /// <param name="from">Where to begin.</param>
    /// <param name="to">Where to end, before or behind it.</param>
    /// <param name="max">Rows at most.</param>
    public IReadOnlyList<EntryRef> Between(EntryRef from, EntryRef to, int max)
    {
        lock (reading)
        {
            if (Source.Find(to) is not { } end)
            {
                return [];
            }

            var begin = Source.Find(from) ?? end;
            var (step, count) = (end >= begin ? 1 : -1, (int)Math.Min(max, Math.Abs(end - begin) + 1));
            var rows = ReadNames(step > 0 ? begin : begin - count + 1, count);
            if (step < 0)
            {
                rows.Reverse();
            }

            return rows;
        }
    }

    /// <summary>The newest rows in order.</summary>
    public IReadOnlyList<EntryRef> Last(int max)
    {
        lock (reading)
        {
            var begin = Math.Max(Source.First, End - max);
            return ReadNames(begin, (int)Math.Max(0, End - begin));
        }
    }

    /// <summary>Of some entries the nearest one that is shown before another, or behind it; null where there is none.</summary>
    /// <param name="from">The entry to begin at; null for the end.</param>
    /// <param name="among">The entries.</param>
    /// <param name="forward">Whether it is to be one behind it.</param>
    public EntryRef? Nearest(EntryRef? from, IEnumerable<EntryRef> among, bool forward)
    {
        lock (reading)
        {
            var place = from is { } entry ? Source.Find(entry) ?? End : End;
            var shown = among
                .Select(one => (Entry: (EntryRef?)one, Place: Source.Find(one) ?? long.MinValue))
                .Where(one => one.Place >= Source.First && (forward ? one.Place > place : one.Place < place))
                .DefaultIfEmpty();
            return (forward ? shown.MinBy(one => one.Place) : shown.MaxBy(one => one.Place)).Entry;
        }
    }

    /// <summary>Reads one entry whole; null when it is not kept any more.</summary>
    public Entry? ReadEntry(EntryRef entry)
    {
        lock (reading)
        {
            return entries.Read(entry);
        }
    }

    /// <summary>When an entry happened; null when it is not kept any more.</summary>
    public DateTime? TimeOf(EntryRef entry)
    {
        lock (reading)
        {
            return entries.TimeOf(entry);
        }
    }

    /// <summary>Shows entries to a visitor, whole and in the order of the rows. What is not kept any more is left out.</summary>
    /// <param name="names">The entries.</param>
    /// <param name="visit">Looks at one, and says whether it wants the next.</param>
    public void Visit(IReadOnlySet<EntryRef> names, EntryVisit visit)
    {
        lock (reading)
        {
            foreach (var name in names.OrderBy(name => Source.Find(name) ?? long.MaxValue).ThenBy(name => name.Sequence))
            {
                if (entries.ReadRun([name], int.MaxValue) is not { } batch)
                {
                    continue;
                }

                foreach (var entry in batch)
                {
                    if (!visit(name, entry))
                    {
                        return;
                    }
                }
            }
        }
    }

    /// <summary>The row with an ordinal; null where there is none. Called under the lock.</summary>
    internal EntryRef? At(long ordinal)
    {
        var one = new EntryRef[1];
        return Source.Count > 0 && Source.Read(ordinal, one) > 0 ? one[0] : null;
    }

    /// <summary>The row so many rows on. One that is not shown itself has its place between two: the next is the first step.</summary>
    private long? From(EntryRef entry, long rows) =>
        Source.Find(entry) is { } shown ? shown + rows
        : Source.FindFrom(entry) is { } behind ? behind + rows - (rows > 0 ? 1 : 0)
        : null;

    private List<EntryRef> ReadNames(long begin, int count)
    {
        var names = new EntryRef[count];
        return [.. names.AsSpan(0, Source.Read(begin, names)).ToArray().Where(name => name.JournalId.Length > 0)];
    }
}

/// <summary>Looks at an entry.</summary>
/// <param name="name">Its name.</param>
/// <param name="entry">The entry, valid for the call.</param>
/// <returns>Whether the next is wanted.</returns>
public delegate bool EntryVisit(EntryRef name, in EntryView entry);
