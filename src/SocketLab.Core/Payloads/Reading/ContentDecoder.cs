using System.Buffers.Binary;
using System.Globalization;
using System.IO.Compression;

namespace SocketLab.Core.Payloads.Reading;

/// <summary>Unwraps content. Whatever the bytes are, there is an answer, and it is never longer than <see cref="MaxBytes"/>.</summary>
public static class ContentDecoder
{
    /// <summary>Bytes that are unwrapped at most: a few hundred compressed bytes can stand for a gigabyte.</summary>
    public const int MaxBytes = 1 << 20;

    private const string CutOff = "Cut off at 1 MiB: there is more.";

    /// <summary>Unwraps bytes.</summary>
    public static DecodedContent Decode(ContentCoding coding, ReadOnlyMemory<byte> bytes) =>
        coding switch
        {
            ContentCoding.Base64 => Base64(bytes.Span),
            ContentCoding.Percent => Percent(bytes.Span),
            _ => Inflate(bytes),
        };

    private static DecodedContent Base64(ReadOnlySpan<byte> text)
    {
        var decoded = new List<byte>(Math.Min(MaxBytes, text.Length * 3 / 4));
        var (bits, count, hasEnded) = (0, 0, false);
        for (var i = 0; i < text.Length; i++)
        {
            var digit = Digit(text[i]);
            if (text[i] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n')
            {
                continue;
            }

            hasEnded |= text[i] == '=';
            if (text[i] != '=' && (digit < 0 || hasEnded))
            {
                return new([.. decoded], $"Byte {Number(i)} is no base64: {(hasEnded ? "something follows the end" : "no such digit")}.");
            }

            if (hasEnded)
            {
                continue;
            }

            (bits, count) = ((bits << 6) | digit, count + 6);
            if (count >= 8)
            {
                if (decoded.Count == MaxBytes)
                {
                    return new([.. decoded], CutOff);
                }

                count -= 8;
                decoded.Add((byte)(bits >> count));
                bits &= (1 << count) - 1;
            }
        }

        return new([.. decoded], count == 6 ? "It ends in the middle of a byte: one base64 digit alone says nothing." : null);
    }

    private static int Digit(byte character) =>
        character switch
        {
            >= (byte)'A' and <= (byte)'Z' => character - 'A',
            >= (byte)'a' and <= (byte)'z' => character - 'a' + 26,
            >= (byte)'0' and <= (byte)'9' => character - '0' + 52,
            (byte)'+' or (byte)'-' => 62,
            (byte)'/' or (byte)'_' => 63,
            _ => -1,
        };

    private static DecodedContent Percent(ReadOnlySpan<byte> text)
    {
        var decoded = new List<byte>(Math.Min(MaxBytes, text.Length));
        var isAny = false;
        for (var i = 0; i < text.Length; i++)
        {
            if (decoded.Count == MaxBytes)
            {
                return new([.. decoded], CutOff);
            }

            if (text[i] == '%' && i + 2 < text.Length && char.IsAsciiHexDigit((char)text[i + 1]) && char.IsAsciiHexDigit((char)text[i + 2]))
            {
                decoded.Add((byte)((Nibble(text[i + 1]) << 4) | Nibble(text[i + 2])));
                (i, isAny) = (i + 2, true);
            }
            else
            {
                decoded.Add(text[i]);
            }
        }

        return new([.. decoded], isAny ? null : "Nothing to decode: there is no %XX in it.");
    }

    private static int Nibble(byte digit) => digit <= '9' ? digit - '0' : (digit | 0x20) - 'a' + 10;

    private static DecodedContent Inflate(ReadOnlyMemory<byte> bytes)
    {
        var decoded = new byte[MaxBytes];
        var length = 0;
        try
        {
            using var source = new EndingStream(bytes.ToArray());
            using var inflated = Open(source, bytes.Span);
            while (length < MaxBytes && inflated.Read(decoded, length, MaxBytes - length) is > 0 and var read)
            {
                length += read;
            }

            if (length == MaxBytes && inflated.ReadByte() >= 0)
            {
                return new(decoded, CutOff);
            }

            return source.HasEnded && !IsWholeGzip(bytes.Span, length) ? Broken(decoded[..length]) : new(decoded[..length], null);
        }
        catch (Exception error) when (error is InvalidDataException or IOException)
        {
            // What asks for a dictionary, which nobody here has, is told as an error of the stream.
            return Broken(decoded[..length]);
        }
    }

    private static DecodedContent Broken(byte[] read) =>
        new(read, read.Length == 0 ? "This is no gzip, zlib or deflate." : "Damaged or cut off: this is what could be read.");

    /// <summary>
    /// gzip ends with the length of what it holds. The framework looks behind it for another, so that it came to the end says nothing.
    /// </summary>
    private static bool IsWholeGzip(ReadOnlySpan<byte> bytes, int length) =>
        bytes is [0x1f, 0x8b, ..] && bytes.Length >= 18 && BinaryPrimitives.ReadUInt32LittleEndian(bytes[^4..]) <= length;

    private static Stream Open(Stream source, ReadOnlySpan<byte> start) =>
        start switch
        {
            [0x1f, 0x8b, ..] => new GZipStream(source, CompressionMode.Decompress),
            [var method, var flags, ..] when (method & 0x0f) == 8 && ((method << 8) | flags) % 31 == 0 => new ZLibStream(
                source,
                CompressionMode.Decompress
            ),
            _ => new DeflateStream(source, CompressionMode.Decompress),
        };

    private static string Number(int value) => value.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>Knows whether somebody wanted more than there is: the framework takes what was cut off for what ended.</summary>
    private sealed class EndingStream(byte[] bytes) : MemoryStream(bytes, writable: false)
    {
        public bool HasEnded { get; private set; }

        public override int Read(byte[] buffer, int offset, int count)
        {
            var read = base.Read(buffer, offset, count);
            HasEnded |= read == 0 && count > 0;
            return read;
        }
    }
}
