using SocketLab.Core.Definitions;
using SocketLab.Core.Framing.Cutters;

namespace SocketLab.Core.Framing;

/// <summary>Where a framer stands: all that it remembers of a stream, so that reading can go on from here at any later time.</summary>
public readonly record struct FramerState
{
    /// <summary>Stream offset of the next byte to read.</summary>
    public long Expected { get; init; }

    /// <summary>Stream offset where the frame under way begins.</summary>
    public long Start { get; init; }

    /// <summary>How many frames were given out.</summary>
    public long Number { get; init; }

    /// <summary>The entry that has the first byte of the frame under way.</summary>
    public long FirstSequence { get; init; }

    /// <summary>The entry that has the last byte seen of it.</summary>
    public long LastSequence { get; init; }

    /// <summary>When that came or went, UTC ticks.</summary>
    public long Ticks { get; init; }

    /// <summary>Bytes still to come of what has a length, or that length as far as it is read.</summary>
    public ulong Remaining { get; init; }

    /// <summary>The length field as far as it is read, or another number that the framing counts.</summary>
    public ulong LengthField { get; init; }

    /// <summary>Bytes of the length field, and of what stands before it, that are read.</summary>
    public int LengthFieldRead { get; init; }

    /// <summary>Bytes of the delimiter that the last bytes match; for lines 1 after CR; elsewhere a small count of the framing.</summary>
    public int Matched { get; init; }

    /// <summary>What comes next in a frame of several parts; what the numbers mean, each framing knows.</summary>
    public int Phase { get; init; }

    /// <summary>Another small number, or marks, of such a framing.</summary>
    public int Detail { get; init; }

    /// <summary>Whether the frame under way lost its beginning.</summary>
    public bool MissesBeginning { get; init; }

    /// <summary>Whether pieces of the frame under way were given out already.</summary>
    public bool IsOversized { get; init; }

    /// <summary>Whether nobody can say any more where frames begin.</summary>
    public bool IsUnsynchronized { get; init; }

    /// <summary>Whether what is under way stands between frames.</summary>
    public bool IsBetween { get; init; }

    /// <summary>Whether the frame ended without its end, since another one began.</summary>
    public bool BreaksOff { get; init; }

    /// <summary>Bytes of the frame under way.</summary>
    public int OpenLength => (int)(Expected - Start);

    /// <summary>Whether a framer of these options can stand here: for states that come from outside.</summary>
    public bool IsPossible(FramingOptions options)
    {
        var open = Expected - Start;
        return Start >= 0
            && open >= 0
            && open < (options.Mode == FramingMode.Raw ? 1 : options.MaxFrameBytes)
            && Number is >= 0 and < long.MaxValue
            && FirstSequence >= 0
            && LastSequence >= 0
            && Ticks >= 0
            && Ticks <= DateTime.MaxValue.Ticks
            && this is { LengthFieldRead: >= 0, Matched: >= 0, Phase: >= 0, Detail: >= 0, BreaksOff: false }
            && FrameCutter.For(options).CanStandAt(this);
    }

    /// <summary>A framer that begins with the byte at <paramref name="offset"/>, where a frame is known to begin.</summary>
    public static FramerState At(long offset) => new() { Expected = offset, Start = offset };
}
