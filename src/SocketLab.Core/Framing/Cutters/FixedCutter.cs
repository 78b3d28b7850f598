using SocketLab.Core.Definitions;

namespace SocketLab.Core.Framing.Cutters;

/// <summary>All frames have the same size, counted from the stream's first byte.</summary>
internal sealed class FixedCutter(FramingOptions options) : FrameCutter(options)
{
    public override bool Consume(ReadOnlySpan<byte> bytes, ref FramerState state, out int consumed)
    {
        var remaining = state.Remaining > 0 ? state.Remaining : (ulong)Options.FixedBytes;
        consumed = (int)Math.Min((ulong)bytes.Length, remaining);
        state = state with { Remaining = remaining - (ulong)consumed };
        return state.Remaining == 0;
    }

    public override FramerState AfterGap(in FramerState state, long offset)
    {
        var (fresh, into) = (FramerState.At(offset) with { Number = state.Number }, offset % Options.FixedBytes);
        return into == 0 ? fresh : fresh with { MissesBeginning = true, Remaining = (ulong)(Options.FixedBytes - into) };
    }

    public override bool CanStandAt(in FramerState state) => state.Remaining <= (ulong)Options.FixedBytes;
}
