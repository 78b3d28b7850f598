using System.Globalization;
using SocketLab.Core.Framing;
using SocketLab.Core.Journal;
using SocketLab.Core.Payloads;
using SocketLab.Web.ViewState.Connections;
using SocketLab.Web.ViewState.Feed;
using SocketLab.Web.ViewState.Filtering;

namespace SocketLab.Web.ViewState.Frames;

/// <summary>Which frame is meant, also while it grows and others end before it.</summary>
/// <param name="Connection">The connection.</param>
/// <param name="Direction">Received or sent.</param>
/// <param name="Offset">Where it begins in that direction of the stream.</param>
public readonly record struct FrameKey(ConnectionId Connection, EntryDirection Direction, long Offset)
{
    /// <summary>The key of a frame.</summary>
    public static FrameKey Of(in ConversationFrame one) => new(one.Connection, one.Direction, one.Frame.Offset);
}

/// <summary>One line of the table of frames, ready to show.</summary>
/// <param name="Key">Which frame.</param>
/// <param name="Ordinal">Its place in the table; for one under way the place that it would have now.</param>
/// <param name="Kind">Decides colour and sign.</param>
/// <param name="Time">When its last byte came or went.</param>
/// <param name="Length">Bytes, with length field and delimiter, thousands separated.</param>
/// <param name="State">How whole it is.</param>
public sealed record FrameRow(FrameKey Key, long Ordinal, FeedRowKind Kind, string Time, string Length, FrameWording State)
{
    /// <summary>Bytes of a frame that a row shows at most.</summary>
    public const int PreviewBytes = 256;

    /// <summary>Its number among all frames, from 1; of one under way its place.</summary>
    public long Nth { get; init; }

    /// <summary>Its number in words: what is under way has none yet.</summary>
    public string Number => State.IsOpen ? "…" : Nth.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>The other side, where frames of several connections stand together; empty elsewhere.</summary>
    public string Peer { get; init; } = "";

    /// <summary>The length field: shown, but quietly.</summary>
    public string Header { get; init; } = "";

    /// <summary>What is between length field and delimiter; of a row that stands for frames that are gone, the message.</summary>
    public string Content { get; init; } = "";

    /// <summary>The delimiter: shown, but quietly.</summary>
    public string Trailer { get; init; } = "";

    /// <summary>What a saved filter colours the row with; null for none.</summary>
    public RowColour? Colour { get; init; }

    /// <summary>A row that spans the table and tells of frames that are not there.</summary>
    public bool IsGap => Kind == FeedRowKind.Gap;

    /// <summary>The row of a frame.</summary>
    /// <param name="ordinal">Its place in the table.</param>
    /// <param name="one">The frame.</param>
    /// <param name="payload">Its first bytes; null when some are not kept any more.</param>
    /// <param name="state">How whole it is.</param>
    /// <param name="format">How bytes are written.</param>
    /// <param name="zone">The viewer's time zone.</param>
    public static FrameRow Of(
        long ordinal,
        ConversationFrame one,
        byte[]? payload,
        FrameWording state,
        StreamFormat format,
        TimeZoneInfo zone
    )
    {
        var frame = one.Frame;
        var row = new FrameRow(
            FrameKey.Of(one),
            ordinal,
            one.Direction == EntryDirection.In ? FeedRowKind.In : FeedRowKind.Out,
            TimeColumn.Format(TimeStyle.Absolute, frame.Time, null, zone),
            frame.Length.ToString("N0", CultureInfo.InvariantCulture),
            payload is null ? state.WithoutBytes() : state
        )
        {
            Nth = one.Ordinal,
        };
        if (payload is null)
        {
            return row;
        }

        var bytes = payload.AsSpan(0, Math.Min(payload.Length, PreviewBytes));
        var header = Math.Min(frame.HeaderLength, bytes.Length);
        var content = Math.Min(frame.ContentLength, bytes.Length - header);
        return row with
        {
            Header = Write(bytes[..header], format),
            Content = Write(bytes.Slice(header, content), format) + (bytes.Length < frame.Length ? "…" : ""),
            Trailer = Write(bytes[(header + content)..], format),
        };
    }

    /// <summary>The row above the oldest frame that can be read.</summary>
    public static FrameRow Gone(long ordinal) =>
        new(new(default, EntryDirection.None, ordinal), ordinal, FeedRowKind.Gap, "", "", FrameWording.Complete)
        {
            Content = "Earlier frames are not kept any more: the journal was cleared, or newer entries took their place",
        };

    private static string Write(ReadOnlySpan<byte> bytes, StreamFormat format) =>
        format switch
        {
            StreamFormat.Hex => string.Join(' ', Convert.ToHexStringLower(bytes).Chunk(2).Select(digits => new string(digits))),
            StreamFormat.Raw => Convert.ToHexStringLower(bytes),
            _ => VisibleText.Line(bytes),
        };
}
