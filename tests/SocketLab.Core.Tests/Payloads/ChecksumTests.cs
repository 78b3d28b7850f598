using System.Globalization;
using System.Text;
using CsCheck;
using SocketLab.Core.Payloads;

namespace SocketLab.Core.Tests.Payloads;

/// <summary>Checksums against what is published of them.</summary>
public sealed class ChecksumTests
{
    /// <summary>The check values of the CRC RevEng catalogue (over the digits 1 to 9), and sums that can be done by hand.</summary>
    public static TheoryData<string, string> CheckValues =>
        new()
        {
            { "crc8", "f4" },
            { "crc16modbus", "4b37" },
            { "crc16ccitt", "29b1" },
            { "crc16xmodem", "31c3" },
            { "crc16kermit", "2189" },
            { "crc32", "cbf43926" },
            { "sum8", "dd" },
            { "sum16", "01dd" },
            { "xor8", "31" },
            { "lrc", "23" },
        };

    [Theory]
    [MemberData(nameof(CheckValues))]
    public void Each_has_its_published_value_in_every_form(string name, string check)
    {
        var number = long.Parse(check, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
        var bytes = string.Concat(Convert.FromHexString(check).Reverse().Select(b => $"{b:x2}"));
        var wide = check.Length > 2 ? $"u{4 * check.Length}le" : "u8";
        Assert.Equal($"123456789{check}", Text($"123456789{{{{{name}}}}}"));
        Assert.Equal($"{check.ToUpperInvariant()}123456789", Text($"{{{{{name}:after:X}}}}123456789"));
        Assert.Equal($"1234{check}56789", Text($"1234{{{{{name}:all}}}}56789"));
        Assert.Equal($"123456789{check} and more", Text($"123456789{{{{{name}:before}}}} and more"));
        Assert.Equal($"123456789{number:d12}", Text($"123456789{{{{{name}:d12}}}}"));
        Assert.Equal($"313233343536373839{check}", Hex($"31 32 33 34 35 36 37 38 39 {{{{{name}}}}}"));
        Assert.Equal($"{bytes}313233343536373839", Hex($"{{{{{name}:after:{wide}}}}} 31 32 33 34 35 36 37 38 39"));
    }

    [Theory]
    [InlineData("Modbus RTU, an answer with one input register", "01 04 02 ff ff {{crc16modbus:u16le}}", "010402ffffb880")]
    [InlineData("Modbus ASCII, read three registers", "11 03 00 6b 00 03 {{lrc}}", "1103006b00037e")]
    [InlineData("Intel HEX, a data record", "03 00 30 00 02 33 7a {{lrc}}", "0300300002337a1e")]
    public void Frames_that_are_published_come_out(string protocol, string data, string frame) =>
        Assert.Equal((protocol, frame), (protocol, Hex(data)));

    [Fact]
    public void An_nmea_sentence_has_its_checksum_behind_the_star()
    {
        // What stands between $ and * counts: the sentence is made of two, the inner one first.
        const string sentence = "GPGGA,092750.000,5321.6802,N,00630.3372,W,1,8,1.03,61.7,M,55.2,M,,";
        Assert.EndsWith("76", Text(sentence + "{{xor8:X2}}"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{{crc16modbus:u8}}", 14)]
    [InlineData("{{crc8:varint}}", 7)]
    [InlineData("{{crc32:u16be}}", 8)]
    [InlineData("{{xor8:before:q}}", 14)]
    [InlineData("{{crc16}}", 2)]
    public void A_format_that_is_too_short_is_refused(string data, int position) =>
        Assert.Equal(
            position,
            Assert.Throws<PayloadException>(() => PayloadTemplate.Parse(new() { Data = data }, TimeProvider.System)).Position
        );

    [Fact]
    public void Each_is_the_same_in_pieces_as_bit_by_bit() =>
        Gen
            .Byte.Array[0, 100]
            .Sample(bytes =>
            {
                var data = Convert.ToHexString(bytes);
                Assert.Equal(Slow(bytes, 8, 0x07, 0, false), Number(data, "crc8"));
                Assert.Equal(Slow(bytes, 16, 0x8005, 0xffff, true), Number(data, "crc16modbus"));
                Assert.Equal(Slow(bytes, 16, 0x1021, 0xffff, false), Number(data, "crc16ccitt"));
                Assert.Equal(Slow(bytes, 16, 0x1021, 0, false), Number(data, "crc16xmodem"));
                Assert.Equal(Slow(bytes, 16, 0x1021, 0, true), Number(data, "crc16kermit"));
            });

    /// <summary>A CRC as it is defined: a division of polynomials, bit by bit.</summary>
    private static uint Slow(byte[] bytes, int bits, uint polynomial, uint begin, bool reflected)
    {
        var (state, top) = (begin, 1u << (bits - 1));
        foreach (var value in bytes)
        {
            for (var bit = 0; bit < 8; bit++)
            {
                var next = (value >> (reflected ? bit : 7 - bit)) & 1;
                var carry = ((state & top) != 0 ? 1 : 0) ^ next;
                state = (state << 1) & ((top << 1) - 1);
                state ^= carry == 1 ? polynomial : 0;
            }
        }

        return !reflected ? state : Enumerable.Range(0, bits).Aggregate(0u, (sum, bit) => (sum << 1) | ((state >> bit) & 1));
    }

    private static uint Number(string data, string name)
    {
        var bytes = Render(data + $"{{{{{name}:all:u32be}}}}", PayloadFormat.Hex);
        return System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(bytes.Length - 4));
    }

    private static string Text(string data) => Encoding.ASCII.GetString(Render(data, PayloadFormat.Text));

    private static string Hex(string data) => Convert.ToHexStringLower(Render(data, PayloadFormat.Hex));

    private static byte[] Render(string data, PayloadFormat format) =>
        PayloadTemplate.Parse(new() { Data = data, Format = format }, TimeProvider.System).Render(1);
}
