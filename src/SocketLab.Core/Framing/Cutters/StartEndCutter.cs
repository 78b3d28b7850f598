using System.Buffers;
using SocketLab.Core.Definitions;
using SocketLab.Core.Payloads;

namespace SocketLab.Core.Framing.Cutters;

/// <summary>
/// One byte sequence begins a frame and another one ends it; what stands outside is no frame. A start within a frame breaks it off and
/// begins the next, if it is one byte that no end has. With an escape byte, the byte behind it is neither start nor end.
/// </summary>
internal sealed class StartEndCutter : FrameCutter
{
    private const int Outside = 0;
    private const int HalfStarted = 1;
    private const int Inside = 2;
    private const int Escaped = 3;

    private readonly byte[] _start;
    private readonly BytePattern _end;
    private readonly byte? _escape;
    private readonly bool _restarts;

    /// <summary>Whether the end is the escape and one more byte.</summary>
    private readonly bool _endsEscaped;

    /// <summary>The bytes that mean something inside of a frame.</summary>
    private readonly SearchValues<byte> _marks;

    public StartEndCutter(FramingOptions options)
        : base(options)
    {
        _start = PayloadParser.Parse(PayloadFormat.Hex, options.StartHex);
        _end = new(PayloadParser.Parse(PayloadFormat.Hex, options.EndHex));
        _escape = EscapeOf(options);
        _restarts = _start.Length == 1 && !_end.Bytes.Contains(_start[0]) && _start[0] != _escape;
        _endsEscaped = _end.Bytes[0] == _escape;
        _marks = SearchValues.Create([_end.Bytes[0], _escape ?? _end.Bytes[0], _restarts ? _start[0] : _end.Bytes[0]]);
    }

    /// <summary>The escape byte of a framing; null when it has none.</summary>
    public static byte? EscapeOf(FramingOptions options) =>
        string.IsNullOrWhiteSpace(options.EscapeHex) ? null : PayloadParser.Parse(PayloadFormat.Hex, options.EscapeHex)[0];

    public override bool Consume(ReadOnlySpan<byte> bytes, ref FramerState state, out int consumed)
    {
        consumed = 0;
        if (state.Phase == Outside && state.OpenLength == 0)
        {
            state = state with { IsBetween = bytes[0] != _start[0], IsOversized = state.IsOversized && bytes[0] != _start[0] };
            if (!state.IsBetween)
            {
                Begin(ref state, ref consumed);
            }
        }

        if (state.Phase == HalfStarted && consumed < bytes.Length)
        {
            var isStart = bytes[consumed] == _start[1];
            consumed += isStart ? 1 : 0;
            state = state with { Phase = isStart ? Inside : Outside, IsBetween = !isStart };
        }

        return state.Phase switch
        {
            Outside => FindStart(bytes, ref consumed),
            HalfStarted => false,
            _ => FindEnd(bytes, ref state, ref consumed),
        };
    }

    public override (int Header, int Trailer) Borders(in FramerState state, bool ends, bool isFirst)
    {
        var trailer = ends && state is { IsBetween: false, BreaksOff: false } ? Math.Min(state.OpenLength, _end.Length) : 0;
        var header = isFirst && state is { IsBetween: false, MissesBeginning: false } ? _start.Length : 0;
        return (Math.Min(header, state.OpenLength - trailer), trailer);
    }

    public override FramerState AfterGap(in FramerState state, long offset) => base.AfterGap(state, offset) with { Phase = Inside };

    public override bool CanStandAt(in FramerState state) =>
        state.Phase switch
        {
            Outside => state.OpenLength == 0 || state.IsBetween,
            HalfStarted => _start.Length == 2 && state.Matched == 0 && !state.IsBetween,
            Inside => state.Matched < _end.Length && !state.IsBetween,
            Escaped => _escape is not null && state.Matched == 0 && !state.IsBetween,
            _ => false,
        };

    private void Begin(ref FramerState state, ref int consumed)
    {
        state = state with { Phase = _start.Length == 1 ? Inside : HalfStarted, Matched = 0, MissesBeginning = false, IsOversized = false };
        consumed++;
    }

    /// <returns>Whether a start comes next, so that what stands before it ends.</returns>
    private bool FindStart(ReadOnlySpan<byte> bytes, ref int consumed)
    {
        var at = bytes[consumed..].IndexOf(_start[0]);
        consumed = at < 0 ? bytes.Length : consumed + at;
        return at >= 0;
    }

    private bool FindEnd(ReadOnlySpan<byte> bytes, ref FramerState state, ref int consumed)
    {
        var (phase, matched) = (state.Phase, state.Matched);
        while (consumed < bytes.Length)
        {
            if (phase == Inside && matched == 0)
            {
                var mark = bytes[consumed..].IndexOfAny(_marks);
                if (mark < 0)
                {
                    break;
                }

                consumed += mark;
            }

            var value = bytes[consumed];
            if (phase == Inside && _restarts && value == _start[0])
            {
                if (state.OpenLength + consumed > 0)
                {
                    state = state with { BreaksOff = true };
                    return true;
                }

                // Nothing of the frame is here: it was cut off right before.
                Begin(ref state, ref consumed);
                matched = 0;
                continue;
            }

            consumed++;
            if (phase == Escaped)
            {
                (phase, matched) = (Inside, _endsEscaped && value == _end.Bytes[^1] ? _end.Length : 0);
            }
            else if (value == _escape)
            {
                (phase, matched) = (Escaped, 0);
            }
            else
            {
                matched = _end.Next(matched, value);
            }

            if (matched == _end.Length)
            {
                return true;
            }
        }

        consumed = bytes.Length;
        state = state with { Phase = phase, Matched = matched };
        return false;
    }
}
