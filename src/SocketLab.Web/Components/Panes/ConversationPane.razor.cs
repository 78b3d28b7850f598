using Microsoft.AspNetCore.Components;
using SocketLab.Web.Commands;
using SocketLab.Web.ViewState;
using SocketLab.Web.ViewState.Conversations;
using SocketLab.Web.ViewState.Filtering;
using SocketLab.Web.ViewState.Rows;

namespace SocketLab.Web.Components.Panes;

/// <summary>A conversation as it is said: looks through the journal off the page's thread, and pulls what was found.</summary>
public sealed partial class ConversationPane
{
    /// <summary>Eight pulls a second: a conversation is read, not watched.</summary>
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(125);

    private IReadOnlyList<SaveChoice> _files = [];

    /// <summary>The conversation, and the window over it.</summary>
    [Parameter, EditorRequired]
    public ConversationView View { get; set; } = default!;

    /// <summary>The filters that were used before.</summary>
    [Parameter, EditorRequired]
    public RecentFilters Recent { get; set; } = default!;

    /// <summary>The person who looks at it, and their right.</summary>
    [Parameter, EditorRequired]
    public Caller Caller { get; set; } = default!;

    /// <summary>Sends and receives are to be shown on one axis, or not.</summary>
    [Parameter]
    public EventCallback<bool> OnShowBoundaries { get; set; }

    /// <inheritdoc/>
    protected override IReadOnlyList<LiveState> States => [View];

    /// <inheritdoc/>
    protected override object Shown => (View.Page, View.Format, View.JumpId, View.Boundaries, View.HasBoundaries, Empty);

    /// <summary>What stands where no block does, since the filter takes none.</summary>
    private string? Empty => View.Page.Blocks.Count == 0 ? View.Scan?.WhyNone : null;

    /// <inheritdoc/>
    protected override void OnInitialized() => _files = SaveChoice.Of(View.Place);

    /// <inheritdoc/>
    protected override async Task WatchAsync()
    {
        var (journal, wake) = (new ChangeWait(View.Endpoint.Journal.Changed, Closed), new ChangeWait(View.Wake, Closed));
        while (!Closed.IsCancellationRequested)
        {
            var (started, seen, woken) = (Time.GetTimestamp(), View.Endpoint.Journal.Changed.Version, View.Wake.Version);
            await View.SearchAsync(Closed);
            var isComplete = await View.ScanAsync(Closed);
            View.Refresh();
            isComplete &= !View.IsSearching;
            if (isComplete)
            {
                await Task.WhenAny(journal.ChangeAsync(seen), wake.ChangeAsync(woken));
                Closed.ThrowIfCancellationRequested();
            }

            await SeenAsync();
            var rest = Pace - Time.GetElapsedTime(started);
            if (rest > TimeSpan.Zero && isComplete && woken == View.Wake.Version)
            {
                await Task.Delay(rest, Time, Closed);
            }
        }
    }
}
