using SocketLab.Core.Definitions;
using SocketLab.Core.Framing;
using SocketLab.Core.Journal;

namespace SocketLab.Contracts;

/// <summary>A range of stream bytes that framing computed.</summary>
public sealed record FrameDto
{
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
}

/// <summary>A page of frames.</summary>
public sealed record FramesDto(
    string JournalId,
    string ConnectionId,
    EntryDirection Direction,
    FramingOptions Framing,
    IReadOnlyList<FrameDto> Frames,
    FrameDto? Open,
    long MissedBytes,
    string Next,
    bool AtEnd
);
