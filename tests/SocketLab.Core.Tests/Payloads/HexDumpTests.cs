using CsCheck;
using SocketLab.Core.Payloads;

namespace SocketLab.Core.Tests.Payloads;

public sealed class HexDumpTests
{
    [Fact]
    public void Rows_hold_offset_hex_and_ASCII()
    {
        var rows = HexDump.Rows("Hello, world!\r\n\0\x7f~"u8);
        Assert.Equal(
            [new HexRow(0, "48 65 6c 6c 6f 2c 20 77 6f 72 6c 64 21 0d 0a 00", "Hello, world!..."), new HexRow(16, "7f 7e", ".~")],
            rows
        );
    }

    [Fact]
    public void Text_is_aligned() => Assert.Equal("0000  30 31 32 33  0123\n0004  34           4", HexDump.Format("01234"u8, width: 4));

    [Fact]
    public void Nothing_is_no_row()
    {
        Assert.Empty(HexDump.Rows([]));
        Assert.Equal("", HexDump.Format([]));
    }

    [Fact]
    public void Every_byte_is_shown_once_in_order() =>
        Gen.Select(Gen.Byte.Array[0, 300], Gen.Int[1, 40])
            .Sample(
                (bytes, width) =>
                {
                    var rows = HexDump.Rows(bytes, width);
                    Assert.Equal(bytes, rows.SelectMany(row => PayloadParser.Parse(PayloadFormat.Hex, row.Hex)));
                    Assert.Equal(Enumerable.Range(0, rows.Count).Select(i => i * width), rows.Select(row => row.Offset));
                    Assert.All(rows, row => Assert.Equal((row.Hex.Length + 1) / 3, row.Ascii.Length));
                    Assert.All(rows.SelectMany(row => row.Ascii), c => Assert.InRange(c, ' ', '~'));
                }
            );
}
