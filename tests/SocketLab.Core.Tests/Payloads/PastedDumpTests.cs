using System.Globalization;
using System.Text;
using CsCheck;
using SocketLab.Core.Payloads;

namespace SocketLab.Core.Tests.Payloads;

/// <summary>Hex dumps as tools print them: bytes are taken, offsets and the column of text are left out.</summary>
public sealed class PastedDumpTests
{
    private const string Hello = "48656c6c6f2c207769646520776f726c642120303132333435363738390a00ff";

    private static readonly Dictionary<string, string> Dumps = new()
    {
        ["xxd"] = """
            00000000: 4865 6c6c 6f2c 2077 6964 6520 776f 726c  Hello, wide worl
            00000010: 6421 2030 3132 3334 3536 3738 390a 00ff  d! 0123456789...
            """,
        ["xxd -g1 -c8"] = """
            00000000: 48 65 6c 6c 6f 2c 20 77  Hello, w
            00000008: 69 64 65 20 77 6f 72 6c  ide worl
            00000010: 64 21 20 30 31 32 33 34  d! 01234
            00000018: 35 36 37 38 39 0a 00 ff  56789...
            """,
        ["hexdump -C"] = """
            00000000  48 65 6c 6c 6f 2c 20 77  69 64 65 20 77 6f 72 6c  |Hello, wide worl|
            00000010  64 21 20 30 31 32 33 34  35 36 37 38 39 0a 00 ff  |d! 0123456789...|
            00000020
            """,
        ["Wireshark"] = """
            0000   48 65 6c 6c 6f 2c 20 77 69 64 65 20 77 6f 72 6c   Hello, wide worl
            0010   64 21 20 30 31 32 33 34 35 36 37 38 39 0a 00 ff   d! 0123456789...
            """,
        ["Wireshark, before version 3"] = """
            0000  48 65 6c 6c 6f 2c 20 77  69 64 65 20 77 6f 72 6c   Hello, w ide worl
            0010  64 21 20 30 31 32 33 34  35 36 37 38 39 0a 00 ff   d! 01234 56789...
            """,
        ["Wireshark, bytes alone"] = """
            0000   48 65 6c 6c 6f 2c 20 77 69 64 65 20 77 6f 72 6c
            0010   64 21 20 30 31 32 33 34 35 36 37 38 39 0a 00 ff
            """,
        ["tcpdump -X"] = """
            	0x0000:  4865 6c6c 6f2c 2077 6964 6520 776f 726c  Hello,.wide.worl
            	0x0010:  6421 2030 3132 3334 3536 3738 390a 00ff  d!.0123456789...
            """,
        ["tcpdump -x"] = """
            	0x0000:  4865 6c6c 6f2c 2077 6964 6520 776f 726c
            	0x0010:  6421 2030 3132 3334 3536 3738 390a 00ff
            """,
    };

    public static TheoryData<string> Tools => [.. Dumps.Keys];

    [Theory]
    [MemberData(nameof(Tools))]
    public void Each_tools_dump_is_its_bytes(string tool)
    {
        Assert.Equal(Hello, Parse(Dumps[tool]));
        Assert.Equal(Hello, Parse("\r\n" + Dumps[tool].ReplaceLineEndings("\r\n") + "\r\n"));
        Assert.True(PayloadPreview.Of(Hex(Dumps[tool]), TimeProvider.System).LeavesOffsetsOut);
    }

    [Theory]
    [InlineData("00000010: 6465 6164                                dead", "64656164")] // a part, whose text reads as hex
    [InlineData("00000000: 6465 6164 2062 6565 66                   dead beef", "646561642062656566")]
    [InlineData("00000000  64 65 61 64 20 62 65 65  66              |dead beef|", "646561642062656566")]
    [InlineData("0000   64 65 61 64 20 62 65 65 66                           dead beef", "646561642062656566")]
    [InlineData("0000   64 65 61 64 20 62 65 65 66", "0000646561642062656566")] // bytes, as far as anybody can tell
    [InlineData("0x0000:  6465 61                                  dea", "646561")]
    [InlineData("00000000  2a 2a 2a 2a  |****|\n*\n00000010  2a  |*|\n", "2a2a2a2a2a2a2a2a2a2a2a2a2a2a2a2a2a")]
    [InlineData("00000000: 00 : 01", "error 13")]
    [InlineData("00000000: 0001 0203\n00000005: 04", "error 20")]
    [InlineData("00000000: 0001\n00000001: 04", "error 15")]
    [InlineData("00000000: 0001\n*\n", "error 15")]
    [InlineData("00000000: 0001\n*\n00000003: 01", "error 15")]
    [InlineData("00000000: 0001\n*\nffffffff: 01", "error 15")]
    [InlineData("00000000: 0g", "error 11")]
    public void What_is_left_out_is_told_by_the_columns(string text, string expected) => Assert.Equal(expected, Parse(text));

    [Theory]
    [InlineData("0000 0010 0020")]
    [InlineData("0001  0203\n0405  0607")]
    [InlineData("00:01:02:03")]
    [InlineData("aabbccdd: eeff")]
    [InlineData("48656c6c6f")]
    public void Bytes_alone_stay_bytes(string text)
    {
        Assert.Equal(string.Concat(text.Where(char.IsAsciiHexDigit)), Parse(text));
        Assert.False(PayloadPreview.Of(Hex(text), TimeProvider.System).LeavesOffsetsOut);
    }

    [Theory]
    [InlineData("48-65")]
    [InlineData(@"\x48\x65")]
    [InlineData("{0x48, 0x65}")]
    [InlineData("0x48,0x65")]
    [InlineData("48:65")]
    [InlineData("{ 0x48, 0x65 };")]
    [InlineData("\"\\x48\" \\\r\n\"\\x65\"")]
    public void Bytes_as_programs_write_them_are_bytes(string text) => Assert.Equal("4865", Parse(text));

    [Theory]
    [InlineData("48-6", "error 4")]
    [InlineData("4-86", "error 1")]
    [InlineData(@"\x4", "error 3")]
    [InlineData(@"48 \y65", "error 3")]
    [InlineData("{{counter}}", "error 0")]
    [InlineData("48 6g", "error 4")]
    public void Errors_stand_at_their_column(string text, string expected) => Assert.Equal(expected, Parse(text));

    [Fact]
    public void Any_bytes_survive_every_dump() =>
        Gen.Select(Gen.Byte.Array[1, 200], Gen.Int[0, 3], Gen.Bool)
            .Sample(
                (bytes, style, hasText) =>
                {
                    var text = Dump(bytes, style, hasText);
                    if (style > 1 && bytes.Length <= 16 && !hasText)
                    {
                        return; // one line of columns alone could be bytes
                    }

                    Assert.Equal(Convert.ToHexStringLower(bytes), Parse(text));
                }
            );

    [Fact]
    public void A_dump_that_is_too_long_to_look_at_is_looked_at_up_to_a_line()
    {
        var preview = PayloadPreview.Of(Hex(Dump(new byte[100_000], 0, true)), TimeProvider.System);
        Assert.Null(preview.Error);
        Assert.False(preview.IsWhole);
        Assert.True(preview.LeavesOffsetsOut);
    }

    private static string Dump(byte[] bytes, int style, bool hasText)
    {
        var dump = new StringBuilder();
        for (var row = 0; row < bytes.Length; row += 16)
        {
            var line = bytes[row..Math.Min(row + 16, bytes.Length)];
            var groups = line.Select(
                (b, i) =>
                    $"{b:x2}"
                    + (
                        style == 0 && i % 2 == 0 ? ""
                        : style == 2 && i == 7 ? "  "
                        : " "
                    )
            );
            var text = string.Concat(line.Select(b => b is >= 0x20 and < 0x7f ? (char)b : '.'));
            var (offset, gap) = style switch
            {
                0 => ($"{row:x8}: ", " "),
                1 => ($"\t0x{row:x4}:  ", " "),
                2 => ($"{row:x8}  ", "|"),
                _ => ($"{row:x4}   ", "  "),
            };
            dump.Append(CultureInfo.InvariantCulture, $"{offset}{string.Concat(groups).PadRight(50)}");
            dump.Append(hasText ? gap + text : "").Append(hasText && style == 2 ? "|" : "").Append('\n');
        }

        return dump.ToString();
    }

    private static PayloadText Hex(string text) => new() { Format = PayloadFormat.Hex, Data = text };

    private static string Parse(string text)
    {
        try
        {
            return Convert.ToHexStringLower(PayloadParser.Parse(PayloadFormat.Hex, text));
        }
        catch (PayloadException error)
        {
            return $"error {error.Position}";
        }
    }
}
