using System.IO.Compression;
using System.Text;
using SocketLab.Core.Payloads.Reading;

namespace SocketLab.Core.Tests.Payloads.Reading;

/// <summary>Wrapped content comes out, damaged content as far as it goes, and none without bound.</summary>
public sealed class ContentDecoderTests
{
    [Theory]
    [InlineData("aGVsbG8=", "hello", null)]
    [InlineData("aGVs\r\nbG8", "hello", null)]
    [InlineData("-_-_", "ûÿ¿", null)]
    [InlineData("", "", null)]
    [InlineData("aGV*", "he", "Byte 3 is no base64: no such digit.")]
    [InlineData("aGVsbG8=x", "hello", "Byte 8 is no base64: something follows the end.")]
    [InlineData("aGVsb", "hel", "It ends in the middle of a byte: one base64 digit alone says nothing.")]
    public void Base64(string text, string expected, string? note) => Decodes(ContentCoding.Base64, text, expected, note);

    [Theory]
    [InlineData("a%20b%C3%a9+c", "a bÃ©+c", null)]
    [InlineData("100%", "100%", "Nothing to decode: there is no %XX in it.")]
    [InlineData("%4", "%4", "Nothing to decode: there is no %XX in it.")]
    [InlineData("%zz%41%", "%zzA%", null)]
    public void Percent(string text, string expected, string? note) => Decodes(ContentCoding.Percent, text, expected, note);

    [Fact]
    public void Compressed_content_is_told_by_its_first_bytes()
    {
        var content = Encoding.ASCII.GetBytes("a reading of 21.5 degrees, a reading of 21.5 degrees");
        foreach (var open in (Func<Stream, Stream>[])[Gzip, Zlib, Deflate])
        {
            var decoded = ContentDecoder.Decode(ContentCoding.Compressed, Compress(content, open));
            Assert.Equal(content, decoded.Bytes);
            Assert.Null(decoded.Note);
        }
    }

    [Theory]
    [InlineData("x hello, world")]
    [InlineData("80 degrees")]
    [InlineData("plain text")]
    public void What_is_not_compressed_says_so(string text) =>
        Decodes(ContentCoding.Compressed, text, "", "This is no gzip, zlib or deflate.");

    [Fact]
    public void A_bomb_is_cut_off_and_says_so()
    {
        var bomb = Compress(new byte[50 << 20], Gzip);
        Assert.True(bomb.Length < 100_000);
        var decoded = ContentDecoder.Decode(ContentCoding.Compressed, bomb);
        Assert.Equal(ContentDecoder.MaxBytes, decoded.Bytes.Length);
        Assert.Contains("Cut off at 1 MiB", decoded.Note, StringComparison.Ordinal);
    }

    [Fact]
    public void Exactly_as_much_as_is_shown_is_whole()
    {
        var decoded = ContentDecoder.Decode(ContentCoding.Compressed, Compress(new byte[ContentDecoder.MaxBytes], Zlib));
        Assert.Equal(ContentDecoder.MaxBytes, decoded.Bytes.Length);
        Assert.Null(decoded.Note);
    }

    [Fact]
    public void Whatever_the_bytes_are_there_is_an_answer()
    {
        var random = new Random(11);
        for (var i = 0; i < 500; i++)
        {
            var content = new byte[random.Next(400)];
            random.NextBytes(content);
            var bytes = i % 2 == 0 ? content : Compress(content, i % 4 == 1 ? Gzip : Zlib);
            if (bytes.Length > 4)
            {
                bytes[random.Next(3, bytes.Length)] ^= (byte)(1 << random.Next(8));
                bytes = bytes[..random.Next(2, bytes.Length + 1)];
            }

            foreach (var coding in Enum.GetValues<ContentCoding>())
            {
                Assert.True(ContentDecoder.Decode(coding, bytes).Bytes.Length <= ContentDecoder.MaxBytes);
            }
        }
    }

    [Fact]
    public void What_is_cut_off_comes_out_as_far_as_it_goes()
    {
        var content = new byte[100_000];
        new Random(3).NextBytes(content);
        foreach (var open in (Func<Stream, Stream>[])[Gzip, Zlib, Deflate])
        {
            var whole = Compress(content, open);
            var decoded = ContentDecoder.Decode(ContentCoding.Compressed, whole.AsMemory(0, whole.Length / 2));
            Assert.InRange(decoded.Bytes.Length, 1, content.Length - 1);
            Assert.Equal(content[..decoded.Bytes.Length], decoded.Bytes);
            Assert.Contains("cut off", decoded.Note, StringComparison.OrdinalIgnoreCase);
        }
    }

    private static void Decodes(ContentCoding coding, string text, string expected, string? note)
    {
        var decoded = ContentDecoder.Decode(coding, Encoding.ASCII.GetBytes(text));
        Assert.Equal(Encoding.Latin1.GetBytes(expected), decoded.Bytes);
        Assert.Equal(note, decoded.Note);
    }

    private static GZipStream Gzip(Stream to) => new(to, CompressionLevel.Optimal);

    private static ZLibStream Zlib(Stream to) => new(to, CompressionLevel.Optimal);

    private static DeflateStream Deflate(Stream to) => new(to, CompressionLevel.Optimal);

    private static byte[] Compress(byte[] content, Func<Stream, Stream> open)
    {
        using var to = new MemoryStream();
        using (var stream = open(to))
        {
            stream.Write(content);
        }

        return to.ToArray();
    }
}
