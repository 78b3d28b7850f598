using SocketLab.Web.ViewState.Filtering;
using SocketLab.Web.Workspace;

namespace SocketLab.Web.ViewState.Feed;

/// <content>What of the entries is shown, marked and looked for.</content>
public sealed partial class FeedState
{
    /// <summary>
    /// Looks for what the filter takes, for a moment and on a thread that may be busy. Those who look at the same filter share what is
    /// found.
    /// </summary>
    /// <returns>Whether everything was looked at.</returns>
    public async Task<bool> ScanAsync(CancellationToken cancellation) =>
        await _scan.AdvanceAsync(cancellation) & await Search.AdvanceAsync(cancellation);

    /// <summary>Goes to the next place of what is looked for, first in the selected entry, then in others.</summary>
    /// <param name="back">Whether to the one before.</param>
    public void Find(bool back)
    {
        if (Search.StepInside(back))
        {
            return;
        }

        var from = SelectedSequence ?? (back ? long.MaxValue - 1 : (Page.TopEntry ?? 1) - 1);
        if (Search.Next(from, back) is { } found)
        {
            Select(found);
            Search.Enter(back);
            _window.Reveal(RefTo(found));
            Refresh();
        }
    }

    /// <summary>Stops looking at what is older, or goes on with it.</summary>
    public void ToggleScan()
    {
        _scan.IsStopped = !_scan.IsStopped;
        Wake.Set();
        Refresh();
    }

    /// <summary>Marks and folds rows by saved filters.</summary>
    internal void UseSaved(IReadOnlyList<StoredFilter> filters)
    {
        _colouring = filters;
        var isOther = false;
        foreach (var colours in _colours)
        {
            isOther |= colours.Use(filters);
        }

        if (!isOther)
        {
            return;
        }

        var hidden = FoldedEntries.Of(filters);
        if (Equals(hidden, _hidden))
        {
            Refresh();
            return;
        }

        _hidden = hidden;
        UseFilter();
    }

    private void UseFilter()
    {
        _window.Use(_scan.Use(Filter.InForce, _hidden, Sources, IsMerged), SelectedEntry);
        Scan = _scan.Status;
        Search.Among(Filter.InForce);

        // The rows are read when the first of them were looked for, which is at once.
        Wake.Set();
        OnChanged();
    }

    private void LookAgain()
    {
        Wake.Set();
        Refresh();
    }
}
