using System.Text;
using CsCheck;
using SocketLab.Core.Payloads;

namespace SocketLab.Core.Tests.Payloads;

/// <summary>Every byte value by every way of writing it down.</summary>
public sealed class PayloadRoundTripTests
{
    private static readonly byte[] AllValues = [.. Enumerable.Range(0, 256).Select(value => (byte)value)];

    public static TheoryData<PayloadEncoding, LineEnding> Ways =>
        new(from encoding in Enum.GetValues<PayloadEncoding>() from ending in Enum.GetValues<LineEnding>() select (encoding, ending));

    [Theory, MemberData(nameof(Ways))]
    public void All_values_survive_every_format_with_the_line_ending_behind_them(PayloadEncoding encoding, LineEnding ending)
    {
        var characters = ending switch
        {
            LineEnding.Lf => "\n",
            LineEnding.Crlf => "\r\n",
            LineEnding.Cr => "\r",
            LineEnding.Nul => "\0",
            _ => "",
        };
        foreach (var isTemplate in (bool[])[false, true])
        {
            foreach (
                var (format, data) in new[]
                {
                    (PayloadFormat.Text, string.Concat(AllValues.Select(value => $@"\x{value:x2}"))),
                    (PayloadFormat.Hex, Convert.ToHexString(AllValues)),
                    (PayloadFormat.Base64, Convert.ToBase64String(AllValues)),
                }
            )
            {
                var tail = format == PayloadFormat.Text ? Encoder(encoding).GetBytes(characters) : Encoding.ASCII.GetBytes(characters);
                var payload = new PayloadText
                {
                    Format = format,
                    Data = data,
                    Encoding = encoding,
                    LineEnding = ending,
                    Template = isTemplate,
                };
                Assert.Equal([.. AllValues, .. tail], payload.ToBytes(TimeProvider.System));
            }
        }
    }

    [Theory]
    [InlineData(PayloadEncoding.Utf8, 0x10ffff)]
    [InlineData(PayloadEncoding.Ascii, 0x7f)]
    [InlineData(PayloadEncoding.Latin1, 0xff)]
    [InlineData(PayloadEncoding.Utf16Le, 0x10ffff)]
    [InlineData(PayloadEncoding.Utf16Be, 0x10ffff)]
    public void A_character_is_encoded_or_refused_where_it_stands_and_never_replaced(PayloadEncoding encoding, int last) =>
        Gen.Select(Gen.String[Gen.Char['a', 'z'], 0, 20], Gen.Int[0, 0x10ffff].Where(Rune.IsValid), Gen.String[Gen.Char['a', 'z'], 0, 20])
            .Sample(
                (before, value, after) =>
                {
                    var character = value == '\\' ? @"\\" : char.ConvertFromUtf32(value);
                    foreach (
                        var (text, start) in new[]
                        {
                            (before + character + after, before.Length),
                            ($@"{before}\n\u{{{value:x}}}{after}", before.Length + 2),
                        }
                    )
                    {
                        if (value <= last)
                        {
                            var expected = Encoder(encoding)
                                .GetBytes(before + (start > before.Length ? "\n" : "") + char.ConvertFromUtf32(value) + after);
                            Assert.Equal(expected, PayloadParser.Parse(PayloadFormat.Text, text, encoding));
                        }
                        else
                        {
                            Assert.Equal(
                                start,
                                Assert.Throws<PayloadException>(() => PayloadParser.Parse(PayloadFormat.Text, text, encoding)).Position
                            );
                        }
                    }
                },
                iter: 2000
            );

    [Fact]
    public void A_text_of_16_MiB_is_read_and_its_last_character_still_placed()
    {
        var text = new string('x', 16 << 20) + "€";
        Assert.Equal((16 << 20) + 3, PayloadParser.Parse(PayloadFormat.Text, text).Length);
        Assert.Equal(
            16 << 20,
            Assert.Throws<PayloadException>(() => PayloadParser.Parse(PayloadFormat.Text, text, PayloadEncoding.Latin1)).Position
        );
    }

    private static Encoding Encoder(PayloadEncoding encoding) =>
        encoding switch
        {
            PayloadEncoding.Ascii => Encoding.ASCII,
            PayloadEncoding.Latin1 => Encoding.Latin1,
            PayloadEncoding.Utf16Le => new UnicodeEncoding(bigEndian: false, byteOrderMark: false),
            PayloadEncoding.Utf16Be => new UnicodeEncoding(bigEndian: true, byteOrderMark: false),
            _ => new UTF8Encoding(false),
        };
}
