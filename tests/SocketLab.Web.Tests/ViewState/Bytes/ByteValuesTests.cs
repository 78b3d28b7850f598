using System.Buffers.Binary;
using SocketLab.Web.ViewState.Bytes;

namespace SocketLab.Web.Tests.ViewState.Bytes;

/// <summary>The values at a selection, and the names under which filters and columns know them.</summary>
public sealed class ByteValuesTests
{
    [Theory]
    [InlineData("u8", "254", null)]
    [InlineData("i8", "-2", null)]
    [InlineData("u16", "65244", "56574")]
    [InlineData("i16", "-292", "-8962")]
    [InlineData("u32", "4275878552", "2562383102")]
    [InlineData("i32", "-19088744", "-1732584194")]
    [InlineData("u64", "18364758544493064720", "1167088121787636990")]
    [InlineData("i64", "-81985529216486896", "1167088121787636990")]
    [InlineData("IPv4", "254.220.186.152", null)]
    [InlineData("Unix s", "2105-07-01 08:02:32Z", "2051-03-14 05:05:02Z")]
    public void Numbers_and_addresses(string name, string big, string? little)
    {
        var value = Assert.Single(At("00fedcba9876543210", 1, 2), value => value.Name == name);
        Assert.Equal((big, little), (value.Big?.Text, value.Little?.Text));
    }

    [Fact]
    public void Floats_and_times()
    {
        var bytes = new byte[8];
        BinaryPrimitives.WriteDoubleLittleEndian(bytes, 21.5);
        Assert.Equal("21.5", Little(bytes, "f64"));
        BinaryPrimitives.WriteSingleLittleEndian(bytes, -0.25f);
        Assert.Equal("-0.25", Little(bytes, "f32"));
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, 1_700_000_000_123);
        Assert.Equal("2023-11-14 22:13:20.123Z", Little(bytes, "Unix ms"));
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, ulong.MaxValue);
        Assert.Null(Little(bytes, "Unix ms"));
        BinaryPrimitives.WriteDoubleLittleEndian(bytes, double.NaN);
        Assert.Equal("NaN", Little(bytes, "f64"));
        Assert.Contains(At(new string('0', 30) + "01", 0, 1), value => value is { Name: "IPv6", Big.Text: "::1" });
    }

    [Theory]
    [InlineData(6, 1, "00000110")]
    [InlineData(5, 2, "00000101 00000110")]
    [InlineData(8, 9, "00001000")]
    public void Bits_are_those_of_the_selection(int start, int length, string bits) =>
        Assert.Equal(bits, At("000102030405060708", start, length).Single(value => value.Name == "Bits").Big?.Text);

    [Fact]
    public void Every_value_says_which_bytes_it_is_and_what_names_it()
    {
        var values = At(new string('1', 40), 3, 1);
        Assert.Equal("u8[3]", values.Single(value => value.Name == "u8").Big?.Selection.Expression);
        Assert.Equal("u16be[3]", values.Single(value => value.Name == "u16").Big?.Selection.Expression);
        Assert.Equal("f64le[3]", values.Single(value => value.Name == "f64").Little?.Selection.Expression);
        Assert.Equal("u32le[3]", values.Single(value => value.Name == "Unix s").Little?.Selection.Expression);
        Assert.Equal("bytes[3:4]", values.Single(value => value.Name == "IPv4").Big?.Selection.Expression);
        Assert.Equal("bytes[3:1]", values.Single(value => value.Name == "Bits").Big?.Selection.Expression);
        Assert.All(values.Select(value => (value.Size, value.Big?.Selection)).Where(value => value.Selection is not null), value =>
            Assert.Equal((3, value.Size), (value.Selection!.Value.Start, value.Selection.Value.Length))
        );
    }

    [Fact]
    public void There_is_nothing_where_the_message_has_no_bytes()
    {
        Assert.Empty(At("0102", 2, 1));
        Assert.Equal(["u8", "i8", "Bits"], At("0102", 1, 4).Select(value => value.Name));
    }

    private static IReadOnlyList<ByteValue> At(string hex, int start, int length) =>
        ByteValues.At(Convert.FromHexString(hex), new(start, length));

    private static string? Little(byte[] bytes, string name) =>
        ByteValues.At(bytes, new(0, 1)).Single(value => value.Name == name).Little?.Text;
}
