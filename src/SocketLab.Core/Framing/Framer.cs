using SocketLab.Core.Definitions;
using SocketLab.Core.Framing.Cutters;
using SocketLab.Core.Journal;

namespace SocketLab.Core.Framing;

/// <summary>Cuts one direction of one connection into frames as entries are fed to it. Keeps no payload.</summary>
/// <remarks>
/// The same bytes give the same frames however they were split into reads. Bytes that the framer has seen are skipped, and bytes that it
/// never will see (evicted, cleared) are a gap: the frame under way ends as partial, and the next one is marked. After a gap, framings with
/// delimiters, starts or lines find their way back at the next one, fixed frames at the next multiple of their size; binary lengths cannot.
/// </remarks>
public sealed class Framer
{
    private readonly FrameCutter _cutter;
    private FramerState _state;

    /// <summary>Goes on from <paramref name="state"/>; by default from the first byte of a stream.</summary>
    public Framer(FramingOptions options, FramerState state = default) => (_cutter, _state) = (FrameCutter.For(options), state);

    /// <summary>What the framer remembers at its place in the stream.</summary>
    public FramerState State => _state;

    /// <summary>Bytes that were never seen, in all gaps so far.</summary>
    public long MissedBytes { get; private set; }

    /// <summary>The frame under way: its end is not here yet, or the stream ended within it. Null between frames.</summary>
    public Frame? Open => _state.OpenLength > 0 ? Cut(_state with { Number = _state.Number + 1 }, ends: false, isPiece: false) : null;

    /// <summary>
    /// The frames that an entry of the stream finishes. What is not enumerated is not consumed: feed the entry again to go on.
    /// </summary>
    public Frames Feed(in EntryView entry) => new(this, entry.Sequence, entry.Time.Ticks, entry.Offset, entry.Payload);

    internal Frames Feed(long sequence, long ticks, long offset, ReadOnlySpan<byte> bytes) => new(this, sequence, ticks, offset, bytes);

    private bool Next(long sequence, long ticks, long offset, ReadOnlySpan<byte> bytes, out Frame frame)
    {
        if (offset > _state.Expected && SkipGap(offset, out frame))
        {
            return true;
        }

        while (_state.Expected < offset + bytes.Length)
        {
            var room = _cutter.Room(in _state);
            var rest = bytes[(int)(_state.Expected - offset)..];
            rest = rest[..Math.Min(rest.Length, room)];
            if (_state.OpenLength == 0)
            {
                _state = _state with { FirstSequence = sequence };
            }

            var before = _state;
            var ends = _cutter.Consume(rest, ref _state, out var consumed);
            _state = consumed == 0 ? _state : _state with { Expected = before.Expected + consumed, LastSequence = sequence, Ticks = ticks };
            if (ends || consumed == room)
            {
                _state = _state with { Number = _state.Number + 1 };
                frame = Cut(_state, ends, isPiece: !ends);
                _state = ends
                    ? _cutter.Fresh(_state)
                    : _state with
                    {
                        Start = _state.Expected,
                        MissesBeginning = false,
                        IsOversized = true,
                    };
                return true;
            }
        }

        frame = default;
        return false;
    }

    /// <returns>Whether a frame was under way and ends here.</returns>
    private bool SkipGap(long offset, out Frame frame)
    {
        var wasOpen = _state.OpenLength > 0;
        frame = default;
        if (wasOpen)
        {
            _state = _state with { Number = _state.Number + 1 };
            frame = Cut(_state, ends: false, isPiece: false);
        }

        MissedBytes += offset - _state.Expected;
        _state = _cutter.AfterGap(_state, offset);
        return wasOpen;
    }

    /// <param name="state">What is remembered where the frame ends.</param>
    /// <param name="ends">Whether it ends there.</param>
    /// <param name="isPiece">Whether it is cut there since it became too long.</param>
    private Frame Cut(in FramerState state, bool ends, bool isPiece)
    {
        var (header, trailer) = _cutter.Borders(in state, ends, isFirst: !state.IsOversized);
        var isFrame = state is { IsUnsynchronized: false, IsBetween: false };
        return new Frame
        {
            Number = state.Number,
            Offset = state.Start,
            Length = state.OpenLength,
            HeaderLength = header,
            TrailerLength = trailer,
            State =
                state.IsUnsynchronized ? FrameState.Unsynchronized
                : state.IsBetween ? FrameState.BetweenFrames
                : state.IsOversized || isPiece ? FrameState.Oversized
                : ends && state is { MissesBeginning: false, BreaksOff: false } ? FrameState.Complete
                : FrameState.Partial,
            MissesBeginning = state.MissesBeginning,
            MissesEnd = isFrame && (state.BreaksOff || (!ends && !isPiece)),
            FirstSequence = state.FirstSequence,
            LastSequence = state.LastSequence,
            Time = new DateTime(state.Ticks, DateTimeKind.Utc),
        };
    }

    /// <summary>Walks the frames that one entry finishes.</summary>
    public ref struct Frames
    {
        private readonly Framer _framer;
        private readonly long _sequence;
        private readonly long _ticks;
        private readonly long _offset;
        private readonly ReadOnlySpan<byte> _bytes;
        private Frame _current;

        internal Frames(Framer framer, long sequence, long ticks, long offset, ReadOnlySpan<byte> bytes)
        {
            (_framer, _sequence, _ticks, _offset) = (framer, sequence, ticks, offset);
            _bytes = bytes;
        }

        /// <summary>The frame at the present place.</summary>
        public readonly Frame Current => _current;

        /// <summary>Goes one frame on.</summary>
        public bool MoveNext() => _framer.Next(_sequence, _ticks, _offset, _bytes, out _current);

        /// <summary>The enumerator for <c>foreach</c>.</summary>
        public readonly Frames GetEnumerator() => this;
    }
}
