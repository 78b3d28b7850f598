using SocketLab.Web.ViewState.Filtering;
using SocketLab.Web.ViewState.Rows;

namespace SocketLab.Web.ViewState.Connections;

/// <content>The search in the conversation: among its entries, each as it was read, and only those that the filter takes.</content>
public abstract partial class FollowedView
{
    private readonly EntryReader _entries;
    private EntryRef? _found;

    /// <summary>What is looked for in the conversation.</summary>
    public FeedSearch EntrySearch { get; }

    /// <inheritdoc/>
    public override RowSearch RowSearch => EntrySearch;

    /// <summary>The first entry that the browser shows, as it told last; the first of the window where it has shown others since.</summary>
    private EntryRef? InSight
    {
        get
        {
            var told = Page.Blocks.FirstOrDefault(block => block.Ordinal == Window.InSight);
            return (told ?? (Page.Blocks is [var first, ..] ? first : null)) is { } block ? new(Endpoint.Journal.Id, block.Sequence) : null;
        }
    }

    /// <inheritdoc/>
    public override void Find(bool back)
    {
        if (!EntrySearch.StepInside(back))
        {
            var (from, itself) = _found is { } before ? (before, false) : (back ? null : InSight, true);
            if (EntrySearch.Next(from, back, itself) is not { } next)
            {
                return;
            }

            _found = next;
            EntrySearch.Use(next, _entries.Read(next));
            EntrySearch.Enter(back);
        }

        if (_found is { } at)
        {
            Move(() => Window.GoTo(at, EntrySearch.Place, EntrySearch.Current));
        }
    }

    private void MarkFound()
    {
        Window.Mark(EntrySearch.Wanted);
        Wake.Set();
        RefreshStream();
    }
}
