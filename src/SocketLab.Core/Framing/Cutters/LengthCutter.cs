using SocketLab.Core.Definitions;

namespace SocketLab.Core.Framing.Cutters;

/// <summary>
/// A length in binary, at the beginning of a frame or at an offset in it, says how many bytes follow. It cannot be found again once it was
/// lost, or was impossible: from there on any cut would be made up.
/// </summary>
internal abstract class LengthCutter(FramingOptions options) : FrameCutter(options)
{
    private const int Head = 0;
    private const int Body = 1;

    /// <summary>What a byte of the length field is.</summary>
    protected enum FieldByte
    {
        /// <summary>More of it come.</summary>
        More,

        /// <summary>It is the last one.</summary>
        Last,

        /// <summary>There is no such length.</summary>
        Impossible,
    }

    public override bool Consume(ReadOnlySpan<byte> bytes, ref FramerState state, out int consumed)
    {
        consumed = bytes.Length;
        if (state.IsUnsynchronized)
        {
            return true;
        }

        consumed = 0;
        if (state.Phase == Head)
        {
            var (field, read, found) = (state.LengthField, state.LengthFieldRead, FieldByte.More);
            while (consumed < bytes.Length && found == FieldByte.More)
            {
                var value = bytes[consumed++];
                found = read < Options.LengthOffset ? FieldByte.More : Add(value, read - Options.LengthOffset, ref field);
                read++;
            }

            state = state with { LengthField = field, LengthFieldRead = read };
            if (found == FieldByte.More)
            {
                return false;
            }

            var follows = (Int128)field + Options.LengthAddend - (Options.LengthIncludesHeader ? read - Options.LengthOffset : 0);
            if (found == FieldByte.Impossible || follows < 0)
            {
                state = state with { IsUnsynchronized = true };
                return true;
            }

            state = state with { Phase = Body, Remaining = (ulong)Int128.Min(follows, ulong.MaxValue) };
        }

        return ConsumeRemaining(bytes, ref state, ref consumed);
    }

    /// <summary>A length in front is no content; one behind other bytes stands in the middle of it.</summary>
    public override (int Header, int Trailer) Borders(in FramerState state, bool ends, bool isFirst) =>
        isFirst && Options.LengthOffset == 0 && !state.IsUnsynchronized ? (Math.Min(state.OpenLength, state.LengthFieldRead), 0) : default;

    public override FramerState Fresh(in FramerState state) => base.Fresh(state) with { IsUnsynchronized = state.IsUnsynchronized };

    public override FramerState AfterGap(in FramerState state, long offset) =>
        base.AfterGap(state, offset) with
        {
            IsUnsynchronized = true,
        };

    public override bool CanStandAt(in FramerState state) =>
        state.Phase switch
        {
            Head => state.LengthFieldRead < Options.LengthOffset + Options.LengthBytes && state.LengthFieldRead == state.OpenLength,
            Body => state.Remaining > 0 && state.LengthFieldRead <= Options.LengthOffset + Options.LengthBytes,
            _ => false,
        };

    /// <summary>Reads a byte of the length field.</summary>
    /// <param name="value">The byte.</param>
    /// <param name="index">Its place in the field, from 0.</param>
    /// <param name="field">The length as far as it is read.</param>
    protected abstract FieldByte Add(byte value, int index, ref ulong field);
}
