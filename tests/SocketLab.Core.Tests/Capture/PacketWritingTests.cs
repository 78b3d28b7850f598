using System.Buffers.Binary;
using SocketLab.Core.Addresses;
using SocketLab.Core.Capture.Packets;

namespace SocketLab.Core.Tests.Capture;

/// <summary>Headers and checksums of packets that we write, against the definition in RFC 1071 read word by word.</summary>
public sealed class PacketWritingTests
{
    private static readonly byte[] Bytes = new byte[1000];

    static PacketWritingTests() => new Random(1).NextBytes(Bytes);

    [Fact]
    public void A_sum_is_that_of_all_words_however_many_there_are_and_wherever_they_stand()
    {
        for (var length = 0; length <= 300; length++)
        {
            for (var start = 0; start < 5; start++)
            {
                var bytes = Bytes.AsSpan(start, length);
                Assert.Equal((ushort)~WordByWord(bytes), InternetChecksum.Finish(InternetChecksum.Add(0, bytes)));
            }
        }

        var ones = new byte[60_000];
        ones.AsSpan().Fill(0xFF);
        Assert.Equal(0, InternetChecksum.Finish(InternetChecksum.Add(0, ones)));
    }

    [Fact]
    public void One_builder_writes_right_packets_whichever_ends_follow_each_other()
    {
        var (builder, random) = (new UdpBuilder(), new Random(2));
        PeerAddress[][] families =
        [
            [Packets.Client, Packets.Server],
            [Packets.Client6, Packets.Server6],
        ];
        for (var i = 0; i < 2000; i++)
        {
            var family = families[random.Next(2)];
            var ends = random.Next(2) == 0 ? family : [family[1], family[0].WithPort(random.Next(65_536))];
            var payload = Bytes.AsSpan(random.Next(10), random.Next(200));
            var packet = new byte[builder.Between(ends[0], ends[1]).HeadLength + payload.Length];
            random.NextBytes(packet);
            builder.Write(packet, payload, payload.Length);
            AssertRight(packet, ends[0], ends[1], payload);
        }
    }

    private static void AssertRight(byte[] packet, PeerAddress from, PeerAddress to, ReadOnlySpan<byte> payload)
    {
        Assert.True(IpPacket.TryRead(packet, out var ip));
        Assert.Equal((from.WithPort(0), to.WithPort(0)), (ip.Source, ip.Destination));
        var udp = ip.Payload;
        Assert.Equal(from.Port, BinaryPrimitives.ReadUInt16BigEndian(udp));
        Assert.Equal(to.Port, BinaryPrimitives.ReadUInt16BigEndian(udp[2..]));
        Assert.Equal(udp.Length, BinaryPrimitives.ReadUInt16BigEndian(udp[4..]));
        Assert.True(payload.SequenceEqual(udp[8..]));

        // Over a header or datagram with its checksum the sum is all ones (RFC 1071, 1).
        var addresses = from.IsV4 ? packet.AsSpan(12, 8) : packet.AsSpan(8, 32);
        Assert.Equal(0xFFFF, WordByWord([.. addresses, 0, IpNumbers.Udp, .. udp[4..6], .. udp]));
        if (from.IsV4)
        {
            Assert.Equal(packet.Length, BinaryPrimitives.ReadUInt16BigEndian(packet.AsSpan(2)));
            Assert.Equal(0xFFFF, WordByWord(packet.AsSpan(0, 20)));
        }
    }

    private static int WordByWord(ReadOnlySpan<byte> bytes)
    {
        var sum = 0;
        for (var i = 0; i < bytes.Length; i++)
        {
            sum += i % 2 == 0 ? bytes[i] << 8 : bytes[i];
            sum = (sum & 0xFFFF) + (sum >> 16);
        }

        return sum;
    }
}
