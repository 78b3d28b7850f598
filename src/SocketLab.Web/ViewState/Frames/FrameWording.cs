using SocketLab.Core.Definitions;
using SocketLab.Core.Framing;

namespace SocketLab.Web.ViewState.Frames;

/// <summary>How whole a frame is, in words.</summary>
/// <param name="State">In one word; what the column shows.</param>
/// <param name="Mark">In a few, before the bytes; empty for a frame that is as it should be.</param>
/// <param name="Explanation">In a line.</param>
public sealed record FrameWording(string State, string Mark, string Explanation)
{
    /// <summary>A frame that is as it should be.</summary>
    public static FrameWording Complete { get; } = new("complete", "", "Whole, from its first byte to its last.");

    /// <summary>Whether its end may still come.</summary>
    public bool IsOpen { get; init; }

    /// <summary>Whether it is no frame, but what stands between two.</summary>
    public bool IsBetween { get; init; }

    /// <summary>Words for a frame that ended.</summary>
    public static FrameWording Of(in ConversationFrame one, FramingOptions framing)
    {
        if (one.IsCutOff)
        {
            return OfOpen(one, framing, ended: true);
        }

        var frame = one.Frame;
        var wording = frame.State switch
        {
            FrameState.Complete => Complete,
            FrameState.Unsynchronized => new("unsynchronized", "no borders known", Unsynchronized(framing)),
            FrameState.BetweenFrames => Between(framing),
            FrameState.Oversized when frame.Length >= framing.MaxFrameBytes => new(
                "oversized",
                "piece of a longer frame",
                $"A frame longer than the longest allowed, {Number(framing.MaxFrameBytes)} bytes, is shown in pieces. The next one goes on "
                    + "with it."
            ),
            FrameState.Oversized => new(
                "oversized",
                frame.MissesEnd ? "last piece, end missing" : "last piece",
                $"The last piece of a frame longer than the longest allowed, {Number(framing.MaxFrameBytes)} bytes."
            ),
            _ when frame is { MissesBeginning: true, MissesEnd: true } => new(
                "partial",
                "beginning and end missing",
                "The bytes before and behind it are not kept any more, so it may be the middle of a frame."
            ),
            _ when frame.MissesBeginning => new(
                "partial",
                "beginning missing",
                "The bytes before it are not kept any more, so it may begin in the middle of a frame."
            ),
            _ when framing.Mode == FramingMode.StartEnd => new(
                "partial",
                "end missing",
                "Its end is not here: another frame begins before it came, or the bytes behind it are not kept any more."
            ),
            _ => new FrameWording(
                "partial",
                "end missing",
                "The bytes behind it are not kept any more: they were cleared, or newer entries took their place."
            ),
        };
        return wording.Missing(one.MissedBefore);
    }

    /// <summary>Words for the frame under way at the journal's end.</summary>
    /// <param name="one">The frame.</param>
    /// <param name="framing">How it is cut.</param>
    /// <param name="ended">Whether the connection is closed, so that nothing can come any more.</param>
    public static FrameWording OfOpen(in ConversationFrame one, FramingOptions framing, bool ended)
    {
        var frame = one.Frame;
        if (frame.State == FrameState.BetweenFrames)
        {
            return (Between(framing) with { IsOpen = !ended }).Missing(one.MissedBefore);
        }

        var beginning = frame.MissesBeginning ? "The bytes before it are not kept any more. " : "";
        var wording = ended
            ? new FrameWording(
                "partial",
                "the stream ended here",
                $"{beginning}The connection ended within this frame: {Awaited(frame, framing)}."
            )
            : new FrameWording("under way", "no end yet", $"{beginning}The rest may still come: {Awaited(frame, framing)}.")
            {
                IsOpen = true,
            };
        return (frame.State == FrameState.Oversized ? wording with { State = "oversized" } : wording).Missing(one.MissedBefore);
    }

    /// <summary>The same for a frame whose bytes are gone.</summary>
    public FrameWording WithoutBytes() =>
        this with
        {
            Mark = Mark.Length > 0 ? $"{Mark}, bytes gone" : "bytes gone",
            Explanation = $"{Explanation} Its bytes are not all kept any more: they were cleared, or newer entries took their place.",
        };

    private static FrameWording Between(FramingOptions framing) =>
        new("between", "between frames", $"These bytes are part of no frame: {FramingWords.Beginning(framing)}.") { IsBetween = true };

    private static string Unsynchronized(FramingOptions framing) =>
        framing.Mode is FramingMode.Resp or FramingMode.Http
            ? "What stands here cannot be followed: a length or a type is none that the protocol knows. The next frame is looked for "
                + "behind this line."
            : "Where frames begin is not known here: a length field was lost, or is impossible. Length fields cannot be found again; check "
                + "the framing.";

    private static string Awaited(in Frame frame, FramingOptions framing) =>
        framing.Mode switch
        {
            FramingMode.Line => "there is no LF yet",
            FramingMode.Delimiter => $"there is no delimiter ({framing.DelimiterHex.Trim()}) yet",
            FramingMode.StartEnd => $"there is no end ({framing.EndHex.Trim()}) yet",
            FramingMode.Slip => "there is no END (c0) behind it yet",
            FramingMode.Cobs => "there is no zero byte behind it yet",
            FramingMode.LengthPrefix
                when frame.State != FrameState.Oversized && frame.Length < framing.LengthOffset + framing.LengthBytes =>
                $"its length field has {Math.Max(0, frame.Length - framing.LengthOffset)} of {framing.LengthBytes} bytes",
            FramingMode.LengthPrefix or FramingMode.Varint or FramingMode.OctetCounting => "its length says that it is longer",
            FramingMode.Fixed => $"it has {Number(frame.Length)} of {Number(framing.FixedBytes)} bytes",
            FramingMode.Resp => "not all of its values are here",
            FramingMode.Http => "its header fields, or the length in them, say that more comes, or only the end of the connection ends it",
            _ => "its end is not here",
        };

    private FrameWording Missing(long bytes) =>
        bytes == 0
            ? this
            : this with
            {
                Mark = $"{Number(bytes)} bytes missing before{(Mark.Length > 0 ? $", {Mark}" : "")}",
                Explanation = $"{Number(bytes)} bytes before it are not kept any more. {Explanation}",
            };
}
