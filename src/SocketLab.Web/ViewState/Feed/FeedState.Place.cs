using SocketLab.Web.ViewState.Rows;

namespace SocketLab.Web.ViewState.Feed;

/// <content>The place where somebody looks, left and come back to.</content>
public sealed partial class FeedState
{
    /// <summary>Where the feed is; null where it follows the newest entry.</summary>
    public TabMemory.Place? Place =>
        IsMerged || Page is { Following: true, Paused: false }
            ? null
            : new(Run, Page.Following ? null : Page.TopEntry, Page.PausedAfter + 1);

    /// <summary>What a person who came back, or by a link, sees: the place where they were, or the entry that the link names.</summary>
    /// <param name="entry">The entry's sequence; null for none.</param>
    /// <param name="run">The name of its journal; null for the one that there is.</param>
    public void Restore(long? entry, string? run = null)
    {
        if (entry is { } sequence && _journals.Count > 0)
        {
            var journal = _journals.Find(one => RunOf(one.Id) == run) ?? _journals[0];
            Selection.Select(new EntryRef(journal.Id, sequence));
            _window.Reveal(new(journal.Id, sequence));
        }

        _window.Restore();
        Refresh();
    }

    /// <summary>Goes to where the feed was. What a person has done since counts more.</summary>
    public void Recall(TabMemory.Place? place)
    {
        // An entry that the link names holds the feed, too, and that is nothing that somebody did.
        var isUntouched = !Page.Paused && (Page.Following || Selection.Sequence is not null);
        if (IsMerged || place is null || place.Run != Run || !isUntouched)
        {
            return;
        }

        if (place.PausedAt is { } end)
        {
            _window.PauseAt(RefTo(end - 1));
        }

        if (place.Top is { } top && Selection.Sequence is null)
        {
            _window.GoTo(RefTo(top));
        }

        Refresh();
    }
}
