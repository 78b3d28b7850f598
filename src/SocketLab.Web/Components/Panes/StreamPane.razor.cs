using Microsoft.AspNetCore.Components;
using SocketLab.Web.Commands;
using SocketLab.Web.Components.Common;
using SocketLab.Web.ViewState;
using SocketLab.Web.ViewState.Connections;
using SocketLab.Web.ViewState.Conversations;
using SocketLab.Web.ViewState.Filtering;
using SocketLab.Web.ViewState.Rows;

namespace SocketLab.Web.Components.Panes;

/// <summary>The stream of a connection, as reads or as frames.</summary>
public sealed partial class StreamPane
{
    /// <summary>Eight pulls a second: a conversation is read, not watched.</summary>
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(125);

    private IReadOnlyList<SaveChoice> _files = [];

    /// <summary>The connection, and the window over its stream.</summary>
    [Parameter, EditorRequired]
    public ConnectionView View { get; set; } = default!;

    /// <summary>The person who looks at it, and their right.</summary>
    [Parameter, EditorRequired]
    public Caller Caller { get; set; } = default!;

    /// <summary>The filters that were used before.</summary>
    [Parameter, EditorRequired]
    public RecentFilters Recent { get; set; } = default!;

    /// <summary>Frames are to be shown, or reads.</summary>
    [Parameter]
    public EventCallback<bool> OnShowFrames { get; set; }

    /// <summary>Sends and receives are to be shown on one axis, or not.</summary>
    [Parameter]
    public EventCallback<bool> OnShowBoundaries { get; set; }

    /// <inheritdoc/>
    protected override IReadOnlyList<LiveState> States => [View];

    /// <summary>While frames are shown the bar is a form: what is typed in it is compared nowhere.</summary>
    protected override object? Shown =>
        View.Frames is null
            ? (
                (View.Page, View.Format, View.JumpId, View.Boundaries, View.HasBoundaries, Empty),
                (View.IsRemembered, View.Endpoint.Definition.Name, CanOperate)
            )
            : null;

    [Inject]
    private EndpointCommands Commands { get; set; } = default!;

    [Inject]
    private Prompts Prompts { get; set; } = default!;

    /// <summary>What stands where no block does, since the filter takes none.</summary>
    private string? Empty => View.Page.Blocks.Count == 0 ? View.Scan?.WhyNone : null;

    private bool CanOperate => Caller.CanOperate;

    /// <inheritdoc/>
    protected override void OnInitialized() => _files = SaveChoice.Of(View.Endpoint.Id, View.Connection.Id);

    /// <inheritdoc/>
    protected override async Task WatchAsync()
    {
        var (journal, wake) = (new ChangeWait(View.Endpoint.Journal.Changed, Closed), new ChangeWait(View.Wake, Closed));
        while (!Closed.IsCancellationRequested)
        {
            var (started, seen, woken) = (Time.GetTimestamp(), View.Endpoint.Journal.Changed.Version, View.Wake.Version);
            var isComplete = await View.ScanAsync(Closed);

            // Behind frames, too: whoever goes back to the reads finds them, and no search that nobody ends.
            View.RefreshStream();
            if (View.IsSearching || !isComplete)
            {
                await SeenAsync();
                await Task.Yield();
                continue;
            }

            await Task.WhenAny(journal.ChangeAsync(seen), wake.ChangeAsync(woken));
            Closed.ThrowIfCancellationRequested();
            await SeenAsync();
            var rest = Pace - Time.GetElapsedTime(started);
            if (rest > TimeSpan.Zero && woken == View.Wake.Version)
            {
                await Task.Delay(rest, Time, Closed);
            }
        }
    }

    private Task ReframeAsync() =>
        CanOperate && View.Frames is { } frames
            ? Prompts.TryAsync(() =>
                frames.ReframeAsync(framing =>
                    Commands.ChangeAsync(Caller, frames.Endpoint.Id, now => now with { Tcp = now.Tcp with { Framing = framing } })
                )
            )
            : Task.CompletedTask;
}
