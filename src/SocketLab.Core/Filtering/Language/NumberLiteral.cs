using System.Buffers;
using System.Globalization;

namespace SocketLab.Core.Filtering.Language;

/// <summary>A number as it was written, exactly as far as whole numbers are concerned.</summary>
/// <param name="Floor">The greatest whole number that is not above it.</param>
/// <param name="IsWhole">Whether it is <paramref name="Floor"/>.</param>
/// <param name="Value">The closest floating-point number.</param>
internal readonly record struct NumberLiteral(Int128 Floor, bool IsWhole, double Value)
{
    /// <summary>No number that an entry can have is as far from 0. It leaves room for the numbers beside it.</summary>
    private const double Far = 1e30;

    /// <summary>Characters of a whole number that is closer to 0 than <see cref="Far"/>.</summary>
    private const int MaxDigits = 30;

    private static readonly SearchValues<char> InNumbers = SearchValues.Create("0123456789+-.eE");

    /// <summary>The least whole number that is not below it.</summary>
    public Int128 Ceiling => IsWhole ? Floor : Floor + 1;

    /// <summary>Reads <c>10</c>, <c>-10</c>, <c>0x1f</c>, <c>1.5</c> or <c>1e3</c>.</summary>
    public static NumberLiteral? TryRead(string text)
    {
        if (text.Length > 2 && text[0] == '0' && text[1] is 'x' or 'X')
        {
            return Numbers.WholeNumber.TryReadHex<ulong>(text.Remove(0, 2), out var hex) ? new(hex, true, hex) : null;
        }

        if (text.Length is 0 or > 100 || text.AsSpan().ContainsAnyExcept(InNumbers) || !text.AsSpan().ContainsAnyInRange('0', '9'))
        {
            return null;
        }

        if (text.Length <= MaxDigits && Numbers.WholeNumber.TryReadSigned<Int128>(text, out var whole))
        {
            return new(whole, true, (double)whole);
        }

        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? Of(value) : null;
    }

    /// <summary>The number of a floating-point number.</summary>
    private static NumberLiteral Of(double value)
    {
        var floor = Math.Floor(Math.Clamp(value, -Far, Far));
        return new((Int128)floor, floor == value || Math.Abs(value) >= Far, value);
    }
}
