using System.Buffers.Binary;
using System.Text;
using SocketLab.Core.Payloads.Comparing;

namespace SocketLab.Core.Tests.Payloads.Comparing;

/// <summary>What changes from message to message.</summary>
public sealed class ByteChangesTests
{
    [Fact]
    public void Constants_counters_and_what_varies_are_told_apart()
    {
        var messages = Make(40, i =>
        {
            var bytes = new byte[12];
            (bytes[0], bytes[1]) = (0xaa, 0x55);
            BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(2), (ushort)(250 + i));
            bytes[4] = (byte)(i * 3);
            bytes[5] = (byte)(i % 3 == 0 ? 7 : 9);
            BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(6), (uint)(65_500 + i));
            bytes[10] = 1;
            bytes[11] = 2;
            return bytes;
        });
        // The counter at byte 6 went over 65,536, so its third byte moved; of its fourth nothing is known.
        Assert.Equal(["0+2 = aa55", "2+2 be by 1", "4+1 be by 3", "5+1 7..9 [7,9]", "6+4 le by 1", "10+2 = 0102"], Written(messages));
    }

    [Fact]
    public void Two_counters_side_by_side_are_two()
    {
        var messages = Make(600, i =>
        {
            var bytes = new byte[4];
            BinaryPrimitives.WriteUInt16BigEndian(bytes, (ushort)i);
            BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(2), (ushort)(i + 200));
            return bytes;
        });
        Assert.Equal(["0+2 be by 1", "2+2 be by 1"], Written(messages));
    }

    [Theory]
    [InlineData(2, -1)]
    [InlineData(4, 160)]
    [InlineData(8, 1000)]
    public void A_wide_counter_wraps_and_counts_on(int width, int step)
    {
        var messages = Make(400, i =>
        {
            var bytes = new byte[8];
            BinaryPrimitives.WriteInt64BigEndian(bytes, (long)(i - 200) * step);
            return bytes[^width..];
        });
        Assert.Equal([$"0+{width} be by {step}"], Written(messages));
    }

    [Fact]
    public void Lost_messages_are_jumps_of_a_counter() => Assert.Equal("0+1 be by 1, 2 jumps", Assert.Single(Written(Make(50, i => [
                            (byte)(
                                i < 20 ? i
                                : i < 40 ? i + 3
                                : i + 9
                            ),
                        ]))));

    [Fact]
    public void A_byte_that_goes_to_and_fro_does_not_count() =>
        Assert.Equal("0+1 0..128 [0,128]", Assert.Single(Written(Make(9, i => [(byte)(i % 2 * 128)]))));

    [Fact]
    public void Shorter_messages_have_fewer_bytes_and_say_nothing_of_the_rest()
    {
        var fields = ByteChanges.Of([Bytes("ab"), Bytes("abcd"), Bytes("abXd")]);
        Assert.Equal([(0, 2, 3), (2, 1, 2), (3, 1, 2)], fields.Select(field => (field.Start, field.Length, field.Messages)));
    }

    [Fact]
    public void Nothing_changes_in_one_message_and_nothing_is_in_none()
    {
        Assert.Equal(["0+3 = 616263"], Written([Bytes("abc")]));
        Assert.Empty(ByteChanges.Of([]));
        Assert.Empty(ByteChanges.Of([Bytes(""), Bytes("")]));
    }

    [Fact]
    public void Two_messages_differ_and_count_nothing() => Assert.Equal(["0+1 1..2 [1,2]"], Written([new byte[] { 1 }, new byte[] { 2 }]));

    [Fact]
    public void Fields_cover_every_byte_once_and_large_selections_are_bounded()
    {
        var random = new Random(23);
        var messages = Make(ByteChanges.MaxMessages + 200, _ =>
        {
            var bytes = new byte[ByteChanges.MaxBytes + 50];
            random.NextBytes(bytes);
            return bytes;
        });
        var fields = ByteChanges.Of(messages);
        Assert.Equal(ByteChanges.MaxBytes, fields.Sum(field => field.Length));
        Assert.All(fields, field => Assert.Equal((ByteChange.Varying, ByteChanges.MaxMessages), (field.Change, field.Messages)));
    }

    private static ReadOnlyMemory<byte>[] Make(int count, Func<int, byte[]> make) =>
        [.. Enumerable.Range(0, count).Select(i => (ReadOnlyMemory<byte>)make(i))];

    private static ReadOnlyMemory<byte> Bytes(string text) => Encoding.ASCII.GetBytes(text);

    private static List<string> Written(IReadOnlyList<ReadOnlyMemory<byte>> messages) =>
        [
            .. ByteChanges
                .Of(messages)
                .Select(field =>
                    $"{field.Start}+{field.Length} "
                    + field.Change switch
                    {
                        ByteChange.Constant => $"= {Convert.ToHexStringLower(field.First)}",
                        ByteChange.Counting => $"{(field.IsLittleEndian ? "le" : "be")} by {field.Step}"
                            + (field.Jumps > 0 ? $", {field.Jumps} jumps" : ""),
                        _ => $"{field.Least}..{field.Greatest} [{string.Join(',', field.Values)}]",
                    }
                ),
        ];
}
