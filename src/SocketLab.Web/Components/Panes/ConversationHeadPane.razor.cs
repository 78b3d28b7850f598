using Microsoft.AspNetCore.Components;
using SocketLab.Web.ViewState;
using SocketLab.Web.ViewState.Conversations;

namespace SocketLab.Web.Components.Panes;

/// <summary>Who talks in a conversation, and how much of it is kept.</summary>
public sealed partial class ConversationHeadPane
{
    /// <summary>Often enough for who the peer is.</summary>
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(500);

    /// <summary>The conversation.</summary>
    [Parameter, EditorRequired]
    public ConversationView View { get; set; } = default!;

    /// <inheritdoc/>
    protected override IReadOnlyList<LiveState> States => [View];

    /// <inheritdoc/>
    protected override object Shown => (View, View.Counts, View.Program);

    /// <inheritdoc/>
    protected override Task WatchAsync() => PullAsync(signal: null, Tick, Tick, View.RefreshPeer);

    private string Count(long messages)
    {
        var noun = View.Place.IsConnection ? "segment" : "datagram";
        return $"{Figures.Number(messages)} {noun}{(messages == 1 ? "" : "s")}";
    }
}
