using System.Buffers.Binary;
using SocketLab.Core.Numbers;

namespace SocketLab.Core.Payloads.Templates;

/// <summary>
/// How a number is written: as digits (<c>d6</c>, <c>x8</c>, <c>X</c>, <c>o</c>, <c>b8</c>) or as bytes (<c>u8</c>, <c>u16be</c>,
/// <c>u32le</c>, <c>varint</c>).
/// </summary>
internal readonly struct NumberFormat
{
    /// <summary>What can be written, for people.</summary>
    public const string Known =
        "d, x, X, o or b, each with the least number of digits, such as d6; or bytes: u8, u16be, u16le, u24be, u32be and so on to u64le, "
        + "and varint";

    private const int MaxDigits = 64;
    private const uint VarintRadix = 128;

    private readonly uint _radix;
    private readonly int _width;
    private readonly bool _isUpper;
    private readonly bool _isLittleEndian;
    private readonly PayloadEncoding _encoding;

    private NumberFormat(uint radix, int width, bool isUpper, bool isLittleEndian, PayloadEncoding encoding) =>
        (_radix, _width, _isUpper, _isLittleEndian, _encoding) = (radix, width, isUpper, isLittleEndian, encoding);

    /// <summary>
    /// Whether it is a variable number of bytes, seven bits each, the lowest first: MQTT 3.1.1 (2.2.3), Protocol Buffers, LEB128.
    /// </summary>
    public bool IsVarint => _radix == VarintRadix;

    /// <summary>Whether the numbers have no sign: digits show all 64 bits.</summary>
    public bool IsUnsigned { get; private init; }

    private bool IsBinary => _radix == 0;

    /// <summary>Reads a format.</summary>
    /// <param name="text">The format.</param>
    /// <param name="encoding">The encoding of its digits.</param>
    /// <param name="format">The format that was read.</param>
    public static bool TryParse(ReadOnlySpan<char> text, PayloadEncoding encoding, out NumberFormat format)
    {
        format = default;
        if (text.IsEmpty)
        {
            return false;
        }

        if (text[0] == 'u')
        {
            return TryParseBinary(text[1..], out format);
        }

        if (text is "varint")
        {
            format = new(VarintRadix, 1, false, true, default);
            return true;
        }

        uint radix = text[0] switch
        {
            'd' => 10,
            'x' or 'X' => 16,
            'o' => 8,
            'b' => 2,
            _ => 0,
        };
        var width = 1;
        if (radix == 0 || (text.Length > 1 && !TryParse(text[1..], MaxDigits, out width)))
        {
            return false;
        }

        format = new(radix, width, text[0] == 'X', false, encoding);
        return true;
    }

    /// <summary>The same, with as many digits as the largest number of <paramref name="bits"/> bits has: its size never changes.</summary>
    public NumberFormat WithAllDigits(int bits) =>
        IsBinary ? this : new(_radix, Math.Max(_width, Digits(ulong.MaxValue >> (64 - bits))), _isUpper, _isLittleEndian, _encoding);

    /// <summary>The same for numbers without a sign.</summary>
    public NumberFormat AsUnsigned() => this with { IsUnsigned = true };

    /// <summary>
    /// Whether all numbers of a range can be told apart in it. Digits always can, bytes only so many; negative ones are in two's
    /// complement.
    /// </summary>
    public bool Fits(long min, long max) =>
        !IsBinary
        || _width == 8
        || (min < 0 ? min >= -(1L << ((8 * _width) - 1)) && max < 1L << ((8 * _width) - 1) : max < 1L << (8 * _width));

    /// <summary>The most bytes that a number of a range takes.</summary>
    public int MaxSize(long min, long max) => Math.Max(Size(min), Size(max));

    /// <summary>How many bytes a number takes.</summary>
    public int Size(long value) =>
        IsBinary ? _width
        : IsVarint ? Digits((ulong)value)
        : (_encoding.IsUtf16() ? 2 : 1) * Characters(value);

    /// <summary>Writes a number.</summary>
    public int Write(Span<byte> destination, long value)
    {
        if (IsBinary)
        {
            return WriteBinary(destination, value);
        }

        if (IsVarint)
        {
            return WriteVarint(destination, (ulong)value);
        }

        var characters = Characters(value);
        var first = HasSign(value) ? 1 : 0;
        var left = Magnitude(value);
        for (var i = characters - 1; i >= first; i--)
        {
            var digit = (int)(left % _radix);
            left /= _radix;
            destination[i] = (byte)(digit < 10 ? '0' + digit : (_isUpper ? 'A' : 'a') + digit - 10);
        }

        if (first > 0)
        {
            destination[0] = (byte)'-';
        }

        return _encoding.WidenAscii(destination, characters);
    }

    private static bool TryParseBinary(ReadOnlySpan<char> text, out NumberFormat format)
    {
        var isLittleEndian = text.EndsWith("le");
        var hasOrder = isLittleEndian || text.EndsWith("be");
        var isRead = TryParse(hasOrder ? text[..^2] : text, 64, out var bits);

        // One byte has no order, more need one: nobody should have to guess it.
        var isKnown = isRead && bits % 8 == 0 && hasOrder == bits > 8;
        format = new(0, bits / 8, false, isLittleEndian, default);
        return isKnown;
    }

    private static bool TryParse(ReadOnlySpan<char> text, int max, out int number) =>
        WholeNumber.TryRead(text, out number) && number >= 1 && number <= max;

    private int WriteBinary(Span<byte> destination, long value)
    {
        Span<byte> all = stackalloc byte[sizeof(long)];
        if (_isLittleEndian)
        {
            BinaryPrimitives.WriteInt64LittleEndian(all, value);
            all[.._width].CopyTo(destination);
        }
        else
        {
            BinaryPrimitives.WriteInt64BigEndian(all, value);
            all[^_width..].CopyTo(destination);
        }

        return _width;
    }

    private static int WriteVarint(Span<byte> destination, ulong value)
    {
        var count = 0;
        for (; value >= VarintRadix; value >>= 7)
        {
            destination[count++] = (byte)(value | VarintRadix);
        }

        destination[count++] = (byte)value;
        return count;
    }

    private int Characters(long value) => Math.Max(_width, Digits(Magnitude(value))) + (HasSign(value) ? 1 : 0);

    /// <summary>Decimal digits have a sign; the others show the 64 bits.</summary>
    private bool HasSign(long value) => _radix == 10 && !IsUnsigned && value < 0;

    private ulong Magnitude(long value) => HasSign(value) ? 0UL - (ulong)value : (ulong)value;

    private int Digits(ulong value)
    {
        var digits = 1;
        while (value >= _radix)
        {
            value /= _radix;
            digits++;
        }

        return digits;
    }
}
