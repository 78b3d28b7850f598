using SocketLab.Core.Definitions;

namespace SocketLab.Core.Framing.Cutters;

/// <summary>A frame ends with LF; a CR before it belongs to the end. <see cref="FramerState.Matched"/> is 1 after CR.</summary>
internal sealed class LineCutter(FramingOptions options) : FrameCutter(options)
{
    public override bool Consume(ReadOnlySpan<byte> bytes, ref FramerState state, out int consumed)
    {
        consumed = 0;
        return ConsumeLine(bytes, ref state, ref consumed);
    }

    public override (int Header, int Trailer) Borders(in FramerState state, bool ends, bool isFirst) =>
        ends ? (0, Math.Min(state.OpenLength, 1 + state.Matched)) : default;

    public override bool CanStandAt(in FramerState state) => state.Matched < 2;
}
