using SocketLab.Core.Dissecting;
using SocketLab.Web.ViewState.Bytes;
using SocketLab.Web.ViewState.Decoding;

namespace SocketLab.Web.Tests.ViewState.Decoding;

/// <summary>A field of Wireshark's tree is a number where its bytes are what Wireshark says they are.</summary>
public sealed class FieldValueTests
{
    [Theory]
    [InlineData("1234", "0x1234", "u16be[0]")]
    [InlineData("3412", "0x1234", "u16le[0]")]
    [InlineData("3412", "4660", "u16le[0]")]
    [InlineData("ff", "255", "u8[0]")]
    [InlineData("ff", "-1", "i8[0]")]
    [InlineData("feff", "-2", "i16le[0]")]
    [InlineData("fffffffe", "-2", "i32be[0]")]
    [InlineData("ffffffffffffffff", "18446744073709551615", "u64be[0]")]
    [InlineData("8000000000000000", "-9223372036854775808", "i64be[0]")]
    [InlineData("41ac0000", "21.5", "f32be[0]")]
    [InlineData("cdcccc3d", "0.1", "f32le[0]")]
    [InlineData("3ff8000000000000", "1.5", "f64be[0]")]
    [InlineData("01", "True", "u8[0]")]
    [InlineData("00", "False", "u8[0]")]
    public void Bytes_are_read_as_the_number_that_Wireshark_reads(string hex, string value, string expected)
    {
        var field = Of("Field: 1", value, hex);
        Assert.Equal((expected, null), (field.Expression, field.WhyNoNumber));
    }

    [Theory]
    [InlineData("Name: www", "\"www\"", "777777", "bytes[0:3]", "It has 3 bytes; a number has 1, 2, 4 or 8.")]
    [InlineData(
        ".000 0... .... .... = Opcode: Query",
        "0",
        "0000",
        "bytes[0:2]",
        "It is some bits of its bytes, and a plot follows whole bytes."
    )]
    [InlineData("Address: 1.2.3.4", "1.2.3.4", "01020304", "bytes[0:4]", "What Wireshark reads in its bytes is no number.")]
    [InlineData("Scaled: 7", "7", "0001", "bytes[0:2]", "What Wireshark reads in its bytes is no number.")]
    [InlineData("Protocol", null, "0001", "bytes[0:2]", "What Wireshark reads in its bytes is no number.")]
    public void What_is_no_number_says_why_and_keeps_its_bytes(string label, string? value, string hex, string expression, string why)
    {
        var field = Of(label, value, hex);
        Assert.Equal((expression, why), (field.Expression, field.WhyNoNumber));
    }

    [Fact]
    public void What_is_about_no_bytes_of_the_message_has_nothing_to_show()
    {
        var row = new DecodeRow("/a", 1, "Severity level: Warning") { Field = "_ws.expert.severity", Value = "1" };
        var field = FieldValue.Of(row, new byte[2], []);
        Assert.Null(field.Expression);
        Assert.NotNull(field.WhyNoNumber);
        Assert.Null(FieldValue.Of(row with { Bytes = new(1, 2) }, new byte[2], []).Expression);
    }

    [Fact]
    public void Where_both_orders_read_alike_the_other_fields_say_which_it_is()
    {
        var message = Convert.FromHexString("0000" + "0100" + "0500");
        DissectedField[] tree = [new("Protocol", "p") { Children = [Field("a", 0, "0"), Field("b", 2, "1"), Field("c", 4, "5")] }];
        var row = new DecodeRow("/p/a", 2, "A: 0")
        {
            Field = "a",
            Value = "0",
            Bytes = new ByteSelection(0, 2),
        };
        Assert.Equal("u16le[0]", FieldValue.Of(row, message, tree).Expression);
        Assert.Equal("u16be[0]", FieldValue.Of(row, message, []).Expression);

        static DissectedField Field(string name, int position, string value) =>
            new(name, name)
            {
                Position = position,
                Length = 2,
                Value = value,
            };
    }

    private static FieldValue Of(string label, string? value, string hex)
    {
        var message = Convert.FromHexString(hex);
        var row = new DecodeRow("/a", 1, label)
        {
            Field = "a",
            Value = value,
            Bytes = new ByteSelection(0, message.Length),
        };
        return FieldValue.Of(row, message, []);
    }
}
