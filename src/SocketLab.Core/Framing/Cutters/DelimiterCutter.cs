using SocketLab.Core.Definitions;
using SocketLab.Core.Payloads;

namespace SocketLab.Core.Framing.Cutters;

/// <summary>
/// A byte sequence ends a frame. <see cref="FramerState.Matched"/> says how many of its bytes the last ones are.
/// </summary>
internal sealed class DelimiterCutter(FramingOptions options) : FrameCutter(options)
{
    private readonly BytePattern _delimiter = new(PayloadParser.Parse(PayloadFormat.Hex, options.DelimiterHex));

    public override bool Consume(ReadOnlySpan<byte> bytes, ref FramerState state, out int consumed)
    {
        var (matched, first) = (state.Matched, _delimiter.Bytes[0]);
        consumed = 0;
        while (consumed < bytes.Length)
        {
            if (matched == 0)
            {
                var candidate = bytes[consumed..].IndexOf(first);
                if (candidate < 0)
                {
                    break;
                }

                consumed += candidate;
            }

            matched = _delimiter.Next(matched, bytes[consumed++]);
            if (matched == _delimiter.Length)
            {
                state = state with { Matched = 0 };
                return true;
            }
        }

        consumed = bytes.Length;
        state = state with { Matched = matched };
        return false;
    }

    public override (int Header, int Trailer) Borders(in FramerState state, bool ends, bool isFirst) =>
        ends ? (0, Math.Min(state.OpenLength, _delimiter.Length)) : default;

    public override bool CanStandAt(in FramerState state) => state.Matched < _delimiter.Length;
}
