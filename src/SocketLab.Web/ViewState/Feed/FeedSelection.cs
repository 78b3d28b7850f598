using SocketLab.Core.Journal;
using SocketLab.Web.ViewState.Rows;

namespace SocketLab.Web.ViewState.Feed;

/// <summary>The rows of a feed that a person selected, and the one of them that is looked at.</summary>
/// <param name="window">The feed's window. It does not run away from what is selected.</param>
/// <param name="journals">The feed's journals at any time.</param>
public sealed class FeedSelection(FeedWindow window, IReadOnlyList<EntryJournal> journals)
{
    /// <summary>Raised when something else is selected.</summary>
    public event Action? Changed;

    /// <summary>Raised after <see cref="Changed"/> when the window is to go to what is selected.</summary>
    public event Action? Moved;

    /// <summary>The selected entry, whole; null when none is or it was evicted.</summary>
    public Entry? Entry { get; private set; }

    /// <summary>The selected entry's name.</summary>
    public EntryRef? Current { get; private set; }

    /// <summary>The selected entry's sequence.</summary>
    public long? Sequence => Current?.Sequence;

    /// <summary>All rows that are selected, the selected entry among them.</summary>
    public RowSelection All { get; private set; } = RowSelection.None;

    /// <summary>The sequence of an entry that was asked for and is of an earlier run of the server; null otherwise.</summary>
    public long? Missed { get; private set; }

    /// <summary>
    /// What the status line says of the selected rows: how many they are and how long they took; of one how long it is since the mark
    /// before it. Null where there is nothing to say.
    /// </summary>
    public string? Text { get; private set; }

    /// <summary>The note of the selected entry; empty for a mark without one, null where it is not marked.</summary>
    public string? Note => Current is { } entry ? JournalOf(entry)?.Marks.Find(entry.Sequence) : null;

    private IEnumerable<EntryRef> Marked =>
        journals.SelectMany(journal => journal.Marks.All.Keys.Select(sequence => new EntryRef(journal.Id, sequence)));

    /// <summary>Selects an entry of the first journal, or none.</summary>
    public void Select(long? sequence)
    {
        if (sequence is { } selected)
        {
            Select(new EntryRef(journals[0].Id, selected));
        }
        else
        {
            Use(null, RowSelection.None);
        }
    }

    /// <summary>Selects an entry.</summary>
    /// <param name="row">The entry.</param>
    /// <param name="how">Whether others stay selected.</param>
    public void Select(EntryRef row, SelectHow how = SelectHow.Only)
    {
        if (row.JournalId.Length > 0)
        {
            var all = how switch
            {
                SelectHow.Extend when All.Anchor is { } anchor => All.Range(window.Rows.Between(anchor, row, RowSelection.MaxRows)),
                SelectHow.Toggle => All.Toggle(row),
                _ => RowSelection.Of(row),
            };
            Use(row, all);
        }
    }

    /// <summary>Selects all rows, as far as so many can be selected: the newest of them.</summary>
    public void SelectAll()
    {
        var rows = window.Rows.Last(RowSelection.MaxRows);
        if (rows.Count > 0)
        {
            Use(Current ?? rows[^1], new(rows.ToHashSet(), rows[^1]));
        }
    }

    /// <summary>Selects the entry so many rows on, and goes to it.</summary>
    public void Move(long rows, SelectHow how = SelectHow.Only) => GoTo(window.Rows.Step(Current, rows), how);

    /// <summary>Selects the oldest row, and goes there.</summary>
    public void MoveToFirst()
    {
        if (window.Rows.First is { } first)
        {
            Select(first);
        }

        window.GoToFirst();
        Moved?.Invoke();
    }

    /// <summary>Selects the newest row, and follows the ones behind it: unlike one that was chosen, it does not hold the feed.</summary>
    public void MoveToLast()
    {
        // What came while the feed was paused is shown first.
        window.FollowTail();
        Moved?.Invoke();
        if (window.Rows.Last(1) is [var last])
        {
            Select(last);
            window.FollowTail();
            Moved?.Invoke();
        }
    }

    /// <summary>Selects the next marked row, or the one before, and goes to it.</summary>
    public void MoveToMark(bool forward) => GoTo(window.Rows.Nearest(Current, Marked, forward));

    /// <summary>Selects an entry and goes to it; does nothing where there is none.</summary>
    public void GoTo(EntryRef? row, SelectHow how = SelectHow.Only)
    {
        if (row is { } to)
        {
            Select(to, how);
            window.Reveal(to);
            Moved?.Invoke();
        }
    }

    /// <summary>Selects nothing, and says of an entry that it is of an earlier run of the server.</summary>
    public void Miss(long sequence)
    {
        Select(null);
        Missed = sequence;
        Changed?.Invoke();
    }

    /// <summary>Shows the selected entries to a visitor, whole and in the order of the feed.</summary>
    public void Visit(EntryVisit visit) => window.Rows.Visit(All.Rows, visit);

    private void Use(EntryRef? row, RowSelection all)
    {
        (Current, All, Missed, Entry) = (row, all, null, null);
        if (row is { } selected)
        {
            Entry = window.Rows.ReadEntry(selected);
            window.Keep(selected);
        }

        Text = Describe();
        Changed?.Invoke();
    }

    private string? Describe()
    {
        if (All.Rows.Count > 1)
        {
            var times = All.Rows.Select(window.Rows.TimeOf).OfType<DateTime>().ToList();
            var most = All.IsFull ? ", which is the most" : "";
            return $"{Number(All.Rows.Count)} selected{most}"
                + (times.Count > 1 ? $", {TimeColumn.Seconds(times.Max() - times.Min())} s from first to last" : "");
        }

        return
            Current is { } entry
            && window.Rows.TimeOf(entry) is { } time
            && window.Rows.Nearest(entry, Marked, forward: false) is { } mark
            && window.Rows.TimeOf(mark) is { } marked
            ? $"{TimeColumn.Seconds(time - marked)} s since the mark at {Number(mark.Sequence)}"
            : null;
    }

    private EntryJournal? JournalOf(EntryRef entry) => journals.FirstOrDefault(journal => journal.Id == entry.JournalId);
}
