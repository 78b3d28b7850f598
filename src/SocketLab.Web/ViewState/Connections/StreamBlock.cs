using System.Globalization;
using System.Text;
using SocketLab.Core.Journal;
using SocketLab.Core.Payloads;
using SocketLab.Web.ViewState.Feed;
using SocketLab.Web.ViewState.Filtering;
using SocketLab.Web.ViewState.Rows;

namespace SocketLab.Web.ViewState.Connections;

/// <summary>One message or event of a conversation, ready to show: of a stream a read or a write.</summary>
/// <param name="Ordinal">Its place among the conversation's entries.</param>
/// <param name="Sequence">Its place in the journal.</param>
/// <param name="Kind">Decides colour and sign.</param>
/// <param name="Time">Time of day.</param>
/// <param name="Length">Bytes in words; empty for an event.</param>
/// <param name="Content">The bytes in the way chosen, or the event's message.</param>
/// <param name="HiddenBytes">Bytes that are not shown until somebody asks.</param>
public sealed record StreamBlock(long Ordinal, long Sequence, FeedRowKind Kind, string Time, string Length, string Content, int HiddenBytes)
{
    private const int HexWidth = 16;

    /// <summary>When it happened, UTC.</summary>
    public DateTime At { get; init; }

    /// <summary>
    /// How long after the last message of the other side it came, such as <c>+1.204 s</c>; null unless it is the first of a turn.
    /// </summary>
    public string? Turn { get; init; }

    /// <summary>What of it did not arrive, in words; null where all did.</summary>
    public string? Missing { get; init; }

    /// <summary>What a saved filter colours the block with; null for none.</summary>
    public RowColour? Colour { get; init; }

    /// <summary>Whether it has bytes.</summary>
    public bool IsMessage => Kind is FeedRowKind.In or FeedRowKind.Out;

    /// <summary>The block that stands for entries which saved filters fold away.</summary>
    /// <param name="ordinal">Its place.</param>
    /// <param name="first">The first of them.</param>
    /// <param name="count">How many they are.</param>
    public static StreamBlock Folded(long ordinal, EntryRef first, long count) =>
        new(ordinal, first.Sequence, FeedRowKind.Gap, "", "", FeedRow.Folded(first, count).Content, 0);

    /// <summary>The block of an entry.</summary>
    public static StreamBlock Of(long ordinal, EntryView entry, StreamFormat format, TimeZoneInfo zone)
    {
        var time = TimeColumn.Format(TimeStyle.Absolute, entry.Time, null, zone);
        var kind = FeedRow.KindOf(entry);
        return entry.ReadEvent() is { } what
            ? new(ordinal, entry.Sequence, kind, time, "", VisibleText.Sentence(what.Message), 0) { At = entry.Time }
            : new(
                ordinal,
                entry.Sequence,
                kind,
                time,
                Bytes(entry.Length),
                Write(entry.Payload, Math.Max(0, entry.Offset), format),
                entry.StoredLength - entry.Payload.Length
            )
            {
                At = entry.Time,
                Missing = entry.Truncated ? $"{Bytes(entry.Length - entry.StoredLength)} of it did not fit and are lost" : null,
            };
    }

    /// <summary>The same as the answer to the message before it; itself where it is none.</summary>
    public StreamBlock After(StreamBlock before) =>
        Turn is null && IsMessage && before.IsMessage && before.Kind != Kind ? this with { Turn = TurnText.Of(At - before.At) } : this;

    private static string Bytes(int count) => $"{count.ToString("N0", CultureInfo.InvariantCulture)} {(count == 1 ? "byte" : "bytes")}";

    private static string Write(ReadOnlySpan<byte> bytes, long offset, StreamFormat format) =>
        format switch
        {
            StreamFormat.Hex => Dump(bytes, offset),
            StreamFormat.Raw => Convert.ToHexStringLower(bytes),
            _ => VisibleText.Lines(bytes),
        };

    /// <summary>With the place in the stream before each row: what a protocol's documents count by.</summary>
    private static string Dump(ReadOnlySpan<byte> bytes, long offset)
    {
        var text = new StringBuilder();
        foreach (var row in HexDump.Rows(bytes, HexWidth))
        {
            text.Append(text.Length > 0 ? "\n" : "")
                .Append(CultureInfo.InvariantCulture, $"{offset + row.Offset:x8}  {row.Hex.PadRight((HexWidth * 3) - 1)}  {row.Ascii}");
        }

        return text.ToString();
    }
}

/// <summary>Ways to read a stream.</summary>
public enum StreamFormat
{
    /// <summary>As text: line breaks break lines, everything else that cannot be seen is an escape.</summary>
    Text,

    /// <summary>Offset in the direction's stream, hexadecimal and ASCII.</summary>
    Hex,

    /// <summary>Nothing but hexadecimal digits, to take elsewhere.</summary>
    Raw,
}
