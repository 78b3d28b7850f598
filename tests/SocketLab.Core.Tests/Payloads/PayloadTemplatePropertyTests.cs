using CsCheck;
using Microsoft.Extensions.Time.Testing;
using SocketLab.Core.Payloads;

namespace SocketLab.Core.Tests.Payloads;

public sealed class PayloadTemplatePropertyTests
{
    private static readonly Gen<string> Piece = Any(
        "{{counter}}",
        "{{counter:-5:d3}}",
        "{{counter:x8}}",
        "{{counter:u16le}}",
        "{{time:yyyy MMMM dddd gg}}",
        "{{time:F}}",
        "{{time}}",
        "{{time:KzzzK}}",
        "{{unixTime}}",
        "{{unixTimeMs:b}}",
        "{{uuid}}",
        "{{random:3}}",
        "{{random:3:x}}",
        "{{randomInt:-100:100}}",
        "{{randomInt:0:65535:u16be}}",
        "{{crc32}}",
        "{{crc32:after}}",
        "{{crc32:all:u32le}}",
        "{{length}}",
        "{{length:x}}",
        "{{length:u64be}}"
    );

    private static readonly Gen<string> Text = Gen.OneOf(Piece, Any("x", "{", "}}", @"\{{", @"\\", @"\xff", "ab"));

    private static readonly Gen<DateTimeOffset> Time = Gen.Long[
            DateTimeOffset.MinValue.ToUnixTimeMilliseconds(),
            DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()
        ]
        .Select(DateTimeOffset.FromUnixTimeMilliseconds);

    [Fact]
    public void A_message_is_never_longer_than_it_says_and_writes_nothing_behind_itself() =>
        Gen.Select(Text.Array[0, 12], Gen.Enum<PayloadEncoding>(), Gen.Enum<LineEnding>(), Time, Gen.Long)
            .Sample(
                (pieces, encoding, ending, now, index) =>
                {
                    // A second opening brace would make a placeholder of what follows.
                    var data = string.Join(' ', pieces);
                    var template = PayloadTemplate.Parse(
                        new()
                        {
                            Data = data,
                            Encoding = encoding,
                            LineEnding = ending,
                        },
                        new FakeTimeProvider(now) { AutoAdvanceAmount = TimeSpan.Zero },
                        new Random(7)
                    );
                    var room = new byte[template.MaxLength + 8];
                    room.AsSpan().Fill(0xa5);
                    var length = template.Write(room.AsSpan(0, template.MaxLength), index);
                    Assert.InRange(length, 0, template.MaxLength);
                    Assert.All(room[template.MaxLength..], value => Assert.Equal(0xa5, value));
                }
            );

    [Fact]
    public void Length_and_checksum_are_those_of_what_was_written() =>
        Gen.Select(Gen.Byte.Array[0, 200], Gen.Int[0, 4], Gen.Long[0, long.MaxValue / 2])
            .Sample(
                (bytes, lengths, index) =>
                {
                    var data =
                        Convert.ToHexString(bytes)
                        + "{{counter:d}}"
                        + string.Concat(Enumerable.Repeat("{{length:d}}", lengths))
                        + "{{length:u32be}}{{crc32:u32be}}";
                    var message = PayloadTemplate
                        .Parse(new() { Format = PayloadFormat.Hex, Data = data }, TimeProvider.System)
                        .Render(index);
                    Assert.Equal(
                        message.Length,
                        System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(message.AsSpan(message.Length - 8))
                    );
                    Assert.Equal(
                        Bitwise(message.AsSpan(0, message.Length - 4)),
                        System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(message.AsSpan(message.Length - 4))
                    );
                    var said = string.Concat(Enumerable.Repeat(message.Length.ToString(), lengths));
                    Assert.Equal(said, System.Text.Encoding.ASCII.GetString(message, message.Length - 8 - said.Length, said.Length));
                }
            );

    [Fact]
    public void A_template_or_one_typed_error_within_the_text_comes_of_anything() =>
        Gen.Select(
                Gen.Enum<PayloadFormat>(),
                Gen.Enum<PayloadEncoding>(),
                Gen.OneOf(Piece, Gen.String[Gen.Char["{}:\\ucrontelghdxmbya0159-'%€"], 0, 12]).Array[0, 6]
            )
            .Sample(
                (format, encoding, pieces) =>
                {
                    var data = string.Concat(pieces);
                    try
                    {
                        var template = PayloadTemplate.Parse(
                            new()
                            {
                                Format = format,
                                Encoding = encoding,
                                Data = data,
                            },
                            TimeProvider.System
                        );
                        Assert.InRange(template.Render(1).Length, 0, template.MaxLength);
                    }
                    catch (PayloadException error)
                    {
                        Assert.InRange(error.Position, 0, data.Length);
                    }
                },
                iter: 20_000
            );

    [Fact]
    public void Rendering_allocates_nothing()
    {
        var template = PayloadTemplate.Parse(
            new()
            {
                Data =
                    "{{counter:d8}} {{length}} {{unixTime}} {{unixTimeMs}} {{time:HH:mm:ss.fff}} {{uuid}} {{randomInt:1:6}} {{random:16}} "
                    + "{{random:16:x}} {{crc32}} {{crc32:all:u32be}}",
                LineEnding = LineEnding.Crlf,
            },
            TimeProvider.System
        );
        var room = new byte[template.MaxLength];
        var allocated = new List<long>();
        for (var round = 0; round < 5; round++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            Assert.True(Render(template, room, 10_000) > 10_000 * 100);
            allocated.Add(GC.GetAllocatedBytesForCurrentThread() - before);
        }

        // The runtime itself may allocate while it compiles a loop that runs; what a message allocates, it allocates in every round.
        Assert.Equal(0, allocated.Min());
    }

    private static Gen<string> Any(params string[] texts) => Gen.Int[0, texts.Length - 1].Select(i => texts[i]);

    private static long Render(PayloadTemplate template, byte[] room, int count)
    {
        var total = 0L;
        for (var index = 1; index <= count; index++)
        {
            total += template.Write(room, index);
        }

        return total;
    }

    /// <summary>CRC-32 as the standard defines it, bit by bit.</summary>
    private static uint Bitwise(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var value in bytes)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) != 0 ? (crc >> 1) ^ 0xEDB88320 : crc >> 1;
            }
        }

        return ~crc;
    }
}
