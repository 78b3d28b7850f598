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

    /// <summary>The search among the rows; null where there is none.</summary>
    public virtual FeedSearch? RowSearch => null;

    /// <summary>Stops looking at what is older, or goes on with it.</summary>
    public virtual void ToggleScan() { }

    /// <summary>Colours and folds rows by saved filters, where that is done.</summary>
    public virtual void UseSaved(IReadOnlyList<StoredFilter> filters) { }
}
