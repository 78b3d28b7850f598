using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Time.Testing;
using SocketLab.Core.Payloads;

namespace SocketLab.Core.Tests.Payloads;

public sealed partial class PayloadTemplateTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 5, 59, 38, 389, TimeSpan.Zero);

    [Theory]
    [InlineData("{{counter}}", "1|2|3")]
    [InlineData("{{counter:9}}", "9|10|11")]
    [InlineData("{{counter:-1}}", "-1|0|1")]
    [InlineData("{{counter:d4}}", "0001|0002|0003")]
    [InlineData("{{counter:254:x}}", "fe|ff|100")]
    [InlineData("{{counter:254:X4}}", "00FE|00FF|0100")]
    [InlineData("{{counter:7:o}}", "7|10|11")]
    [InlineData("{{counter:1:b8}}", "00000001|00000010|00000011")]
    [InlineData("{{counter:-1:d3}}", "-001|000|001")]
    [InlineData("{{counter:9223372036854775807}}", "9223372036854775807|9223372036854775808|9223372036854775809")]
    [InlineData("{{counter:18446744073709551614}}", "18446744073709551614|18446744073709551615|0")]
    [InlineData("{{counter:-9223372036854775808}}", "-9223372036854775808|-9223372036854775807|-9223372036854775806")]
    [InlineData("{{counter:-1:x}}", "ffffffffffffffff|0|1")]
    [InlineData("{{counter:65:u8}}", "A|B|C")]
    [InlineData("{{counter}}{{counter}}", "11|22|33")]
    public void Counters_count_messages(string data, string expected) =>
        Assert.Equal(
            expected,
            string.Join('|', Enumerable.Range(1, 3).Select(index => Encoding.UTF8.GetString(Template(data).Render(index))))
        );

    [Theory]
    [InlineData("{{time:yyyy-MM-dd HH:mm:ss.fff}}", "2026-11-23 05:59:38.389")]
    [InlineData("{{time:R}}", "Mon, 23 Nov 2026 05:59:38 GMT")]
    [InlineData("{{time:HH:mm'€'}}", "05:59€")]
    [InlineData("{{time}}", "2026-11-23T05:59:38.3890000Z")]
    [InlineData("{{unixTime}}", "1795413578")]
    [InlineData("{{unixTimeMs}}", "1795413578389")]
    [InlineData("{{unixTimeUs}}", "1795413578389000")]
    [InlineData("{{unixTimeMs:x}}", "1a206fd1295")]
    public void Time_is_the_clocks_in_utc(string data, string expected) => Assert.Equal(expected, Text(data));

    [Fact]
    public void All_times_of_a_message_are_the_same_instant()
    {
        var time = new FakeTimeProvider(Now) { AutoAdvanceAmount = TimeSpan.FromSeconds(1) };
        var template = PayloadTemplate.Parse(new() { Data = "{{unixTimeMs}} {{unixTimeMs}}" }, time);
        var words = Encoding.ASCII.GetString(template.Render(1)).Split(' ');
        Assert.Equal(words[0], words[1]);
        Assert.NotEqual(words[0], Encoding.ASCII.GetString(template.Render(2)).Split(' ')[0]);
    }

    [Fact]
    public void Random_numbers_are_in_their_range_and_reach_both_ends()
    {
        var template = Template("{{randomInt:-1:1}}");
        Assert.Equal(
            ["-1", "0", "1"],
            Enumerable
                .Range(1, 200)
                .Select(index => Encoding.ASCII.GetString(template.Render(index)))
                .Distinct()
                .Order(StringComparer.Ordinal)
        );
        Assert.Equal("5", Text("{{randomInt:5:5}}"));
        Assert.Equal(8, Template("{{randomInt:-9223372036854775808:9223372036854775807:u64be}}").Render(1).Length);
        Assert.StartsWith("92233720368547758", Text("{{randomInt:9223372036854775806:9223372036854775807}}"), StringComparison.Ordinal);
    }

    [Fact]
    public void Random_bytes_are_bytes_and_a_uuid_is_of_version_4()
    {
        Assert.Equal(300, Template("{{random:300}}").Render(1).Length);
        Assert.Matches("^[0-9a-f]{600}$", Text("{{random:300:x}}"));
        Assert.Matches("^[0-9A-F]{6}$", Text("{{random:3:X}}"));
        Assert.Matches(Uuid(), Text("{{uuid}}"));
        Assert.NotEqual(Text("{{uuid}}", seed: 1), Text("{{uuid}}", seed: 2));
        Assert.Equal(Text("{{uuid}}", seed: 1), Text("{{uuid}}", seed: 1));
        var bytes = Template("{{uuid}}", PayloadFormat.Hex).Render(1);
        Assert.Equal((16, 4, 2), (bytes.Length, bytes[6] >> 4, bytes[8] >> 6));
    }

    [Theory]
    [InlineData("{{counter}}", "00000001")]
    [InlineData("01 {{counter:258:u16be}} 02", "01010202")]
    [InlineData("{{counter:258:u16le}}", "0201")]
    [InlineData("{{counter:258:u8}}", "02")]
    [InlineData("{{counter:258:u24be}}{{counter:258:u24le}}", "000102020100")]
    [InlineData("{{counter:-2:u64be}}", "fffffffffffffffe")]
    [InlineData("{{counter:10:d3}}", "303130")]
    [InlineData("{{unixTime}}", "6b03d64a")]
    [InlineData("{{unixTimeMs}}", "000001a206fd1295")]
    [InlineData("{{time:HH}}", "3035")]
    [InlineData("{{length}}ff", "00000005ff")]
    [InlineData("{{length:u8}}:00,00", "030000")]
    [InlineData("31323334 35363738 39 {{crc32}}", "313233343536373839cbf43926")]
    [InlineData("31323334 35363738 39 {{crc32:u32le}}", "3132333435363738392639f4cb")]
    [InlineData("{{randomInt:7:7}}{{randomInt:-2:-2:u16be}}", "00000007fffe")]
    public void Among_bytes_a_number_is_bytes(string data, string expected) =>
        Assert.Equal(expected, Convert.ToHexStringLower(Template(data, PayloadFormat.Hex).Render(1)));

    [Theory]
    [InlineData("a{{length}}", "a2")]
    [InlineData("{{length}}", "1")]
    [InlineData("12345678{{length}}", "123456789")]
    [InlineData("123456789{{length}}", "12345678911")]
    [InlineData("1234567{{length}}{{length}}", "12345679" + "9")]
    [InlineData("12345678{{length}}{{length}}", "123456781212")]
    [InlineData("{{length:d5}} {{counter:10}}", "00008 10")]
    public void Length_counts_itself(string data, string expected) => Assert.Equal(expected, Text(data));

    [Fact]
    public void Length_counts_the_line_ending_in_the_encoding()
    {
        var template = PayloadTemplate.Parse(
            new()
            {
                Data = "{{length}}",
                Encoding = PayloadEncoding.Utf16Be,
                LineEnding = LineEnding.Crlf,
            },
            TimeProvider.System
        );
        Assert.Equal(Encoding.BigEndianUnicode.GetBytes("6\r\n"), template.Render(1));
    }

    [Theory]
    [InlineData("123456789{{crc32}}", "123456789cbf43926")]
    [InlineData("123456789{{crc32:X}}", "123456789CBF43926")]
    [InlineData("123456789{{crc32:d}}", "1234567893421780262")]
    [InlineData("{{crc32}}", "00000000")]
    [InlineData("{{crc32:after}}123456789", "cbf43926123456789")]
    [InlineData("1234{{crc32:all}}56789", "1234cbf4392656789")]
    [InlineData("123456789{{crc32}} and more", "123456789cbf43926 and more")]
    public void Checksums_are_the_known_ones(string data, string expected) => Assert.Equal(expected, Text(data));

    [Fact]
    public void Checksums_are_computed_from_left_to_right()
    {
        // The first leaves the second out; the second covers the first.
        var bytes = Template("{{crc32:after:u32be}} 313233343536373839 {{crc32:u32be}}", PayloadFormat.Hex).Render(1);
        Assert.Equal("cbf43926", Convert.ToHexStringLower(bytes[..4]));
        Assert.Equal(
            System.IO.Hashing.Crc32.HashToUInt32(bytes.AsSpan(0, 13)),
            System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(13))
        );
    }

    [Theory]
    [InlineData(@"\{{counter}}", "{{counter}}")]
    [InlineData(@"{\{counter}}", "{{counter}}")]
    [InlineData(@"{ { } }} {x}", "{ { } }} {x}")]
    [InlineData(@"\\{{counter}}", @"\1")]
    [InlineData(@"\\\{{counter}}", @"\{{counter}}")]
    [InlineData(@"{""n"": {""a"": {{counter}} }}", @"{""n"": {""a"": 1 }}")]
    [InlineData(@"\u{41}{{counter}}\x42", "A1B")]
    [InlineData("", "")]
    public void Braces_can_be_written(string data, string expected) => Assert.Equal(expected, Text(data));

    [Theory]
    [InlineData("", true)]
    [InlineData("text {{length}} {{crc32}}", true)]
    [InlineData("{{counter}}", false)]
    [InlineData("{{random:1}}", false)]
    [InlineData("{{uuid}}", false)]
    [InlineData("{{time:HH}}", false)]
    public void A_template_knows_whether_every_message_is_the_same(string data, bool expected) =>
        Assert.Equal(expected, Template(data).IsConstant);

    [Theory]
    [InlineData(PayloadEncoding.Utf16Le)]
    [InlineData(PayloadEncoding.Utf16Be)]
    public void Text_goes_through_the_encoding_and_bytes_do_not(PayloadEncoding encoding)
    {
        var template = PayloadTemplate.Parse(
            new() { Data = "{{counter}}{{unixTime}}{{time:HH€}}{{crc32}}{{uuid}}{{random:2:x}}", Encoding = encoding },
            new FakeTimeProvider(Now),
            new Random(1)
        );
        var text = (encoding == PayloadEncoding.Utf16Le ? Encoding.Unicode : Encoding.BigEndianUnicode).GetString(template.Render(1));
        Assert.Matches("^1179541357805€[0-9a-f]{8}[0-9a-f-]{36}[0-9a-f]{4}$", text);
        Assert.Equal(
            [0, 7],
            PayloadTemplate.Parse(new() { Data = "{{counter:7:u16be}}", Encoding = encoding }, TimeProvider.System).Render(1)
        );
        Assert.Equal(5, PayloadTemplate.Parse(new() { Data = "{{random:5}}", Encoding = encoding }, TimeProvider.System).Render(1).Length);
    }

    private static PayloadTemplate Template(string data, PayloadFormat format = PayloadFormat.Text, int seed = 1) =>
        PayloadTemplate.Parse(
            new()
            {
                Data = data,
                Format = format,
                Template = true,
            },
            new FakeTimeProvider(Now),
            new Random(seed)
        );

    private static string Text(string data, int seed = 1) => Encoding.UTF8.GetString(Template(data, seed: seed).Render(1));

    [GeneratedRegex("^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$")]
    private static partial Regex Uuid();
}
