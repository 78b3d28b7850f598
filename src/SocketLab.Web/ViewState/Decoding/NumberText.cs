using System.Globalization;
using SocketLab.Core.Numbers;
using SocketLab.Web.ViewState.Bytes;

namespace SocketLab.Web.ViewState.Decoding;

/// <summary>Finds out how bytes are to be read to be the number that a text says they are.</summary>
internal static class NumberText
{
    /// <summary>Wireshark writes some six digits of a single-precision number, and fifteen of a double.</summary>
    private const double SinglePrecision = 1e-5;

    private const double DoublePrecision = 1e-12;

    /// <summary>The type, such as <c>u16be</c>; null where the bytes are not that number in this order.</summary>
    /// <param name="bytes">1, 2, 4 or 8 bytes.</param>
    /// <param name="value">The number as Wireshark writes it: <c>0x1234</c>, <c>-5</c>, <c>21.5</c>, <c>True</c>; null for none.</param>
    /// <param name="isLittle">Whether the least significant byte comes first.</param>
    public static string? TypeOf(ReadOnlySpan<byte> bytes, string? value, bool isLittle)
    {
        if (value is null)
        {
            return null;
        }

        var (bits, size) = (ByteValues.Bits(bytes, isLittle), 8 * bytes.Length);
        var kind =
            Unsigned(value) == bits ? "u"
            : WholeNumber.TryReadSigned<long>(value, out var signed) && signed == (long)(bits << (64 - size)) >> (64 - size) ? "i"
            : IsFloat(bits, bytes.Length, value) ? "f"
            : null;
        return kind is null ? null : $"{kind}{size}{(size == 8 ? "" : isLittle ? "le" : "be")}";
    }

    private static ulong? Unsigned(string value) =>
        value is "True" ? 1
        : value is "False" ? 0
        : value.StartsWith("0x", StringComparison.Ordinal)
            ? WholeNumber.TryReadHex<ulong>(value.AsSpan(2), out var hex) ? hex
                : null
        : WholeNumber.TryRead<ulong>(value, out var number) ? number
        : null;

    private static bool IsFloat(ulong bits, int size, string value)
    {
        if (size < 4 || !double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var told) || !double.IsFinite(told))
        {
            return false;
        }

        var (read, precision) =
            size == 4
                ? (BitConverter.UInt32BitsToSingle((uint)bits), SinglePrecision)
                : (BitConverter.UInt64BitsToDouble(bits), DoublePrecision);
        return Math.Abs(read - told) <= precision * Math.Abs(told);
    }
}
