using System.Text;
using SocketLab.Core.Payloads;
using SocketLab.Core.Payloads.Reading;

namespace SocketLab.Core.Tests.Payloads.Reading;

/// <summary>Text in every encoding, and which byte stands where in it.</summary>
public sealed class ReadableTextTests
{
    [Theory]
    [InlineData(PayloadEncoding.Utf8, "c3a9 0a 41 5c ff", "é\nA\\\\\\xff")]
    [InlineData(PayloadEncoding.Gb18030, "cec2b6c8 9439fc36", "温度😀")]
    [InlineData(PayloadEncoding.ShiftJis, "93fa967b b1 80", "日本ｱ\\u{80}")]
    [InlineData(PayloadEncoding.EucJp, "c6fccbdc ff", "日本\\xff")]
    [InlineData(PayloadEncoding.Utf16Le, "4100 3dd800de 3dd8 4200", "A😀\\x3d\\xd8B")]
    [InlineData(PayloadEncoding.Utf16Be, "0041 0a", "A\\x0a")]
    [InlineData(PayloadEncoding.Koi8R, "edc9d2", "Мир")]
    [InlineData(PayloadEncoding.Ascii, "41 80", "A\\x80")]
    public void Bytes_are_text_and_what_is_none_is_escaped(PayloadEncoding encoding, string hex, string expected) =>
        Assert.Equal(expected, ReadableText.Of(Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal)), encoding).Text);

    [Fact]
    public void UTF8_reads_as_everywhere_else()
    {
        var random = new Random(5);
        for (var i = 0; i < 2000; i++)
        {
            var bytes = Mixed(random);
            Assert.Equal(VisibleText.Lines(bytes), ReadableText.Of(bytes, PayloadEncoding.Utf8).Text);
        }
    }

    /// <summary>What is shown can be sent again, so it says exactly which bytes there were; and the runs say where.</summary>
    [Fact]
    public void Whatever_the_bytes_are_every_encoding_reads_them_and_the_runs_cover_all()
    {
        var random = new Random(7);
        foreach (var encoding in Enum.GetValues<PayloadEncoding>())
        {
            for (var i = 0; i < 100; i++)
            {
                var bytes = Mixed(random);
                var read = ReadableText.Of(bytes, encoding);
                Assert.Equal(bytes.Length, read.Runs.Sum(run => run.Count * run.Bytes));
                Assert.Equal(read.Text.Length, read.Runs.Sum(run => run.Count * run.Characters));
                Assert.All(read.Runs, run => Assert.True(run is { Count: > 0, Characters: > 0, Bytes: > 0 and <= 4 }));
                AssertPieces(bytes, encoding, read);
            }
        }
    }

    private static void AssertPieces(byte[] bytes, PayloadEncoding encoding, ReadableText read)
    {
        var (character, place) = (0, 0);
        foreach (var run in read.Runs)
        {
            for (var i = 0; i < run.Count; i++)
            {
                var piece = read.Text.Substring(character, run.Characters);
                var stands = bytes[place..(place + run.Bytes)];
                Assert.Equal(piece, ReadableText.Of(stands, encoding).Text);
                (character, place) = (character + run.Characters, place + run.Bytes);
            }
        }
    }

    private static byte[] Mixed(Random random)
    {
        var bytes = new byte[random.Next(40)];
        random.NextBytes(bytes);
        return random.Next(2) == 0 ? bytes : [.. bytes.Take(9), .. Encoding.UTF8.GetBytes("aé温😀\r\n\\"), .. bytes.Skip(9)];
    }
}
