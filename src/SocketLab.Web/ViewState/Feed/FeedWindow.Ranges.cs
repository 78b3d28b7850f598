using SocketLab.Core.Filtering;
using SocketLab.Core.Journal;
using SocketLab.Core.Payloads;
using SocketLab.Web.ViewState.Rows;

namespace SocketLab.Web.ViewState.Feed;

/// <content>Runs of rows, the entries of those that are selected, and their values.</content>
public sealed partial class FeedWindow
{
    /// <summary>Characters of a value that a row shows at most.</summary>
    private const int MostText = 200;

    private static readonly IReadOnlyList<string> NoValues = [.. Enumerable.Repeat("", FeedColumns.MaxValues)];

    /// <summary>The columns, of which those with values are read for the rows in sight.</summary>
    public FeedColumns Columns { get; set; } = FeedColumns.Usual;

    /// <summary>A journal as values are read from it; null where there are none to read.</summary>
    public Func<string, FilterSource?>? SourceOf { get; set; }

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

    /// <summary>Shows entries to a visitor, whole and in the order of the rows. What is not kept any more is left out.</summary>
    /// <param name="entries">The entries.</param>
    /// <param name="visit">Looks at one, and says whether it wants the next.</param>
    public void Visit(IReadOnlySet<EntryRef> entries, EntryVisit visit)
    {
        lock (_reading)
        {
            foreach (var name in entries.OrderBy(entry => _source.Find(entry) ?? long.MaxValue).ThenBy(entry => entry.Sequence))
            {
                if (_entries.ReadRun([name], int.MaxValue) is not { } batch)
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

    /// <summary>When an entry happened; null when it is not kept any more.</summary>
    public DateTime? TimeOf(EntryRef entry)
    {
        lock (_reading)
        {
            return _entries.TimeOf(entry);
        }
    }

    /// <summary>Of some entries the nearest one that is shown before another, or behind it; null where there is none.</summary>
    /// <param name="from">The entry to begin at; null for the end.</param>
    /// <param name="entries">The entries.</param>
    /// <param name="forward">Whether it is to be one behind it.</param>
    public EntryRef? Nearest(EntryRef? from, IEnumerable<EntryRef> entries, bool forward)
    {
        lock (_reading)
        {
            var place = from is { } entry ? _source.Find(entry) ?? _end : _end;
            var shown = entries
                .Select(one => (Entry: (EntryRef?)one, Place: _source.Find(one) ?? long.MinValue))
                .Where(one => one.Place >= _source.First && (forward ? one.Place > place : one.Place < place));
            return (forward ? shown.OrderBy(one => one.Place) : shown.OrderByDescending(one => one.Place)).FirstOrDefault().Entry;
        }
    }

    private RowValues ReadValues(in EntryView entry, FilterSource? source)
    {
        if (Columns.Values.IsEmpty || source is null || entry.Kind == EntryKind.Event)
        {
            return Columns.Values.IsEmpty ? RowValues.None : new(NoValues);
        }

        var texts = new string[Columns.Values.Count];
        for (var i = 0; i < texts.Length; i++)
        {
            texts[i] = VisibleText.Sentence(ShortText.Of(Columns.Values[i].Value.ReadText(entry, source) ?? "", MostText));
        }

        return new(texts);
    }

    private List<EntryRef> ReadNames(long begin, int count)
    {
        var names = new EntryRef[count];
        return [.. names.AsSpan(0, _source.Read(begin, names)).ToArray().Where(name => name.JournalId.Length > 0)];
    }
}

/// <summary>Looks at an entry.</summary>
/// <param name="name">Its name.</param>
/// <param name="entry">The entry, valid for the call.</param>
/// <returns>Whether the next is wanted.</returns>
public delegate bool EntryVisit(EntryRef name, in EntryView entry);
