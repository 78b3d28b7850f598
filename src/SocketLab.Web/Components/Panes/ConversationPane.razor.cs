using Microsoft.AspNetCore.Components;
using SocketLab.Web.ViewState;
using SocketLab.Web.ViewState.Conversations;

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

    /// <summary>Sends and receives are to be shown on one axis, or not.</summary>
    [Parameter]
    public EventCallback<bool> OnShowBoundaries { get; set; }

    /// <inheritdoc/>
    protected override IReadOnlyList<LiveState> States => [View];

    /// <inheritdoc/>
    protected override object Shown => (View.Page, View.Format, View.JumpId, View.Boundaries, View.HasBoundaries);

    /// <inheritdoc/>
    protected override void OnInitialized() => _files = SaveChoice.Of(View.Place);

    /// <inheritdoc/>
    protected override async Task WatchAsync()
    {
        while (!Closed.IsCancellationRequested)
        {
            var (started, seen) = (Time.GetTimestamp(), View.Endpoint.Journal.Changed.Version);
            await Task.Run(() => View.Search(Closed), Closed);
            View.Refresh();
            if (!View.Page.Searching)
            {
                await View.Endpoint.Journal.Changed.WaitAsync(seen, Closed);
            }

            await SeenAsync();
            var rest = Pace - Time.GetElapsedTime(started);
            if (rest > TimeSpan.Zero && !View.Page.Searching)
            {
                await Task.Delay(rest, Time, Closed);
            }
        }
    }
}
