using System.Buffers.Binary;
using SocketLab.Core.Capture.Format;

namespace SocketLab.Core.Capture.Packets;

/// <summary>Finds the IP packet in a captured one.</summary>
internal static class LinkLayer
{
    private const ushort IPv4 = 0x0800;
    private const ushort IPv6 = 0x86DD;

    /// <summary>VLAN tags that may stand one behind the other (IEEE 802.1Q and 802.1ad; 0x9100 is older than both).</summary>
    private const int MaxTags = 8;

    /// <summary>The IP packet; empty for anything else.</summary>
    public static ReadOnlySpan<byte> FindIp(LinkType link, ReadOnlySpan<byte> packet) =>
        link switch
        {
            LinkType.Ethernet => packet.Length < 14 ? default : ByType(packet[12..]),
            LinkType.LinuxCooked => packet.Length < 16 ? default : ByType(packet[14..]),
            LinkType.LinuxCooked2 => packet.Length < 20 ? default : ByType(packet, packet[20..]),
            LinkType.Null or LinkType.Loop => packet.Length < 4 ? default : ByFamily(packet),
            LinkType.Raw or LinkType.RawOfBsd or LinkType.RawOfOpenBsd or LinkType.IPv4 or LinkType.IPv6 => ByVersion(packet),
            _ => default,
        };

    private static ReadOnlySpan<byte> ByType(ReadOnlySpan<byte> fromType) => ByType(fromType, fromType[2..]);

    private static ReadOnlySpan<byte> ByType(ReadOnlySpan<byte> type, ReadOnlySpan<byte> rest)
    {
        for (var tags = 0; tags <= MaxTags; tags++)
        {
            switch (BinaryPrimitives.ReadUInt16BigEndian(type))
            {
                case IPv4 or IPv6:
                    return ByVersion(rest);
                case 0x8100 or 0x88A8 or 0x9100 when rest.Length >= 4:
                    type = rest[2..];
                    rest = rest[4..];
                    break;
                default:
                    return default;
            }
        }

        return default;
    }

    /// <summary>The numbers that systems have for their families: 2 is IPv4 everywhere, IPv6 is one of four.</summary>
    private static ReadOnlySpan<byte> ByFamily(ReadOnlySpan<byte> packet)
    {
        var family = BinaryPrimitives.ReadUInt32BigEndian(packet);
        family = family > ushort.MaxValue ? BinaryPrimitives.ReverseEndianness(family) : family;
        return family is 2 or 10 or 24 or 28 or 30 ? ByVersion(packet[4..]) : default;
    }

    private static ReadOnlySpan<byte> ByVersion(ReadOnlySpan<byte> packet) =>
        packet is [var first, ..] && first >> 4 is 4 or 6 ? packet : default;
}
