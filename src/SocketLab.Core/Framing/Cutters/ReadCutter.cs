using SocketLab.Core.Definitions;

namespace SocketLab.Core.Framing.Cutters;

/// <summary>No framing: a frame is a read or a write as it happened.</summary>
internal sealed class ReadCutter(FramingOptions options) : FrameCutter(options)
{
    public override int Room(in FramerState state) => int.MaxValue;

    public override bool Consume(ReadOnlySpan<byte> bytes, ref FramerState state, out int consumed)
    {
        consumed = bytes.Length;
        return true;
    }

    public override FramerState AfterGap(in FramerState state, long offset) => FramerState.At(offset) with { Number = state.Number };

    public override bool CanStandAt(in FramerState state) => state.OpenLength == 0;
}
