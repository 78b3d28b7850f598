using System.Globalization;
using SocketLab.Core.Journal;
using SocketLab.Web.ViewState.Rows;

namespace SocketLab.Web.ViewState.Feed;

/// <content>The rows that a person selects.</content>
public sealed partial class FeedState
{
    /// <summary>Selects an entry of the one journal, or none.</summary>
    public void Select(long? sequence)
    {
        if (sequence is { } selected)
        {
            SelectRow(RefTo(selected));
        }
        else
        {
            Look(null, RowSelection.None);
        }
    }

    /// <summary>Selects an entry. The feed does not run away from what is selected.</summary>
    /// <param name="row">The entry.</param>
    /// <param name="how">Whether others stay selected.</param>
    public void SelectRow(EntryRef row, SelectHow how = SelectHow.Only)
    {
        if (row.JournalId.Length > 0)
        {
            var selection = how switch
            {
                SelectHow.Extend when Selection.Anchor is { } anchor => Selection.Range(_window.Between(anchor, row, RowSelection.MaxRows)),
                SelectHow.Toggle => Selection.Toggle(row),
                _ => RowSelection.Of(row),
            };
            Look(row, selection);
        }
    }

    /// <summary>Moves the selection by rows and keeps it in sight.</summary>
    public void MoveSelection(long rows, SelectHow how = SelectHow.Only)
    {
        if (_window.Step(SelectedEntry, rows) is { } to)
        {
            SelectRow(to, how);
            _window.Reveal(to);
            Refresh();
        }
    }

    /// <summary>Selects all rows, as far as so many can be selected: the newest of them.</summary>
    public void SelectAll()
    {
        var rows = _window.Last(RowSelection.MaxRows);
        if (rows.Count > 0)
        {
            Look(SelectedEntry ?? rows[^1], new(rows.ToHashSet(), rows[^1]));
        }
    }

    /// <summary>What the status line says of the rows that are selected; null where there is nothing to say.</summary>
    public string? SelectionText { get; private set; }

    /// <summary>Shows the selected entries to a visitor, whole and in the order of the feed.</summary>
    public void VisitSelected(EntryVisit visit) => _window.Visit(Selection.Rows, visit);

    /// <summary>The note of the selected entry; empty for a mark without one, null where it is not marked.</summary>
    public string? Note => SelectedEntry is { } entry ? MarksOf(entry)?.Find(entry.Sequence) : null;

    /// <summary>Goes to the next marked row, or to the one before.</summary>
    public void MoveToMark(bool forward)
    {
        if (_window.Nearest(SelectedEntry, Marked, forward) is { } to)
        {
            SelectRow(to);
            _window.Reveal(to);
            Refresh();
        }
    }

    private IEnumerable<EntryRef> Marked =>
        _journals.SelectMany(journal => journal.Marks.All.Keys.Select(sequence => new EntryRef(journal.Id, sequence)));

    private MarkedEntries? MarksOf(EntryRef entry) => _journals.Find(journal => journal.Id == entry.JournalId)?.Marks;

    /// <summary>How many are selected and how long they took; of one row how long it is since the mark before it.</summary>
    private string? Describe()
    {
        if (Selection.Rows.Count > 1)
        {
            var times = Selection.Rows.Select(_window.TimeOf).OfType<DateTime>().ToList();
            var most = Selection.IsFull ? ", which is the most" : "";
            return $"{Number(Selection.Rows.Count)} selected{most}"
                + (times.Count > 1 ? $", {Seconds(times.Max() - times.Min())} from first to last" : "");
        }

        return
            SelectedEntry is { } entry
            && _window.TimeOf(entry) is { } time
            && _window.Nearest(entry, Marked, forward: false) is { } mark
            && _window.TimeOf(mark) is { } marked
            ? $"{Seconds(time - marked)} since the mark at {Number(mark.Sequence)}"
            : null;
    }

    private static string Seconds(TimeSpan span) =>
        $"{(span.Ticks / (double)TimeSpan.TicksPerSecond).ToString("0.000000", CultureInfo.InvariantCulture)} s";

    private void Look(EntryRef? row, RowSelection selection)
    {
        (SelectedEntry, Selection, Missed, Entry) = (row, selection, null, null);
        if (row is { } selected)
        {
            Entry = _window.ReadEntry(selected);
            _window.Keep(selected);
        }

        SelectionText = Describe();
        Search.Look(Entry);

        OnChanged();
    }
}
