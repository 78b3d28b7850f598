using System.Buffers.Binary;
using SocketLab.Core.Addresses;

namespace SocketLab.Core.Capture.Packets;

/// <summary>An IPv4 or IPv6 packet taken apart (RFC 791, RFC 8200), as far as what it carries.</summary>
internal readonly ref struct IpPacket
{
    private const int MaxExtensions = 16;

    /// <summary>Who sent it; without a port.</summary>
    public PeerAddress Source { get; private init; }

    /// <summary>Whom it is for; without a port.</summary>
    public PeerAddress Destination { get; private init; }

    /// <summary>What it carries.</summary>
    public byte Protocol { get; private init; }

    /// <summary>What was kept of what it carries.</summary>
    public ReadOnlySpan<byte> Payload { get; private init; }

    /// <summary>Bytes that it carries, also where fewer were kept.</summary>
    public int Length { get; private init; }

    /// <summary>Whether it is a piece of a packet.</summary>
    public bool IsFragment { get; private init; }

    /// <summary>Where in the whole packet's payload the piece begins.</summary>
    public int FragmentOffset { get; private init; }

    /// <summary>Whether pieces follow behind this one.</summary>
    public bool HasMore { get; private init; }

    /// <summary>The number that all pieces of a packet have.</summary>
    public uint Identification { get; private init; }

    /// <summary>Takes a packet apart.</summary>
    /// <returns>False for one that is malformed, or whose header was not kept whole.</returns>
    public static bool TryRead(ReadOnlySpan<byte> packet, out IpPacket ip)
    {
        ip = default;
        return packet is [var first, ..] && (first >> 4 == 4 ? TryReadV4(packet, out ip) : TryReadV6(packet, out ip));
    }

    /// <summary>The packet that a whole one is made of, once all its pieces are there.</summary>
    public IpPacket Whole(ReadOnlySpan<byte> payload, byte protocol)
    {
        for (var i = 0; i < MaxExtensions && Source.IsV6 && IsExtension(protocol) && payload.Length >= 8; i++)
        {
            var size = Math.Min(ExtensionSize(protocol, payload[1]), payload.Length);
            protocol = payload[0];
            payload = payload[size..];
        }

        return new()
        {
            Source = Source,
            Destination = Destination,
            Protocol = protocol,
            Payload = payload,
            Length = payload.Length,
        };
    }

    private static bool TryReadV4(ReadOnlySpan<byte> packet, out IpPacket ip)
    {
        ip = default;
        var header = (packet[0] & 0x0F) * 4;
        if (header < IpNumbers.V4Header || packet.Length < header)
        {
            return false;
        }

        // 0: the network card was to fill it in (segmentation offload), and all of the packet is there.
        var total = BinaryPrimitives.ReadUInt16BigEndian(packet[2..]) is > 0 and var stated ? stated : packet.Length;
        if (total < header)
        {
            return false;
        }

        var fragment = BinaryPrimitives.ReadUInt16BigEndian(packet[6..]);
        ip = new()
        {
            Source = PeerAddress.FromBytes(packet.Slice(12, 4), 0),
            Destination = PeerAddress.FromBytes(packet.Slice(16, 4), 0),
            Protocol = packet[9],
            Payload = packet[header..Math.Min(total, packet.Length)],
            Length = total - header,
            IsFragment = (fragment & 0x3FFF) != 0,
            HasMore = (fragment & 0x2000) != 0,
            FragmentOffset = (fragment & 0x1FFF) * 8,
            Identification = BinaryPrimitives.ReadUInt16BigEndian(packet[4..]),
        };
        return true;
    }

    private static bool TryReadV6(ReadOnlySpan<byte> packet, out IpPacket ip)
    {
        ip = default;
        if (packet.Length < IpNumbers.V6Header)
        {
            return false;
        }

        var stated = BinaryPrimitives.ReadUInt16BigEndian(packet[4..]);
        var length = stated > 0 ? stated : packet.Length - IpNumbers.V6Header;
        var rest = packet[IpNumbers.V6Header..Math.Min(packet.Length, IpNumbers.V6Header + length)];
        var next = packet[6];
        uint identification = 0;
        int fragment = 0;
        var isFragment = false;
        for (var i = 0; i < MaxExtensions && IsExtension(next); i++)
        {
            var size = rest.Length < 8 ? int.MaxValue : ExtensionSize(next, rest[1]);
            if (size > rest.Length)
            {
                return false;
            }

            if (next == IpNumbers.Fragment)
            {
                fragment = BinaryPrimitives.ReadUInt16BigEndian(rest[2..]);
                identification = BinaryPrimitives.ReadUInt32BigEndian(rest[4..]);

                // One piece that is the whole is none (RFC 8200, 4.5: atomic fragments).
                isFragment = (fragment & 0xFFF9) != 0;
            }

            next = rest[0];
            rest = rest[size..];
            length -= size;
            if (isFragment)
            {
                // What follows is a piece of the whole, with the rest of its extension headers.
                break;
            }
        }

        ip = new()
        {
            Source = PeerAddress.FromBytes(packet.Slice(8, 16), 0),
            Destination = PeerAddress.FromBytes(packet.Slice(24, 16), 0),
            Protocol = next,
            Payload = rest,
            Length = length,
            IsFragment = isFragment,
            HasMore = (fragment & 1) != 0,
            FragmentOffset = fragment & 0xFFF8,
            Identification = identification,
        };
        return true;
    }

    private static bool IsExtension(byte header) =>
        header
            is IpNumbers.HopByHop
                or IpNumbers.Routing
                or IpNumbers.Fragment
                or IpNumbers.DestinationOptions
                or IpNumbers.Authentication
                or IpNumbers.Mobility;

    private static int ExtensionSize(byte header, byte length) =>
        header switch
        {
            IpNumbers.Fragment => 8,
            IpNumbers.Authentication => (length + 2) * 4,
            _ => (length + 1) * 8,
        };
}
