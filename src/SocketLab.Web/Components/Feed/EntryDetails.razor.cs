using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Components;
using SocketLab.Core.Journal;
using SocketLab.Web.ViewState;

namespace SocketLab.Web.Components.Feed;

/// <summary>What is known of an entry besides its bytes.</summary>
public partial class EntryDetails
{
    /// <summary>The entry.</summary>
    [Parameter, EditorRequired]
    public Entry Entry { get; set; } = default!;

    /// <summary>Our own address, for an entry that does not have it itself.</summary>
    [Parameter]
    public string Local { get; set; } = "";

    /// <summary>The program at the other side; empty where it is not known.</summary>
    [Parameter]
    public string Program { get; set; } = "";

    /// <summary>The viewer's time zone.</summary>
    [Parameter]
    public TimeZoneInfo Zone { get; set; } = TimeZoneInfo.Utc;

    /// <summary>Whether to show what only some people need, too.</summary>
    [Parameter]
    public bool Full { get; set; }

    private static CultureInfo Invariant => CultureInfo.InvariantCulture;

    private string Verb =>
        Entry.Direction switch
        {
            EntryDirection.In => "Received",
            EntryDirection.Out => "Sent",
            _ => "Happened",
        };

    private string Time =>
        TimeZoneInfo.ConvertTimeFromUtc(Entry.Time, Zone).ToString("yyyy-MM-dd HH:mm:ss.ffffff", Invariant)
        + (Zone.HasSameRules(TimeZoneInfo.Utc) ? " UTC" : "");

    private string Peer => PeerText.Of(Entry.Peer, Entry.ConnectionId) + (Entry.UnexpectedPeer ? ", an unexpected peer" : "");

    private string LocalText => Entry.Local.IsNone ? Local : PeerText.Of(Entry.Local);

    private string Kept => Entry.Truncated ? $"{Number(Entry.Payload.Length)} kept" : "complete";

    private static string Camel(EventType type) => JsonNamingPolicy.CamelCase.ConvertName(type.ToString());
}
