using CsCheck;
using SocketLab.Core.Definitions;
using SocketLab.Core.Framing;

namespace SocketLab.Core.Tests.Framing;

/// <summary>The content of frames whose framing has codes for the bytes that would end them.</summary>
public sealed class FrameContentTests
{
    private static readonly FramingOptions Slip = new() { Mode = FramingMode.Slip };
    private static readonly FramingOptions Cobs = new() { Mode = FramingMode.Cobs };
    private static readonly FramingOptions Dle = FramingPreset.All.Single(preset => preset.Name == "DLE STX … DLE ETX").Options;

    [Theory]
    [InlineData("", "")]
    [InlineData("01 02", "01 02")]
    [InlineData("db dc", "c0")]
    [InlineData("db dd", "db")]
    [InlineData("01 db dc 02 db dd 03", "01 c0 02 db 03")]
    // No code: RFC 1055 says that the byte stays.
    [InlineData("db 01", "01")]
    [InlineData("01 db", "01 db")]
    public void Slip_is_decoded_as_in_rfc_1055(string encoded, string decoded) => Assert.Equal(Hex(decoded), Decode(Slip, encoded));

    [Theory]
    [InlineData("01", "")]
    [InlineData("01 01", "00")]
    [InlineData("01 01 01", "00 00")]
    [InlineData("03 11 22 02 33", "11 22 00 33")]
    [InlineData("05 11 22 33 44", "11 22 33 44")]
    [InlineData("02 11 01 01 01", "11 00 00 00")]
    // No codes at all: shown as it is.
    [InlineData("05 11", "05 11")]
    public void Cobs_is_decoded_as_its_authors_say(string encoded, string decoded) => Assert.Equal(Hex(decoded), Decode(Cobs, encoded));

    [Theory]
    [InlineData("10 10", "10")]
    [InlineData("01 10 10 02", "01 10 02")]
    public void A_doubled_escape_stands_for_itself(string encoded, string decoded) => Assert.Equal(Hex(decoded), Decode(Dle, encoded));

    [Fact]
    public void Cobs_gives_back_whatever_was_encoded() =>
        Gen.Frequency((1, Gen.Byte[0, 1]), (8, Gen.Byte))
            .Array[0, 700]
            .Sample(bytes => Assert.Equal(bytes, FrameContent.Decode(Cobs, Encode(bytes)).ToArray()), iter: 2000);

    [Fact]
    public void Of_a_long_packet_the_beginning_is_decoded_too()
    {
        var encoded = Encode([1, 0, 2, 3, 4, 5]);
        Assert.Equal([1, 0, 2, 3], FrameContent.Decode(Cobs, encoded.AsSpan(0, 5), isWhole: false).ToArray());
    }

    private static byte[] Encode(byte[] bytes)
    {
        var encoded = new List<byte>();
        var block = new List<byte>();
        foreach (var value in bytes.Append((byte)0))
        {
            if (block.Count == 254)
            {
                End();
            }

            if (value == 0)
            {
                End();
            }
            else
            {
                block.Add(value);
            }
        }

        return [.. encoded];

        void End()
        {
            encoded.AddRange([(byte)(block.Count + 1), .. block]);
            block.Clear();
        }
    }

    private static byte[] Decode(FramingOptions framing, string content) => FrameContent.Decode(framing, Hex(content)).ToArray();

    private static byte[] Hex(string digits) => Convert.FromHexString(digits.Replace(" ", "", StringComparison.Ordinal));
}
