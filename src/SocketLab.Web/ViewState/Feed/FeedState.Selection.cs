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

    /// <summary>The selected entries in the order of the feed, whole.</summary>
    /// <param name="maxBytes">Payload bytes of all of them at most; what is beyond is left out.</param>
    public IReadOnlyList<ChosenEntry> ReadSelected(long maxBytes) => _window.ReadEntries(Selection.Rows, maxBytes);

    private void Look(EntryRef? row, RowSelection selection)
    {
        (SelectedEntry, Selection, Missed, Entry) = (row, selection, null, null);
        if (row is { } selected)
        {
            Entry = _window.ReadEntry(selected);
            _window.Keep(selected);
        }

        OnChanged();
    }
}
