using SocketLab.Core.Definitions;

namespace SocketLab.Core.Framing.Cutters;

/// <summary>
/// Syslog over TCP (RFC 6587): <c>MSG-LEN SP SYSLOG-MSG</c>, or a message that begins with <c>&lt;</c> and ends in LF, since senders of
/// both share one port. What begins with neither, or lost its beginning, stands between frames up to the next LF.
/// </summary>
internal sealed class OctetCountingCutter(FramingOptions options) : FrameCutter(options)
{
    private const int Start = 0;
    private const int Digits = 1;
    private const int Message = 2;
    private const int Line = 3;

    public override bool Consume(ReadOnlySpan<byte> bytes, ref FramerState state, out int consumed)
    {
        consumed = 0;
        if (state.Phase == Start)
        {
            state = bytes[0] is >= (byte)'1' and <= (byte)'9'
                ? state with
                {
                    Phase = Digits,
                }
                : state with
                {
                    Phase = Line,
                    IsBetween = bytes[0] != '<',
                };
        }

        while (state.Phase == Digits && consumed < bytes.Length)
        {
            ReadDigit(bytes[consumed], ref state);
            consumed += state.Phase == Line ? 0 : 1;
        }

        return state.Phase switch
        {
            Digits => false,
            Line => ConsumeLine(bytes, ref state, ref consumed),
            _ => ConsumeRemaining(bytes, ref state, ref consumed),
        };
    }

    public override (int Header, int Trailer) Borders(in FramerState state, bool ends, bool isFirst) =>
        state.IsBetween ? default
        : state.Phase == Line ? (0, ends ? Math.Min(state.OpenLength, 1 + state.Matched) : 0)
        : isFirst ? (Math.Min(state.OpenLength, state.LengthFieldRead), 0)
        : default;

    public override FramerState AfterGap(in FramerState state, long offset) =>
        base.AfterGap(state, offset) with
        {
            Phase = Line,
            IsBetween = true,
        };

    public override bool CanStandAt(in FramerState state) =>
        state.Phase switch
        {
            Start => state.OpenLength == 0,
            Digits => state.LengthFieldRead is > 0 and <= FramingCheck.MostDigits,
            Message => state.Remaining > 0,
            Line => state.Matched < 2,
            _ => false,
        };

    private static void ReadDigit(byte value, ref FramerState state)
    {
        if (value is >= (byte)'0' and <= (byte)'9' && state.LengthFieldRead < FramingCheck.MostDigits)
        {
            state = state with
            {
                LengthField = (state.LengthField * 10) + (uint)(value - '0'),
                LengthFieldRead = state.LengthFieldRead + 1,
            };
        }
        else if (value == ' ')
        {
            state = state with { Phase = Message, Remaining = state.LengthField, LengthFieldRead = state.LengthFieldRead + 1 };
        }
        else
        {
            state = state with { Phase = Line, IsBetween = true };
        }
    }
}
