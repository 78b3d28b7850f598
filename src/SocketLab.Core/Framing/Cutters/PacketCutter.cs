using SocketLab.Core.Definitions;

namespace SocketLab.Core.Framing.Cutters;

/// <summary>
/// Packets that end in a byte which never stands within them. Such bytes before a packet belong to its beginning: SLIP sends one there to
/// flush noise from the line (RFC 1055). <see cref="FramerState.LengthField"/> counts them.
/// </summary>
internal sealed class PacketCutter(FramingOptions options, byte end) : FrameCutter(options)
{
    /// <summary>END of SLIP (RFC 1055).</summary>
    public const byte SlipEnd = 0xc0;

    /// <summary>The zero byte of COBS.</summary>
    public const byte CobsEnd = 0;

    private const int Beginning = 0;
    private const int Packet = 1;

    public override bool Consume(ReadOnlySpan<byte> bytes, ref FramerState state, out int consumed)
    {
        consumed = 0;
        if (state.Phase == Beginning)
        {
            consumed = bytes.IndexOfAnyExcept(end);
            if (consumed < 0)
            {
                consumed = bytes.Length;
                state = state with { LengthField = state.LengthField + (ulong)consumed };
                return false;
            }

            state = state with { LengthField = state.LengthField + (ulong)consumed, Phase = Packet };
        }

        var at = bytes[consumed..].IndexOf(end);
        consumed = at < 0 ? bytes.Length : consumed + at + 1;
        return at >= 0;
    }

    public override (int Header, int Trailer) Borders(in FramerState state, bool ends, bool isFirst)
    {
        var trailer = ends ? 1 : 0;
        return (isFirst ? (int)Math.Min((ulong)(state.OpenLength - trailer), state.LengthField) : 0, trailer);
    }

    public override FramerState AfterGap(in FramerState state, long offset) => base.AfterGap(state, offset) with { Phase = Packet };

    public override bool CanStandAt(in FramerState state) => state.Phase is Beginning or Packet;
}
