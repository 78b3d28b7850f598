using System.Globalization;
using SocketLab.Core.Journal;
using SocketLab.Core.Payloads;

namespace SocketLab.Web.ViewState.Feed;

/// <summary>One line of the feed, ready to show.</summary>
/// <param name="Sequence">The entry's sequence; for the evicted row that of the newest evicted entry.</param>
/// <param name="Kind">Decides colour and sign.</param>
/// <param name="Time">When, in the format chosen.</param>
/// <param name="Peer">The other side, or empty.</param>
/// <param name="Length">Bytes with thousands separated, or empty.</param>
/// <param name="Content">The start of the payload with everything visible, or the event's message.</param>
public sealed record FeedRow(long Sequence, FeedRowKind Kind, string Time, string Peer, string Length, string Content)
{
    /// <summary>Payload bytes that a row shows at most.</summary>
    public const int PreviewBytes = 256;

    /// <summary>The sequence with thousands separated.</summary>
    public string Number => Sequence.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>The direction's sign: it says the same as the colour, for those who do not see that.</summary>
    public string Sign => SignOf(Kind);

    /// <summary>The sign in words, for a screen reader.</summary>
    public string SignLabel => LabelOf(Kind);

    /// <summary>A row that spans the table and tells of entries that are not there.</summary>
    public bool IsGap => Kind == FeedRowKind.Gap;

    /// <summary>The row of an entry.</summary>
    public static FeedRow Of(EntryView entry, string time)
    {
        if (entry.ReadEvent() is { } what)
        {
            return new(
                entry.Sequence,
                KindOf(what.Type),
                time,
                PeerText.Of(entry.Peer, entry.ConnectionId),
                "",
                VisibleText.Reveal(what.Message)
            );
        }

        var (content, lineEnd) = SplitLineEnd(VisibleText.Line(entry.Payload[..Math.Min(entry.Payload.Length, PreviewBytes)]));
        return new(
            entry.Sequence,
            KindOf(entry),
            time,
            PeerText.Of(entry.Peer, entry.ConnectionId),
            entry.Length.ToString("N0", CultureInfo.InvariantCulture),
            content
        )
        {
            LineEnd = lineEnd,
            IsUnexpected = entry.UnexpectedPeer,
            CanAnswer = !entry.Peer.IsUnnamed,
            Truncation = entry.Truncated ? $"truncated from {entry.Length.ToString("N0", CultureInfo.InvariantCulture)} bytes" : null,
        };
    }

    /// <summary>The row above the oldest kept entry.</summary>
    public static FeedRow Evicted(long newestEvicted, long count) =>
        new(
            newestEvicted,
            FeedRowKind.Gap,
            "",
            "",
            "",
            count == 1
                ? "1 entry evicted: newer ones needed its room"
                : $"{count.ToString("N0", CultureInfo.InvariantCulture)} entries evicted: newer ones needed their room"
        );

    /// <summary>A line break at the end of the content, as escapes: shown, but quietly.</summary>
    public string LineEnd { get; init; } = "";

    /// <summary>Whether a sender received it from somebody whom it had sent nothing.</summary>
    public bool IsUnexpected { get; init; }

    /// <summary>Whether its peer has an address to answer to.</summary>
    public bool CanAnswer { get; init; }

    /// <summary>Says how much of a message is missing, or null.</summary>
    public string? Truncation { get; init; }

    /// <summary>The meaning that the feed tells apart.</summary>
    public static FeedRowKind KindOf(EntryView entry) =>
        entry.ReadEvent() is { } what ? KindOf(what.Type)
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

    private static (string Content, string LineEnd) SplitLineEnd(string text)
    {
        var lineEnd =
            text.EndsWith(@"\\n", StringComparison.Ordinal) ? ""
            : text.EndsWith(@"\r\n", StringComparison.Ordinal) ? @"\r\n"
            : text.EndsWith(@"\n", StringComparison.Ordinal) ? @"\n"
            : "";
        return (text[..^lineEnd.Length], lineEnd);
    }

    private static FeedRowKind KindOf(EventType type) =>
        type switch
        {
            EventType.Dropped => FeedRowKind.Gap,
            EventType.Faulted
            or EventType.ConnectionReset
            or EventType.ConnectionTimedOut
            or EventType.ConnectFailed
            or EventType.AcceptFailed
            or EventType.SendFailed
            or EventType.SendTimedOut
            or EventType.SendCancelled
            or EventType.PortUnreachable
            or EventType.ConnectionRejected
            or EventType.SelfConnected
            or EventType.TlsHandshakeFailed
            or EventType.TlsUnverified
            or EventType.TlsFailed => FeedRowKind.Trouble,
            _ => FeedRowKind.Event,
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
