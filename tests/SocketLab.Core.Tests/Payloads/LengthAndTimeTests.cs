using Microsoft.Extensions.Time.Testing;
using SocketLab.Core.Payloads;

namespace SocketLab.Core.Tests.Payloads;

/// <summary>Lengths of a part of the message, as the headers of protocols have them, and the time as NTP writes it.</summary>
public sealed class LengthAndTimeTests
{
    [Theory]
    [InlineData("A length in front, as the framing of a stream has it", "{{length:after:u32be}} 68 65 6c 6c 6f", "0000000568656c6c6f")]
    [InlineData("DNS over TCP (RFC 1035, 4.2.2)", "{{length:after:u16be}} 12 34 01 00", "000412340100")]
    [InlineData(
        "Modbus/TCP: the bytes behind the length",
        "00 01 00 00 {{length:after:u16be}} 11 03 00 6b 00 03",
        "0001000000061103006b0003"
    )]
    [InlineData("All but its own", "aa {{length:all:u8}} bb cc", "aa03bbcc")]
    [InlineData("What stands before", "aa bb {{length:before:u8}} cc", "aabb02cc")]
    [InlineData("All of it, its own too", "aa {{length:u8}} bb", "aa03bb")]
    [InlineData("Two lengths, each of what is behind", "{{length:after:u8}} {{length:after:u8}} ff", "0201ff")]
    public void A_length_is_of_what_it_covers(string why, string data, string expected)
    {
        var bytes = Render(data, PayloadFormat.Hex);
        Assert.Equal((why, expected), (why, Convert.ToHexStringLower(bytes)));
    }

    [Fact]
    public void Digits_that_grow_are_true_of_themselves()
    {
        // 1 + 1 digits and 98 bytes make 100, whose three digits make 101 ...
        var text = System.Text.Encoding.ASCII.GetString(
            Render(new string('x', 95) + "{{length:d}}{{length:after:d}}{{length:before:d}}", PayloadFormat.Text)
        );
        Assert.Equal(new string('x', 95) + "101" + "2" + "99", text);
        Assert.Equal(101, text.Length);
    }

    [Fact]
    public void A_line_ending_is_behind_it()
    {
        var template = PayloadTemplate.Parse(new() { Data = "{{length:after:d}}abc", LineEnding = LineEnding.Crlf }, TimeProvider.System);
        Assert.Equal("5abc\r\n"u8.ToArray(), template.Render(1));
    }

    [Theory]
    [InlineData(0, "00")]
    [InlineData(127, "7f")]
    [InlineData(128, "8001")]
    [InlineData(321, "c102")] // the example of MQTT 3.1.1, 2.2.3
    [InlineData(16_383, "ff7f")]
    [InlineData(16_384, "808001")]
    public void A_varint_has_seven_bits_a_byte(int length, string expected) =>
        Assert.Equal(
            expected,
            Convert.ToHexStringLower(
                Render($"{{{{length:after:varint}}}}{string.Concat(Enumerable.Repeat("00", length))}", PayloadFormat.Hex)[
                    ..(expected.Length / 2)
                ]
            )
        );

    [Theory]
    [InlineData("{{counter:300:varint}}", "ac02")] // the example of Protocol Buffers' encoding
    [InlineData("{{counter:18446744073709551615:varint}}", "ffffffffffffffffff01")]
    [InlineData("{{counter:18446744073709551615:u64be}}", "ffffffffffffffff")]
    [InlineData("{{counter:9223372036854775808:d}}", "39323233333732303336383534373735383038")]
    public void Numbers_use_all_64_bits(string data, string expected) =>
        Assert.Equal(expected, Convert.ToHexStringLower(Render(data, PayloadFormat.Hex)));

    [Theory]
    [InlineData("{{random:300}}{{length:after:u8}}", null)]
    [InlineData("{{length:after:u8}}{{random:300}}", 15)]
    [InlineData("{{random:300}}{{length:before:u8}}", 30)]
    public void A_length_that_may_not_fit_is_refused_by_what_it_covers(string data, int? position)
    {
        var error = Record.Exception(() => Render(data, PayloadFormat.Text)) as PayloadException;
        Assert.Equal(position, error?.Position);
    }

    [Theory]
    [InlineData("1970-01-01T00:00:00Z", "83aa7e8000000000")] // RFC 5905, figure 4
    [InlineData("1970-01-01T00:00:00.5Z", "83aa7e8080000000")]
    [InlineData("2036-02-07T06:28:16Z", "0000000000000000")] // the next era begins
    [InlineData("2026-11-23T05:59:38.3890000Z", "eeae54ca63958106")]
    public void Ntp_time_is_seconds_since_1900_and_a_fraction(string time, string expected) =>
        Assert.Equal(
            expected,
            Convert.ToHexStringLower(
                PayloadTemplate
                    .Parse(
                        new() { Data = "{{ntpTime}}", Format = PayloadFormat.Hex },
                        new FakeTimeProvider(DateTimeOffset.Parse(time, System.Globalization.CultureInfo.InvariantCulture))
                    )
                    .Render(1)
            )
        );

    private static byte[] Render(string data, PayloadFormat format) =>
        PayloadTemplate.Parse(new() { Data = data, Format = format }, TimeProvider.System).Render(1);
}
