using CsCheck;
using SocketLab.Core.Payloads;

namespace SocketLab.Core.Tests.Payloads;

public sealed class HexAndBase64PayloadTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData(" \t\r\n", "")]
    [InlineData("ff00", "ff00")]
    [InlineData("FF aB", "ffab")]
    [InlineData("ff:00:01", "ff0001")]
    [InlineData("0xff, 0x00", "ff00")]
    [InlineData("0XFF00", "ff00")]
    [InlineData("00x1", "error 2")]
    [InlineData("f", "error 1")]
    [InlineData("ff0", "error 3")]
    [InlineData("f f", "error 1")]
    [InlineData("ff 0:1", "error 4")]
    [InlineData("fg", "error 1")]
    [InlineData("gf", "error 0")]
    [InlineData("ff\u00e4", "error 2")]
    [InlineData("0xf", "error 3")]
    [InlineData("\uff11\uff11", "error 0")]
    public void Hex_is_read_as_people_paste_it(string text, string expected) => Assert.Equal(expected, Parse(PayloadFormat.Hex, text));

    [Theory]
    [InlineData("", "")]
    [InlineData("SGVsbG8=", "48656c6c6f")]
    [InlineData(" SGVs\r\n\tbG8= ", "48656c6c6f")]
    [InlineData("+/+/", "fbffbf")]
    [InlineData("AA==", "00")]
    [InlineData("A", "error 1")]
    [InlineData("SGVsbG8", "error 7")]
    [InlineData("SGVs*G8=", "error 4")]
    [InlineData("SGVs-_8=", "error 4")]
    [InlineData("SG=sbG8=", "error 3")]
    [InlineData("SGVsbG8= SG==", "error 9")]
    [InlineData("A===", "error 1")]
    [InlineData("====", "error 0")]
    [InlineData("AAAA====", "error 4")]
    [InlineData("AAAA\u00a0", "error 4")]
    public void Base64_is_read_with_its_padding(string text, string expected) => Assert.Equal(expected, Parse(PayloadFormat.Base64, text));

    [Fact]
    public void Any_bytes_survive_both_forms() =>
        Gen
            .Byte.Array[0, 300]
            .Sample(bytes =>
            {
                Assert.Equal(bytes, PayloadParser.Parse(PayloadFormat.Hex, Convert.ToHexString(bytes)));
                Assert.Equal(bytes, PayloadParser.Parse(PayloadFormat.Hex, BitConverter.ToString(bytes).Replace('-', ':')));
                Assert.Equal(
                    bytes,
                    PayloadParser.Parse(PayloadFormat.Base64, Convert.ToBase64String(bytes, Base64FormattingOptions.InsertLineBreaks))
                );
            });

    [Fact]
    public void Anything_is_bytes_or_one_typed_error_within_the_text() =>
        Gen.Select(
                Gen.Enum<PayloadFormat>(),
                Gen.Enum<PayloadEncoding>(),
                Gen.OneOf(Gen.String, Gen.Char[@"0123456789abcdefxXuU{}\ :,+/=ä"].Array[0, 30].Select(chars => new string(chars)))
            )
            .Sample(
                (format, encoding, text) =>
                {
                    try
                    {
                        PayloadParser.Parse(format, text, encoding);
                    }
                    catch (PayloadException error)
                    {
                        Assert.InRange(error.Position, 0, text.Length);
                    }
                },
                iter: 20_000
            );

    private static string Parse(PayloadFormat format, string text)
    {
        try
        {
            return Convert.ToHexStringLower(PayloadParser.Parse(format, text));
        }
        catch (PayloadException error)
        {
            return $"error {error.Position}";
        }
    }
}
