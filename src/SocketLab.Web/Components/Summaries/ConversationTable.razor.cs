using Microsoft.AspNetCore.Components;
using SocketLab.Web.ViewState.Summaries;

namespace SocketLab.Web.Components.Summaries;

/// <summary>Who talked with one endpoint or several: both directions, how long, how fast. A row's name leads to its entries.</summary>
public sealed partial class ConversationTable
{
    private static readonly (ConversationColumn Column, string Text, string Title)[] Heads =
    [
        (ConversationColumn.Endpoint, "Endpoint", "The endpoint that talked with the peer"),
        (ConversationColumn.Peer, "Peer", "The other side's address and port"),
        (ConversationColumn.ReceivedMessages, "Received", "Messages received"),
        (ConversationColumn.ReceivedBytes, "Bytes", "Bytes received"),
        (ConversationColumn.SentMessages, "Sent", "Messages sent"),
        (ConversationColumn.SentBytes, "Bytes", "Bytes sent"),
        (ConversationColumn.First, "First", "When the first message was"),
        (ConversationColumn.Duration, "Duration", "From the first message to the last"),
        (ConversationColumn.Rate, "Rate", "Bytes a second over that time, both ways"),
    ];

    /// <summary>The conversations.</summary>
    [Parameter, EditorRequired]
    public ConversationPage Page { get; set; } = ConversationPage.Empty;

    /// <summary>How they are sorted.</summary>
    [Parameter, EditorRequired]
    public ConversationOrder Order { get; set; } = ConversationOrder.Default;

    /// <summary>Whether they are those of several endpoints, whose names stand beside them.</summary>
    [Parameter]
    public bool ShowsEndpoint { get; set; }

    /// <summary>Where the file is.</summary>
    [Parameter, EditorRequired]
    public string Csv { get; set; } = "";

    /// <summary>The viewer's time zone.</summary>
    [Parameter]
    public TimeZoneInfo Zone { get; set; } = TimeZoneInfo.Utc;

    /// <summary>They are to be sorted by a column.</summary>
    [Parameter]
    public EventCallback<ConversationColumn> OnSort { get; set; }

    /// <summary>More are to be shown.</summary>
    [Parameter]
    public EventCallback OnMore { get; set; }

    /// <summary>The entries that a filter takes are to be shown.</summary>
    [Parameter]
    public EventCallback<string> OnFilter { get; set; }

    /// <inheritdoc/>
    protected override object Shown => (Page, Order, ShowsEndpoint, Csv, Zone);

    private string? SortOf(ConversationColumn column) =>
        column != Order.Column ? null
        : Order.IsDescending ? "descending"
        : "ascending";

    private string Arrow(ConversationColumn column) =>
        column != Order.Column ? ""
        : Order.IsDescending ? " ▾"
        : " ▴";
}
