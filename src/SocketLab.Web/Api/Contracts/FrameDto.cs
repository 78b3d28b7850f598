using SocketLab.Core.Definitions;
using SocketLab.Core.Framing;
using SocketLab.Core.Payloads;

namespace SocketLab.Web.Api.Contracts;

/// <summary>A range of stream bytes that framing computed.</summary>
internal sealed record FrameDto
{
    private const int TextBytes = 1024;

    public required long Number { get; init; }

    public required long FirstSeq { get; init; }

    public required long LastSeq { get; init; }

    public required long Offset { get; init; }

    public required int Length { get; init; }

    public required int HeaderLength { get; init; }

    public required int TrailerLength { get; init; }

    public required FrameState State { get; init; }

    public required bool MissesBeginning { get; init; }

    public required bool MissesEnd { get; init; }

    public required DateTime Time { get; init; }

    /// <summary>All its bytes, as many as were asked for; null when the journal lost them while the page was read.</summary>
    public required ReadOnlyMemory<byte>? Payload { get; init; }

    /// <summary>The bytes between length field and delimiter as text.</summary>
    public required string Text { get; init; }

    /// <summary>What to fetch of each frame, so that the text is whole however little of the payload is wanted.</summary>
    public static int BytesToRead(int payloadBytes) => Math.Max(payloadBytes, TextBytes + 16);

    /// <param name="frame">The frame.</param>
    /// <param name="bytes">At least <see cref="BytesToRead"/> of it.</param>
    /// <param name="payloadBytes">Bytes of payload to give out at most.</param>
    public static FrameDto From(Frame frame, byte[]? bytes, int payloadBytes) =>
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
            Text = bytes is null ? "" : VisibleText.Plain(Content(frame, bytes), TextBytes),
        };

    private static ReadOnlySpan<byte> Content(Frame frame, byte[] bytes)
    {
        var start = Math.Min(frame.HeaderLength, bytes.Length);
        return bytes.AsSpan(start, Math.Clamp(frame.ContentLength, 0, bytes.Length - start));
    }
}

/// <summary>A page of frames.</summary>
internal sealed record FramesDto(
    string JournalId,
    string ConnectionId,
    Core.Journal.EntryDirection Direction,
    FramingOptions Framing,
    IReadOnlyList<FrameDto> Frames,
    FrameDto? Open,
    long MissedBytes,
    string Next,
    bool AtEnd
);
