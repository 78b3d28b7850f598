using SocketLab.Core.Definitions;

namespace SocketLab.Core.Framing.Cutters;

/// <summary>A frame ends with LF; a CR before it belongs to the end. <see cref="FramerState.Matched"/> is 1 after CR.</summary>
internal sealed class LineCutter(FramingOptions options) : FrameCutter(options)
{
    public override bool Consume(ReadOnlySpan<byte> bytes, ref FramerState state, out int consumed)
    {
        var end = bytes.IndexOf((byte)'\n');
        if (end < 0)
        {
            consumed = bytes.Length;
            state = state with { Matched = bytes[^1] == '\r' ? 1 : 0 };
            return false;
        }

        consumed = end + 1;
        state = state with { Matched = end > 0 ? (bytes[end - 1] == '\r' ? 1 : 0) : state.Matched };
        return true;
    }

    public override (int Header, int Trailer) Borders(in FramerState state, bool ends, bool isFirst) =>
        ends ? (0, Math.Min(state.OpenLength, 1 + state.Matched)) : default;

    public override bool CanStandAt(in FramerState state) => state.Matched < 2;
}
