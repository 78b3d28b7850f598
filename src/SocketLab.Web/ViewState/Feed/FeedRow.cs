using SocketLab.Core.Filtering;
using SocketLab.Core.Journal;
using SocketLab.Core.Payloads;
using SocketLab.Web.ViewState.Filtering;
using SocketLab.Web.ViewState.Rows;

namespace SocketLab.Web.ViewState.Feed;

/// <summary>One line of the feed, ready to show.</summary>
/// <param name="Entry">Which entry; for the evicted row a name that no entry has.</param>
/// <param name="Kind">Decides colour and sign.</param>
/// <param name="Time">When, in the format chosen.</param>
/// <param name="Peer">The other side, or empty.</param>
/// <param name="Length">Bytes with thousands separated, or empty.</param>
/// <param name="Content">The start of the payload with everything visible, or the event's message.</param>
public sealed record FeedRow(EntryRef Entry, FeedRowKind Kind, string Time, string Peer, string Length, string Content)
{
    /// <summary>The entry's sequence; for the evicted row the ordinal of the newest evicted row.</summary>
    public long Sequence => Entry.Sequence;

    /// <summary>The sequence with thousands separated.</summary>
    public string Number => Number(Sequence);

    /// <summary>The direction's sign: it says the same as the colour, for those who do not see that.</summary>
    public string Sign => SignOf(Kind);

    /// <summary>The sign in words, for a screen reader.</summary>
    public string SignLabel => LabelOf(Kind);

    /// <summary>Whether it tells of something that happened, in words.</summary>
    public bool IsEvent => Kind is FeedRowKind.Event or FeedRowKind.Trouble;

    /// <summary>A row that spans the table and tells of entries that are not there.</summary>
    public bool IsGap => Kind == FeedRowKind.Gap;

    /// <summary>The row of an entry.</summary>
    /// <param name="name">The entry's name.</param>
    /// <param name="entry">The entry, with the first <see cref="ContentColumn.PreviewBytes"/> of its payload.</param>
    /// <param name="time">Its time, as the feed writes times.</param>
    /// <param name="style">How the feed writes payloads.</param>
    public static FeedRow Of(EntryRef name, EntryView entry, string time, ContentStyle style)
    {
        if (entry.ReadEvent() is { } what)
        {
            var message = VisibleText.Sentence(what.Message);
            var peer = PeerText.Of(entry.Peer, entry.ConnectionId);
            return new(name, KindOf(what), time, peer, "", message)
            {
                About = entry.Peer.IsNone || message.Contains(peer, StringComparison.Ordinal) ? null : peer,
            };
        }

        var (content, lineEnd) = ContentColumn.Format(style, entry.Payload);
        return new(name, KindOf(entry), time, PeerText.Of(entry.Peer, entry.ConnectionId), Number(entry.Length), content)
        {
            LineEnd = lineEnd,
            IsEmpty = entry is { Kind: EntryKind.Datagram, Length: 0 },
            IsUnexpected = entry.UnexpectedPeer,
            CanAnswer = !entry.Peer.IsUnnamed,
            Truncation = entry.Truncated ? $"truncated from {Number(entry.Length)} bytes" : null,
        };
    }

    /// <summary>The row above the oldest kept entry.</summary>
    /// <param name="ordinal">Its place: right before the oldest kept row.</param>
    /// <param name="count">Rows that are gone.</param>
    public static FeedRow Evicted(long ordinal, long count) =>
        new(
            new("", ordinal),
            FeedRowKind.Gap,
            "",
            "",
            "",
            count == 1 ? "1 entry evicted to make room for newer ones" : $"{Number(count)} entries evicted to make room for newer ones"
        );

    /// <summary>The row of entries that are not kept any more.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="count">How many it stands for.</param>
    public static FeedRow Missing(EntryRef name, long count) =>
        new(
            name,
            FeedRowKind.Gap,
            "",
            "",
            "",
            count > 1
                ? $"Not kept any more: {Number(count)} entries, which were cleared, or newer ones took their place"
                : "Not kept any more: it was cleared, or newer entries took its place"
        );

    /// <summary>Which endpoint it is of, where the feed has entries of several; null elsewhere.</summary>
    public FeedOrigin? Origin { get; init; }

    /// <summary>What stands in the columns of values.</summary>
    public RowValues Values { get; init; } = RowValues.None;

    /// <summary>What somebody noted; empty for a mark without a note, null for no mark.</summary>
    public string? Note { get; init; }

    /// <summary>The day of its time, where the viewer is.</summary>
    public DateOnly Day { get; init; }

    /// <summary>Whether the row before it is of another day.</summary>
    public bool BeginsDay { get; init; }

    /// <summary>The row that stands for entries which saved filters fold away.</summary>
    /// <param name="first">The first of them.</param>
    /// <param name="count">How many they are.</param>
    public static FeedRow Folded(EntryRef first, long count) =>
        new(first, FeedRowKind.Gap, "", "", "", $"{Number(count)} {(count == 1 ? "entry" : "entries")} hidden");

    /// <summary>A line break at the end of the content, as escapes: shown, but quietly.</summary>
    public string LineEnd { get; init; } = "";

    /// <summary>Whom an event is about, where its message does not name them; null otherwise.</summary>
    public string? About { get; init; }

    /// <summary>Whether it is a datagram without a byte, which is a message too.</summary>
    public bool IsEmpty { get; init; }

    /// <summary>Whether a sender received it from somebody whom it had sent nothing.</summary>
    public bool IsUnexpected { get; init; }

    /// <summary>Whether its peer has an address to answer to.</summary>
    public bool CanAnswer { get; init; }

    /// <summary>Says how much of a message is missing, or null.</summary>
    public string? Truncation { get; init; }

    /// <summary>What a saved filter colours the row with; null for none.</summary>
    public RowColour? Colour { get; init; }

    /// <summary>Which characters of the content a search has found, see <see cref="ContentMarks"/>; empty for none.</summary>
    public string Marks { get; init; } = "";

    /// <summary>The same with what a search finds in it marked.</summary>
    /// <param name="search">What is looked for.</param>
    /// <param name="entry">The entry.</param>
    /// <param name="style">How the feed writes payloads.</param>
    internal FeedRow With(PayloadSearch search, EntryView entry, ContentStyle style) =>
        this with
        {
            Marks = IsEvent || IsGap ? ContentMarks.OfEvent(search, Content) : ContentMarks.OfMessage(search, style, entry.Payload),
        };

    /// <summary>The meaning that the feed tells apart.</summary>
    public static FeedRowKind KindOf(EntryView entry) =>
        entry.ReadEvent() is { } what ? KindOf(what)
        : entry.Direction == EntryDirection.In ? FeedRowKind.In
        : FeedRowKind.Out;

    /// <summary>The sign of a meaning.</summary>
    public static string SignOf(FeedRowKind kind) =>
        kind switch
        {
            FeedRowKind.In => "▼",
            FeedRowKind.Out => "▲",
            FeedRowKind.Event => "◆",
            FeedRowKind.Trouble => "✕",
            _ => "",
        };

    /// <summary>The same in a word.</summary>
    public static string LabelOf(FeedRowKind kind) =>
        kind switch
        {
            FeedRowKind.In => "received",
            FeedRowKind.Out => "sent",
            FeedRowKind.Event => "event",
            FeedRowKind.Trouble => "trouble",
            _ => "gap",
        };

    /// <summary>Whether an event says by its type that something went wrong.</summary>
    public static bool IsTrouble(EventType type) =>
        type
            is EventType.Faulted
                or EventType.ConnectionReset
                or EventType.ConnectionTimedOut
                or EventType.ConnectFailed
                or EventType.AcceptFailed
                or EventType.SendFailed
                or EventType.SendTimedOut
                or EventType.SendCancelled
                or EventType.PortUnreachable
                or EventType.MulticastLost
                or EventType.DatagramsRefused
                or EventType.ConnectionRejected
                or EventType.SelfConnected
                or EventType.TlsHandshakeFailed
                or EventType.TlsUnverified
                or EventType.TlsFailed;

    private static FeedRowKind KindOf(JournalEvent what) =>
        what.Type switch
        {
            EventType.Dropped or EventType.ServerRestarted => FeedRowKind.Gap,
            EventType.ConnectionClosed when what.Code == "error" => FeedRowKind.Trouble,
            var type => IsTrouble(type) ? FeedRowKind.Trouble : FeedRowKind.Event,
        };
}

/// <summary>The meanings that the feed tells apart.</summary>
public enum FeedRowKind
{
    /// <summary>Received.</summary>
    In,

    /// <summary>Sent.</summary>
    Out,

    /// <summary>Something happened.</summary>
    Event,

    /// <summary>Something went wrong.</summary>
    Trouble,

    /// <summary>Something is missing here.</summary>
    Gap,
}
