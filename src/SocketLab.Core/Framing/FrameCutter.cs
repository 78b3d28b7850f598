using SocketLab.Core.Definitions;
using SocketLab.Core.Payloads;

namespace SocketLab.Core.Framing;

/// <summary>
/// Knows where a frame of one framing ends. Stateless: what it must remember of a stream is in the <see cref="FramerState"/>.
/// </summary>
internal sealed class FrameCutter
{
    private const byte LineFeed = (byte)'\n';
    private const byte CarriageReturn = (byte)'\r';

    private readonly FramingOptions _options;
    private readonly byte[] _delimiter;

    /// <summary>
    /// For each count of matched bytes of the delimiter, how many still match when the next one does not (Knuth, Morris and Pratt).
    /// </summary>
    private readonly int[] _fallBack;

    public FrameCutter(FramingOptions options)
    {
        _options = options;
        _delimiter = DelimiterOf(options);
        _fallBack = FallBacks(_delimiter);
    }

    /// <summary>The bytes that end a frame.</summary>
    public static byte[] DelimiterOf(FramingOptions options) =>
        options.Mode == FramingMode.Delimiter ? PayloadParser.Parse(PayloadFormat.Hex, options.DelimiterHex) : [LineFeed];

    /// <summary>Bytes of a frame, or of a piece of an oversized one.</summary>
    public int MaxFrameBytes => _options.MaxFrameBytes;

    /// <summary>Bytes that the frame under way may still take before it is cut into a piece.</summary>
    public int Room(in FramerState state) => _options.Mode == FramingMode.Raw ? int.MaxValue : _options.MaxFrameBytes - state.OpenLength;

    /// <summary>Adds bytes to the frame under way.</summary>
    /// <param name="bytes">What comes next; not empty.</param>
    /// <param name="state">What is remembered of the stream.</param>
    /// <param name="consumed">How many of them belong to the frame.</param>
    /// <returns>Whether the frame ends with them.</returns>
    public bool Consume(ReadOnlySpan<byte> bytes, ref FramerState state, out int consumed)
    {
        consumed = bytes.Length;
        return _options.Mode switch
        {
            _ when state.IsUnsynchronized => true,
            FramingMode.Raw => true,
            FramingMode.Line => ConsumeLine(bytes, ref state, ref consumed),
            FramingMode.Delimiter => ConsumeDelimited(bytes, ref state, ref consumed),
            FramingMode.LengthPrefix => ConsumePrefixed(bytes, ref state, ref consumed),
            _ => ConsumeFixed(bytes, ref state, ref consumed),
        };
    }

    /// <summary>How many bytes of a frame are length field and delimiter.</summary>
    public (int Header, int Trailer) Borders(in FramerState state, bool ends)
    {
        var length = state.OpenLength;
        return _options.Mode switch
        {
            _ when state.IsUnsynchronized => (0, 0),
            FramingMode.Line when ends => (0, Math.Min(length, 1 + state.Matched)),
            FramingMode.Delimiter when ends => (0, Math.Min(length, _delimiter.Length)),
            FramingMode.LengthPrefix when !state.IsOversized || state.LengthFieldRead < _options.LengthBytes || IsFirstPiece(in state) => (
                Math.Min(length, state.LengthFieldRead),
                0
            ),
            _ => (0, 0),
        };
    }

    /// <summary>The state between two frames.</summary>
    public static FramerState Fresh(in FramerState state) =>
        FramerState.At(state.Expected) with
        {
            Number = state.Number,
            IsUnsynchronized = state.IsUnsynchronized,
        };

    /// <summary>The state behind a gap.</summary>
    /// <param name="state">The state before it.</param>
    /// <param name="offset">Where the stream goes on.</param>
    public FramerState AfterGap(in FramerState state, long offset)
    {
        var fresh = FramerState.At(offset) with { Number = state.Number, MissesBeginning = true };
        return _options.Mode switch
        {
            FramingMode.Raw => fresh with { MissesBeginning = false },
            FramingMode.LengthPrefix => fresh with { IsUnsynchronized = true },
            FramingMode.Fixed when offset % _options.FixedBytes is var into => into == 0
                ? fresh with
                {
                    MissesBeginning = false,
                }
                : fresh with
                {
                    Remaining = (ulong)(_options.FixedBytes - into),
                },
            _ => fresh,
        };
    }

    private static bool ConsumeLine(ReadOnlySpan<byte> bytes, ref FramerState state, ref int consumed)
    {
        var end = bytes.IndexOf(LineFeed);
        if (end < 0)
        {
            state = state with { Matched = bytes[^1] == CarriageReturn ? 1 : 0 };
            return false;
        }

        consumed = end + 1;
        state = state with { Matched = end > 0 ? (bytes[end - 1] == CarriageReturn ? 1 : 0) : state.Matched };
        return true;
    }

    private bool ConsumeDelimited(ReadOnlySpan<byte> bytes, ref FramerState state, ref int consumed)
    {
        var matched = state.Matched;
        var i = 0;
        while (i < bytes.Length)
        {
            if (matched == 0)
            {
                var candidate = bytes[i..].IndexOf(_delimiter[0]);
                if (candidate < 0)
                {
                    break;
                }

                i += candidate;
            }

            while (matched > 0 && _delimiter[matched] != bytes[i])
            {
                matched = _fallBack[matched];
            }

            matched += _delimiter[matched] == bytes[i] ? 1 : 0;
            i++;
            if (matched == _delimiter.Length)
            {
                consumed = i;
                state = state with { Matched = 0 };
                return true;
            }
        }

        state = state with { Matched = matched };
        return false;
    }

    private bool ConsumePrefixed(ReadOnlySpan<byte> bytes, ref FramerState state, ref int consumed)
    {
        var (field, read) = (state.LengthField, state.LengthFieldRead);
        var header = Math.Min(bytes.Length, _options.LengthBytes - read);
        foreach (var value in bytes[..header])
        {
            field = _options.LengthEndian == ByteOrder.Big ? (field << 8) | value : field | ((ulong)value << (8 * read));
            read++;
        }

        var remaining = state.Remaining;
        if (header > 0 && read == _options.LengthBytes)
        {
            if (_options.LengthIncludesHeader && field < (ulong)read)
            {
                // A length that does not even hold its own field: from here on any cut would be made up.
                consumed = header;
                state = state with { LengthField = field, LengthFieldRead = read, IsUnsynchronized = true };
                return true;
            }

            remaining = _options.LengthIncludesHeader ? field - (ulong)read : field;
        }

        consumed = header;
        if (read == _options.LengthBytes)
        {
            var body = (int)Math.Min((ulong)(bytes.Length - header), remaining);
            (consumed, remaining) = (header + body, remaining - (ulong)body);
        }

        state = state with { LengthField = field, LengthFieldRead = read, Remaining = remaining };
        return read == _options.LengthBytes && remaining == 0;
    }

    private bool ConsumeFixed(ReadOnlySpan<byte> bytes, ref FramerState state, ref int consumed)
    {
        var remaining = state.Remaining > 0 ? state.Remaining : (ulong)_options.FixedBytes;
        consumed = (int)Math.Min((ulong)bytes.Length, remaining);
        state = state with { Remaining = remaining - (ulong)consumed };
        return state.Remaining == 0;
    }

    /// <summary>
    /// Whether the piece that just ended is the first of its frame: what was read and what is to come add up to less than the whole only in
    /// later ones.
    /// </summary>
    private bool IsFirstPiece(in FramerState state)
    {
        var body = _options.LengthIncludesHeader ? state.LengthField - (ulong)_options.LengthBytes : state.LengthField;
        return unchecked(body - state.Remaining + (ulong)_options.LengthBytes) <= (ulong)state.OpenLength;
    }

    private static int[] FallBacks(byte[] pattern)
    {
        var table = new int[pattern.Length + 1];
        for (int i = 1, matched = 0; i < pattern.Length; i++)
        {
            while (matched > 0 && pattern[matched] != pattern[i])
            {
                matched = table[matched];
            }

            matched += pattern[matched] == pattern[i] ? 1 : 0;
            table[i + 1] = matched;
        }

        return table;
    }
}
