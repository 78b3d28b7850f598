using SocketLab.Core.Payloads;

namespace SocketLab.Core.Tests.Payloads;

/// <summary>Every wrong template is refused with the place where it is wrong.</summary>
public sealed class PayloadTemplateErrorTests
{
    [Theory]
    [InlineData("ab{{", 2)]
    [InlineData("ab{{counter}", 2)]
    [InlineData("ab{{}}", 4)]
    [InlineData("{{ counter }}", 2)]
    [InlineData("{{Counter}}", 2)]
    [InlineData("{{nothing:1}}", 2)]
    [InlineData("{{counter}}{{counter:}}", 21)]
    [InlineData("{{counter:q}}", 10)]
    [InlineData("{{counter:5\0}}", 10)]
    [InlineData("{{counter:+5}}", 10)]
    [InlineData("{{length:d6\0}}", 9)]
    [InlineData("{{counter:1:}}", 12)]
    [InlineData("{{counter:1:2}}", 12)]
    [InlineData("{{counter:1:d:x}}", 14)]
    [InlineData("{{counter:99999999999999999999}}", 10)]
    [InlineData("{{counter:d0}}", 10)]
    [InlineData("{{counter:d65}}", 10)]
    [InlineData("{{counter:u16}}", 10)]
    [InlineData("{{counter:u8be}}", 10)]
    [InlineData("{{counter:u12be}}", 10)]
    [InlineData("{{counter:u72be}}", 10)]
    [InlineData("{{counter:u}}", 10)]
    [InlineData("{{uuid:x}}", 7)]
    [InlineData("{{random}}", 8)]
    [InlineData("{{random:}}", 9)]
    [InlineData("{{random:0}}", 9)]
    [InlineData("{{random:1048577}}", 9)]
    [InlineData("{{random:4:d}}", 11)]
    [InlineData("{{randomInt:1}}", 13)]
    [InlineData("{{randomInt:2:1}}", 14)]
    [InlineData("{{randomInt:1:1:q}}", 16)]
    [InlineData("{{randomInt:0:256:u8}}", 18)]
    [InlineData("{{randomInt:-1:255:u8}}", 19)]
    [InlineData("{{crc32:u16be}}", 8)]
    [InlineData("{{crc32:behind}}", 8)]
    [InlineData("{{time:%}}", 7)]
    [InlineData("{{time:'open}}", 7)]
    [InlineData("{{unixTime:ms}}", 11)]
    [InlineData("{{random:300}}{{length:u8}}", 23)]
    [InlineData(@"{{counter}}\q", 11)]
    [InlineData(@"\u{{counter}}", 0)]
    [InlineData(@"{{counter}}xx\x4{{counter}}", 13)]
    public void Error_stands_at_what_is_wrong(string data, int position) => Assert.Equal(position, PositionOf(new() { Data = data }));

    [Theory]
    [InlineData("ff {{counter}} f", 16)]
    [InlineData("f{{counter}}", 1)]
    [InlineData("ff {{counter}} \\{{", 15)]
    [InlineData("{{length:u8}}{{random:300}}", 9)]
    [InlineData("{{randomInt:-1:5000000000}}", 2)]
    public void Error_among_bytes_stands_there_too(string data, int position) =>
        Assert.Equal(position, PositionOf(new() { Data = data, Format = PayloadFormat.Hex }));

    [Fact]
    public void Base64_has_no_placeholders() =>
        Assert.Equal(4, PositionOf(new() { Data = "AAEC{{counter}}", Format = PayloadFormat.Base64 }));

    [Fact]
    public void A_format_of_time_must_exist_in_the_encoding() =>
        Assert.Equal(7, PositionOf(new() { Data = "{{time:HH€}}", Encoding = PayloadEncoding.Ascii }));

    [Fact]
    public void A_placeholder_that_would_run_to_the_next_is_not_closed() =>
        Assert.Equal(0, PositionOf(new() { Data = "{{" + new string('x', 500) + "}}" }));

    [Fact]
    public void There_are_not_too_many_and_they_do_not_make_too_much()
    {
        Assert.Equal(256 * 11, PositionOf(new() { Data = string.Concat(Enumerable.Repeat("{{counter}}", 257)) }));
        Assert.Equal(16 * 18, PositionOf(new() { Data = string.Concat(Enumerable.Repeat("{{random:1048576}}", 20)) }));
    }

    [Fact]
    public void An_escape_of_templates_is_none_elsewhere() =>
        Assert.Equal(0, Assert.Throws<PayloadException>(() => PayloadParser.Parse(PayloadFormat.Text, @"\{")).Position);

    private static int PositionOf(PayloadText payload)
    {
        var error = Assert.Throws<PayloadException>(() => PayloadTemplate.Parse(payload, TimeProvider.System));
        Assert.EndsWith(".", error.Message, StringComparison.Ordinal);
        return error.Position;
    }
}
