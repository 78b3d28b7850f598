using SocketLab.Core.Definitions;

namespace SocketLab.Core.Framing.Cutters;

/// <summary>
/// Knows where a frame of one framing begins and ends. Stateless: what it must remember of a stream is in the <see cref="FramerState"/>.
/// </summary>
internal abstract class FrameCutter(FramingOptions options)
{
    /// <summary>The framing.</summary>
    protected FramingOptions Options { get; } = options;

    /// <summary>The cutter for a framing.</summary>
    public static FrameCutter For(FramingOptions options) =>
        options.Mode switch
        {
            FramingMode.Raw => new ReadCutter(options),
            FramingMode.Line => new LineCutter(options),
            FramingMode.Delimiter => new DelimiterCutter(options),
            FramingMode.LengthPrefix => new LengthPrefixCutter(options),
            FramingMode.Fixed => new FixedCutter(options),
            FramingMode.OctetCounting => new OctetCountingCutter(options),
            FramingMode.StartEnd => new StartEndCutter(options),
            FramingMode.Slip => new PacketCutter(options, PacketCutter.SlipEnd),
            FramingMode.Cobs => new PacketCutter(options, PacketCutter.CobsEnd),
            FramingMode.Varint => new VarintCutter(options),
            FramingMode.Resp => new RespCutter(options),
            FramingMode.Http => new HttpCutter(options),
            _ => throw new ArgumentOutOfRangeException(nameof(options), options.Mode, "This framing is unknown."),
        };

    /// <summary>Bytes that the frame under way may still take before it is cut into a piece.</summary>
    public virtual int Room(in FramerState state) => Options.MaxFrameBytes - state.OpenLength;

    /// <summary>Adds bytes to the frame under way.</summary>
    /// <param name="bytes">What comes next; not empty.</param>
    /// <param name="state">What is remembered of the stream.</param>
    /// <param name="consumed">How many of them belong to the frame; none only when one is under way and ends before them.</param>
    /// <returns>Whether the frame ends with them.</returns>
    public abstract bool Consume(ReadOnlySpan<byte> bytes, ref FramerState state, out int consumed);

    /// <summary>How many bytes of a frame are length field, start, end or delimiter.</summary>
    /// <param name="state">The state at the end of the frame, or of what is there of it.</param>
    /// <param name="ends">Whether it ends there.</param>
    /// <param name="isFirst">Whether this is the whole frame or the first piece of an oversized one.</param>
    public virtual (int Header, int Trailer) Borders(in FramerState state, bool ends, bool isFirst) => default;

    /// <summary>The state between two frames.</summary>
    public virtual FramerState Fresh(in FramerState state) => FramerState.At(state.Expected) with { Number = state.Number };

    /// <summary>The state behind a gap.</summary>
    /// <param name="state">The state before it.</param>
    /// <param name="offset">Where the stream goes on.</param>
    public virtual FramerState AfterGap(in FramerState state, long offset) =>
        FramerState.At(offset) with
        {
            Number = state.Number,
            MissesBeginning = true,
        };

    /// <summary>Takes what is still to come of a frame whose length is known.</summary>
    protected static bool ConsumeRemaining(ReadOnlySpan<byte> bytes, ref FramerState state, ref int consumed)
    {
        var body = (int)Math.Min((ulong)(bytes.Length - consumed), state.Remaining);
        consumed += body;
        state = state with { Remaining = state.Remaining - (ulong)body };
        return state.Remaining == 0;
    }

    /// <summary>Takes what comes up to and with LF.</summary>
    protected static bool ConsumeLine(ReadOnlySpan<byte> bytes, ref FramerState state, ref int consumed)
    {
        var at = bytes[consumed..].IndexOf((byte)'\n');
        var end = at < 0 ? bytes.Length : consumed + at;
        var matched = end > 0 ? (bytes[end - 1] == '\r' ? 1 : 0) : state.Matched;
        state = state with { Matched = matched };
        consumed = at < 0 ? end : end + 1;
        return at >= 0;
    }

    /// <summary>Whether this cutter can have left such a state behind: for states that come from outside.</summary>
    public abstract bool CanStandAt(in FramerState state);
}
