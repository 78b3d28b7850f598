using SocketLab.Core.Definitions;

namespace SocketLab.Core.Framing.Cutters;

/// <summary>
/// The Redis serialization protocol (RESP2, RESP3 and inline commands): a frame is one value with all that is nested in it.
/// </summary>
/// <remarks>
/// How deep values lie in each other does not matter for where the outermost ends: <see cref="FramerState.LengthField"/> counts those that
/// are still to come, and a header of <c>*3</c> adds three. <see cref="FramerState.Remaining"/> is the number under way or the rest of a
/// string. A value that cannot be one ends the frame with its line; behind a gap the next line begins one. Streamed strings and aggregates
/// (<c>$?</c>) are not known.
/// </remarks>
internal sealed class RespCutter(FramingOptions options) : FrameCutter(options)
{
    private const int Type = 0;
    private const int Number = 1;
    private const int Text = 2;
    private const int Bulk = 3;
    private const int BulkCr = 4;
    private const int BulkLf = 5;
    private const int Wrong = 6;
    private const int Outside = 7;

    /// <summary>Elements and bytes at most: far above what Redis itself takes (512 MB, 1,048,576 arguments).</summary>
    private const ulong Largest = 1UL << 40;

    /// <summary>What <see cref="FramerState.Matched"/> says of a number under way.</summary>
    private const int NoDigits = 0;
    private const int SomeDigits = 1;
    private const int Minus = 2;
    private const int NegativeDigits = 3;
    private const int Ended = 4;
    private const int NegativeEnded = 5;

    public override bool Consume(ReadOnlySpan<byte> bytes, ref FramerState state, out int consumed)
    {
        var (phase, type, sign) = (state.Phase, state.Detail, state.Matched);
        var (pending, number) = (state.LengthField, state.Remaining);
        var (isBetween, isWrong, ends) = (state.IsBetween, false, false);
        consumed = 0;
        while (consumed < bytes.Length && !ends)
        {
            if (phase is Text or Wrong or Outside)
            {
                var lf = bytes[consumed..].IndexOf((byte)'\n');
                consumed = lf < 0 ? bytes.Length : consumed + lf + 1;
                if (lf >= 0)
                {
                    isWrong = phase == Wrong;
                    ends = phase != Text || EndValue(ref pending);
                    phase = Type;
                }

                continue;
            }

            if (phase == Bulk)
            {
                var body = (int)Math.Min((ulong)(bytes.Length - consumed), number);
                (consumed, number) = (consumed + body, number - (ulong)body);
                phase = number == 0 ? BulkCr : Bulk;
                continue;
            }

            var value = bytes[consumed++];
            switch (phase)
            {
                case Type:
                    (type, number, sign) = (value, 0, NoDigits);
                    (phase, isBetween) = Begins(value, pending);
                    ends = phase == Outside && value == '\n';
                    isWrong = phase == Wrong && value == '\n';
                    ends |= isWrong;
                    break;
                case Number when value == '\n':
                    phase = Counted(type, sign, ref number, ref pending, out ends);
                    isWrong = phase == Wrong;
                    ends |= isWrong;
                    break;
                case Number:
                    phase = AddDigit(value, ref sign, ref number) ? Number : Wrong;
                    break;
                case BulkCr:
                    (phase, ends) = value == '\r' ? (BulkLf, false) : (Wrong, value == '\n');
                    isWrong = ends;
                    break;
                default:
                    (phase, isWrong) = value == '\n' ? (Type, false) : (Wrong, false);
                    ends = phase == Type && EndValue(ref pending);
                    break;
            }
        }

        state = state with
        {
            Phase = phase,
            Detail = type,
            Matched = sign,
            LengthField = pending,
            Remaining = number,
            IsBetween = isBetween,
            IsUnsynchronized = isWrong,
        };
        return ends;
    }

    public override FramerState AfterGap(in FramerState state, long offset) =>
        base.AfterGap(state, offset) with
        {
            Phase = Outside,
            IsBetween = true,
        };

    public override bool CanStandAt(in FramerState state) =>
        state is { Phase: >= Type and <= Outside, Matched: <= NegativeEnded, Remaining: <= Largest, IsUnsynchronized: false }
        && (state.Phase != Bulk || state.Remaining > 0)
        && state.LengthField <= 2 * Largest
        && (state.Phase is not (Outside or Type) || state.LengthField > 0 || state.IsBetween || state.OpenLength == 0);

    /// <summary>What the first byte of a value, or of a line where none begins, leads to.</summary>
    private static (int Phase, bool IsBetween) Begins(byte value, ulong pending) =>
        value switch
        {
            (byte)'*' or (byte)'$' or (byte)'!' or (byte)'=' or (byte)'%' or (byte)'~' or (byte)'>' or (byte)'|' => (Number, false),
            (byte)'+' or (byte)'-' or (byte)':' or (byte)'_' or (byte)'#' or (byte)',' or (byte)'(' => (Text, false),
            _ when pending > 0 => (Wrong, false),
            _ when char.IsAsciiLetter((char)value) => (Text, false),
            _ => (Outside, true),
        };

    /// <returns>Whether it was the last one of its frame.</returns>
    private static bool EndValue(ref ulong pending)
    {
        pending -= pending > 0 ? 1u : 0;
        return pending == 0;
    }

    private static bool AddDigit(byte value, ref int sign, ref ulong number)
    {
        switch (value)
        {
            case (byte)'\r' when sign is SomeDigits or NegativeDigits:
                sign = sign == SomeDigits ? Ended : NegativeEnded;
                return true;
            case (byte)'-' when sign == NoDigits:
                sign = Minus;
                return true;
            case >= (byte)'0' and <= (byte)'9' when sign < Ended && number < Largest / 10:
                (sign, number) = (sign is NoDigits or SomeDigits ? SomeDigits : NegativeDigits, (number * 10) + (uint)(value - '0'));
                return true;
            default:
                return false;
        }
    }

    /// <summary>What the length of a string, or the count of an aggregate's elements, leads to.</summary>
    private static int Counted(int type, int sign, ref ulong number, ref ulong pending, out bool ends)
    {
        ends = false;
        var isNull = sign is NegativeDigits or NegativeEnded && number == 1 && type is '*' or '$';
        if (sign is not (SomeDigits or Ended) && !isNull)
        {
            return Wrong;
        }

        if (!isNull && type is '$' or '!' or '=')
        {
            return number > 0 ? Bulk : BulkCr;
        }

        // An attribute is no value itself: the one that it describes still comes.
        var elements = isNull ? 0 : number * (type is '%' or '|' ? 2u : 1u);
        pending = Math.Max(pending, 1) + elements - (type == '|' ? 0 : 1u);
        number = 0;
        ends = pending == 0;
        return pending > Largest ? Wrong : Type;
    }
}
