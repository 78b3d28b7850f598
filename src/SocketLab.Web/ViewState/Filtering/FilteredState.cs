using SocketLab.Core.Filtering;
using SocketLab.Web.Workspace;

namespace SocketLab.Web.ViewState.Filtering;

/// <summary>Rows of any sort that a person filters: what the bar of their filter shows and does.</summary>
public abstract class FilteredState : LiveState
{
    /// <summary>The filter.</summary>
    public abstract FeedFilter Filter { get; }

    /// <summary>The journals, for what occurs in them.</summary>
    public abstract IReadOnlyList<FilterSource> Sources { get; }

    /// <summary>How far the search for what the filter takes has come; null while all is shown.</summary>
    public abstract ScanStatus? Scan { get; protected set; }

    /// <summary>The search among the rows.</summary>
    public abstract RowSearch RowSearch { get; }

    /// <summary>Goes to the next place of what is looked for, first in the row that the person is at, then in others.</summary>
    /// <param name="back">Whether to the one before.</param>
    public abstract void Find(bool back);

    /// <summary>Stops looking at what is older, or goes on with it.</summary>
    public virtual void ToggleScan() { }

    /// <summary>Colours and folds rows by saved filters, where that is done.</summary>
    public virtual void UseSaved(IReadOnlyList<StoredFilter> filters) { }
}
