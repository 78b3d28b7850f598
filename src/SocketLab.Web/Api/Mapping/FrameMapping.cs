using SocketLab.Contracts;
using SocketLab.Core.Definitions;
using SocketLab.Core.Framing;
using SocketLab.Core.Payloads;

namespace SocketLab.Web.Api.Mapping;

/// <summary>Makes the contract's records of frames.</summary>
internal static class FrameMapping
{
    /// <summary>Bytes of each frame that the text is made of.</summary>
    private const int TextBytes = 1024;

    private static ReadOnlySpan<byte> Content(Frame frame, FramingOptions framing, byte[] bytes)
    {
        var start = Math.Min(frame.HeaderLength, bytes.Length);
        var content = bytes.AsSpan(start, Math.Clamp(frame.ContentLength, 0, bytes.Length - start));
        return frame.State == FrameState.BetweenFrames ? content : FrameContent.Decode(framing, content, bytes.Length >= frame.Length);
    }

    extension(FrameDto)
    {
        /// <summary>What to fetch of each frame, so that the text is whole however little of the payload is wanted.</summary>
        public static int BytesToRead(int payloadBytes) => Math.Max(payloadBytes, TextBytes + 16);

        /// <summary>A frame with its bytes.</summary>
        /// <param name="frame">The frame.</param>
        /// <param name="framing">How it was cut.</param>
        /// <param name="bytes">At least <c>BytesToRead</c> of it.</param>
        /// <param name="payloadBytes">Bytes of payload to give out at most.</param>
        public static FrameDto From(Frame frame, FramingOptions framing, byte[]? bytes, int payloadBytes) =>
            new()
            {
                Number = frame.Number,
                FirstSeq = frame.FirstSequence,
                LastSeq = frame.LastSequence,
                Offset = frame.Offset,
                Length = frame.Length,
                HeaderLength = frame.HeaderLength,
                TrailerLength = frame.TrailerLength,
                State = frame.State,
                MissesBeginning = frame.MissesBeginning,
                MissesEnd = frame.MissesEnd,
                Time = frame.Time,
                Payload = bytes is null ? (ReadOnlyMemory<byte>?)null : bytes.AsMemory(0, Math.Min(bytes.Length, payloadBytes)),
                Text = bytes is null ? "" : VisibleText.Plain(Content(frame, framing, bytes), TextBytes),
            };
    }
}
