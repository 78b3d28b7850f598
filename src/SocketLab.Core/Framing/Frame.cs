namespace SocketLab.Core.Framing;

/// <summary>A range of stream bytes that framing computed over one direction of one connection: a view, never an entry.</summary>
public readonly record struct Frame
{
    /// <summary>Position among the frames of its stream, from 1, counted from where the reader began.</summary>
    public long Number { get; init; }

    /// <summary>Stream offset of the first byte.</summary>
    public long Offset { get; init; }

    /// <summary>Bytes, with length field, start, end and delimiter. At most the limit on frames; longer ones come in pieces.</summary>
    public int Length { get; init; }

    /// <summary>Bytes in front that are no content: a length field or a start.</summary>
    public int HeaderLength { get; init; }

    /// <summary>Bytes at the end that are no content: a delimiter, an end, or LF or CR LF.</summary>
    public int TrailerLength { get; init; }

    /// <summary>How whole the frame is.</summary>
    public FrameState State { get; init; }

    /// <summary>Whether what stood before is not in the journal any more, so that this may begin in the middle of a frame.</summary>
    public bool MissesBeginning { get; init; }

    /// <summary>Whether its end is missing: not here yet, never sent, or not in the journal any more.</summary>
    public bool MissesEnd { get; init; }

    /// <summary>The entry that has its first byte.</summary>
    public long FirstSequence { get; init; }

    /// <summary>The entry that has its last byte.</summary>
    public long LastSequence { get; init; }

    /// <summary>When its last byte came or went, UTC.</summary>
    public DateTime Time { get; init; }

    /// <summary>Bytes without length field and delimiter.</summary>
    public int ContentLength => Length - HeaderLength - TrailerLength;
}

/// <summary>How whole a frame is.</summary>
public enum FrameState
{
    /// <summary>From its beginning to its end.</summary>
    Complete,

    /// <summary>The beginning, the end or both are missing.</summary>
    Partial,

    /// <summary>A piece of a frame that is longer than the limit.</summary>
    Oversized,

    /// <summary>
    /// Bytes of which nobody can say where frames begin: a length was lost, or is none that the framing knows.
    /// </summary>
    Unsynchronized,

    /// <summary>No frame: bytes that stand where none begins, before a start or in a line that is no start line.</summary>
    BetweenFrames,
}
