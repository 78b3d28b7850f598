using System.Globalization;
using System.Text;

namespace SocketLab.Core.Payloads.Templates;

/// <summary><c>{{time:FORMAT}}</c>: the time in UTC, by a .NET format in the invariant culture.</summary>
internal sealed class TimePart(string format, PayloadEncoding encoding) : TemplatePart
{
    /// <summary>As times are written everywhere else: RFC 3339 with seven decimals.</summary>
    public const string Rfc3339 = "yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'";

    /// <summary>Longest format in characters.</summary>
    public const int MaxFormatLength = 100;

    // "dddd" is Wednesday, "g" is A.D., "K" an offset of six characters; a format of one character is a standard one of 37 at the most.
    private const int MaxCharacters = 6 * MaxFormatLength;

    private readonly Encoding _strict = encoding.Strict();

    /// <inheritdoc/>
    public override int MaxSize { get; } = encoding.Strict().GetMaxByteCount(Math.Max(40, 6 * format.Length));

    /// <inheritdoc/>
    public override int Size(long value, in Moment moment)
    {
        Span<char> text = stackalloc char[MaxCharacters];
        return _strict.GetByteCount(text[..Format(text, moment)]);
    }

    /// <inheritdoc/>
    public override int Write(Span<byte> destination, long value, in Moment moment)
    {
        Span<char> text = stackalloc char[MaxCharacters];
        return _strict.GetBytes(text[..Format(text, moment)], destination);
    }

    private int Format(Span<char> text, in Moment moment) =>
        moment.Now.UtcDateTime.TryFormat(text, out var length, format, CultureInfo.InvariantCulture)
            ? length
            : throw new InvalidOperationException("A time is longer than its format allows.");
}

/// <summary><c>{{uuid}}</c>: a random UUID (RFC 9562, version 4), as text or as its 16 bytes in network order.</summary>
internal sealed class UuidPart(bool isText, PayloadEncoding encoding) : TemplatePart
{
    private const int Bytes = 16;
    private const int Characters = 36;

    /// <inheritdoc/>
    public override int MaxSize { get; } =
        !isText ? Bytes
        : encoding.IsUtf16() ? 2 * Characters
        : Characters;

    /// <inheritdoc/>
    public override int Size(long value, in Moment moment) => MaxSize;

    /// <inheritdoc/>
    public override int Write(Span<byte> destination, long value, in Moment moment)
    {
        Span<byte> bytes = stackalloc byte[Bytes];
        moment.Random.NextBytes(bytes);
        bytes[6] = (byte)((bytes[6] & 0x0f) | 0x40);
        bytes[8] = (byte)((bytes[8] & 0x3f) | 0x80);
        if (!isText)
        {
            bytes.CopyTo(destination);
            return Bytes;
        }

        new Guid(bytes, bigEndian: true).TryFormat(destination, out var written);
        return encoding.WidenAscii(destination, written);
    }
}

/// <summary><c>{{random:N}}</c>: N random bytes, past the encoding; or, with <c>x</c> or <c>X</c>, their hexadecimal digits.</summary>
internal sealed class RandomBytesPart(int count, bool asDigits, bool isUpper, PayloadEncoding encoding) : TemplatePart
{
    /// <inheritdoc/>
    public override int MaxSize { get; } =
        count
        * (
            !asDigits ? 1
            : encoding.IsUtf16() ? 4
            : 2
        );

    /// <inheritdoc/>
    public override int Size(long value, in Moment moment) => MaxSize;

    /// <inheritdoc/>
    public override int Write(Span<byte> destination, long value, in Moment moment)
    {
        if (!asDigits)
        {
            moment.Random.NextBytes(destination[..count]);
            return count;
        }

        const int piece = 64;
        Span<byte> bytes = stackalloc byte[piece];
        for (var done = 0; done < count; done += piece)
        {
            var some = bytes[..Math.Min(piece, count - done)];
            moment.Random.NextBytes(some);
            var digits = destination[(2 * done)..];
            _ = isUpper ? Convert.TryToHexString(some, digits, out _) : Convert.TryToHexStringLower(some, digits, out _);
        }

        return encoding.WidenAscii(destination, 2 * count);
    }
}
