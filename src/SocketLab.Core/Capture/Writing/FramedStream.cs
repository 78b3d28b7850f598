using SocketLab.Core.Definitions;
using SocketLab.Core.Framing;
using SocketLab.Core.Journal;

namespace SocketLab.Core.Capture.Writing;

/// <summary>One direction of a connection as it is cut into frames: holds the bytes of the frame under way until it has ended.</summary>
/// <param name="framing">How it is cut.</param>
/// <param name="write">Writes a frame.</param>
internal sealed class FramedStream(FramingOptions framing, FrameWriting write)
{
    /// <summary>What readers of pcapng take for a packet at most is 262,144 bytes, tags and all.</summary>
    private const int MaxPacket = 255 << 10;

    /// <summary>Room that stays from one frame to the next: there may be thousands of connections.</summary>
    private const int MaxKept = 4 << 10;

    private readonly Framer _framer = new(framing);
    private byte[] _bytes = [];
    private long _reached;
    private bool _isWanted;
    private bool _beganBefore;

    /// <summary>Bytes that wait for the end of their frame.</summary>
    public int Held { get; private set; }

    /// <summary>Takes what came or went next, and writes the frames that end in it.</summary>
    /// <param name="entry">The entry, read whole.</param>
    /// <param name="isWanted">Whether frames that have bytes of it are to be written.</param>
    public void Take(in EntryView entry, bool isWanted)
    {
        foreach (var frame in _framer.Feed(entry))
        {
            Hold(entry, frame.Offset + frame.Length, isWanted);
            Write(frame.Time, CommentOf(frame));
        }

        Hold(entry, _framer.State.Expected, isWanted);
    }

    /// <summary>Writes what is held of a frame that goes on.</summary>
    public void WriteHeld(DateTime time) => Write(time, CaptureWords.Piece);

    /// <summary>Writes the frame under way as far as it has come.</summary>
    /// <param name="why">Why no more of it comes.</param>
    public void Finish(string why)
    {
        if (_framer.Open is { } open)
        {
            Write(open.Time, why);
        }
    }

    /// <summary>Passes over what is held of the frame under way, since it was dealt with before.</summary>
    public void Forget() => (_beganBefore, Held, _isWanted) = (Held > 0, 0, false);

    private void Hold(in EntryView entry, long end, bool isWanted)
    {
        // What the journal does not have any more is passed over: the framer told of it, and nothing of it is held.
        var from = Math.Max(_reached, entry.Offset);
        while (from < end)
        {
            if (Held == MaxPacket)
            {
                WriteHeld(entry.Time);
            }

            var piece = entry.Payload[(int)(from - entry.Offset)..(int)(end - entry.Offset)];
            piece = piece[..Math.Min(piece.Length, MaxPacket - Held)];
            if (_bytes.Length < Held + piece.Length)
            {
                Array.Resize(ref _bytes, Math.Min(MaxPacket, Math.Max(Held + piece.Length, 2 * _bytes.Length)));
            }

            piece.CopyTo(_bytes.AsSpan(Held));
            Held += piece.Length;
            _reached = from += piece.Length;
            _isWanted |= isWanted;
        }
    }

    private void Write(DateTime time, string? comment)
    {
        if (Held > 0 && _isWanted)
        {
            write(time, _bytes.AsSpan(0, Held), _beganBefore ? CaptureWords.BeganBefore : comment);
        }

        (Held, _isWanted, _beganBefore, _bytes) = (0, false, false, _bytes.Length > MaxKept ? [] : _bytes);
    }

    private static string? CommentOf(in Frame frame) =>
        frame switch
        {
            { State: FrameState.Unsynchronized } => CaptureWords.Unsynchronized,
            { State: FrameState.BetweenFrames } => CaptureWords.BetweenFrames,
            { State: FrameState.Oversized } => CaptureWords.Oversized,
            { MissesBeginning: true } => CaptureWords.BeginningMissing,
            { MissesEnd: true } => CaptureWords.EndMissing,
            _ => null,
        };
}

/// <summary>Writes a frame, or a piece of one.</summary>
/// <param name="time">When its last byte came or went.</param>
/// <param name="bytes">Its bytes.</param>
/// <param name="comment">What is to be said of it; null for nothing.</param>
internal delegate void FrameWriting(DateTime time, ReadOnlySpan<byte> bytes, string? comment);
