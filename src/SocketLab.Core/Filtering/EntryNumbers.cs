using System.Buffers.Binary;
using System.Globalization;

namespace SocketLab.Core.Filtering;

/// <summary>Reads numbers out of bytes and text.</summary>
internal static class EntryNumbers
{
    /// <summary>
    /// Whether a value is unsigned with 64 bits, so that its highest bit is turned over and it compares as a signed number does.
    /// </summary>
    public static bool IsShifted(EntryValue value) => value is { Field: FilterField.UnsignedNumber, Size: 8 };

    /// <summary>The number that <see cref="ReadInteger"/> shifted.</summary>
    public static ulong Unshift(long number) => (ulong)number ^ (1UL << 63);

    /// <summary>Reads a whole number of 1, 2, 4 or 8 bytes.</summary>
    public static long ReadInteger(ReadOnlySpan<byte> bytes, bool isSigned, bool isBigEndian) =>
        bytes.Length switch
        {
            1 => isSigned ? (sbyte)bytes[0] : bytes[0],
            2 when isSigned => isBigEndian ? BinaryPrimitives.ReadInt16BigEndian(bytes) : BinaryPrimitives.ReadInt16LittleEndian(bytes),
            2 => isBigEndian ? BinaryPrimitives.ReadUInt16BigEndian(bytes) : BinaryPrimitives.ReadUInt16LittleEndian(bytes),
            4 when isSigned => isBigEndian ? BinaryPrimitives.ReadInt32BigEndian(bytes) : BinaryPrimitives.ReadInt32LittleEndian(bytes),
            4 => isBigEndian ? BinaryPrimitives.ReadUInt32BigEndian(bytes) : BinaryPrimitives.ReadUInt32LittleEndian(bytes),
            _ => (isBigEndian ? BinaryPrimitives.ReadInt64BigEndian(bytes) : BinaryPrimitives.ReadInt64LittleEndian(bytes))
                ^ (isSigned ? 0 : long.MinValue),
        };

    /// <summary>Reads a floating-point number of 4 or 8 bytes.</summary>
    public static double ReadFloat(ReadOnlySpan<byte> bytes, bool isBigEndian) =>
        bytes.Length == 4
            ? isBigEndian
                ? BinaryPrimitives.ReadSingleBigEndian(bytes)
                : BinaryPrimitives.ReadSingleLittleEndian(bytes)
            : isBigEndian
                ? BinaryPrimitives.ReadDoubleBigEndian(bytes)
                : BinaryPrimitives.ReadDoubleLittleEndian(bytes);

    /// <summary>
    /// The number that a value has where another one is written: 0.1 is none that 32 bits have, and means the closest of those. One that is
    /// out of their range stays.
    /// </summary>
    public static double Closest(EntryValue value, double number) => IsSingle(value, number) ? (float)number : number;

    /// <summary>A floating-point number of a value, in as many digits as tell it from its neighbours.</summary>
    public static string ToText(EntryValue value, double number) =>
        IsSingle(value, number) ? ((float)number).ToString(CultureInfo.InvariantCulture) : number.ToString(CultureInfo.InvariantCulture);

    /// <summary>Reads a captured text as a number: an optional sign, digits, a fraction, an exponent, and blanks around them.</summary>
    public static bool TryParse(string? text, out double number)
    {
        number = 0;
        return text is not null
            && !text.Contains('\0', StringComparison.Ordinal)
            && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number)
            && double.IsFinite(number);
    }

    private static bool IsSingle(EntryValue value, double number) => value.Size == sizeof(float) && float.IsFinite((float)number);
}
