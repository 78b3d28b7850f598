using System.Buffers.Binary;
using SocketLab.Core.Addresses;
using SocketLab.Core.Capture.Format;
using SocketLab.Core.Capture.Packets;
using SocketLab.Core.Capture.Reading;
using SocketLab.Core.Journal;

namespace SocketLab.Core.Capture.Streams;

/// <summary>Makes entries of captured packets: datagrams as they are, streams in order.</summary>
/// <remarks>
/// Overflow policy: of conversations that were not used lately it forgets which side began, and of connections what waits for missing
/// bytes, which is then delivered with a gap.
/// </remarks>
internal sealed class PacketSorter
{
    private const int MaxRecent = 8192;

    private readonly CaptureJournal _journal;
    private readonly CaptureContents _contents;
    private readonly FragmentTable _fragments = new();
    private readonly RecentTable<EndPair, PeerAddress> _conversations = new(MaxRecent, _ => { });
    private readonly RecentTable<EndPair, CapturedStream> _streams;
    private readonly WaitingRoom _room = new();
    private readonly ExportedPdus _messages;
    private long _ticks = DateTime.UnixEpoch.Ticks;

    public PacketSorter(EntryJournal journal, CaptureContents contents)
    {
        (_journal, _contents) = (new(journal), contents);
        _streams = new(MaxRecent, stream => stream.Flush(_ticks));
        _messages = new(_journal, contents);
    }

    /// <summary>Takes the next packet of the file.</summary>
    public void Take(in CapturedPacket packet)
    {
        _contents.Packets++;
        _ticks = packet.Ticks;
        if (packet.Link == LinkType.ExportedPdu)
        {
            _contents.OtherPackets += _messages.Take(packet) ? 0 : 1;
            return;
        }

        if (!IpPacket.TryRead(LinkLayer.FindIp(packet.Link, packet.Bytes), out var ip))
        {
            _contents.OtherPackets++;
        }
        else if (!ip.IsFragment)
        {
            _contents.OtherPackets += Take(ip) ? 0 : 1;
        }
        else if (_fragments.TryComplete(ip, out var whole))
        {
            _contents.OtherPackets += Take(whole) ? 0 : 1;
        }
    }

    /// <summary>The file is at its end.</summary>
    /// <param name="isWhole">Whether it ends behind a whole packet.</param>
    public void Finish(bool isWhole)
    {
        foreach (var stream in _streams.Values)
        {
            stream.Flush(_ticks);
        }

        if (_fragments.Incomplete is > 0 and var incomplete)
        {
            var message = $"{incomplete:N0} IP packets came in pieces of which some are missing: they are not here";
            _journal.Note("fragments", message, incomplete, _ticks);
        }

        if (_contents.OtherPackets is > 0 and var others)
        {
            _journal.Note("otherPackets", $"{others:N0} packets are neither UDP nor TCP, or not whole: they are not here", others, _ticks);
        }

        if (!isWhole)
        {
            _journal.Note("cutShort", "The file ends in the middle of a packet: it was cut short", 1, _ticks);
        }
    }

    private bool Take(in IpPacket ip) =>
        ip.Protocol switch
        {
            IpNumbers.Udp => TakeDatagram(ip),
            IpNumbers.Tcp => TakeSegment(ip),
            _ => false,
        };

    private bool TakeDatagram(in IpPacket ip)
    {
        if (ip.Payload.Length < IpNumbers.UdpHeader)
        {
            return false;
        }

        var source = ip.Source.WithPort(BinaryPrimitives.ReadUInt16BigEndian(ip.Payload));
        var destination = ip.Destination.WithPort(BinaryPrimitives.ReadUInt16BigEndian(ip.Payload[2..]));
        var stated = BinaryPrimitives.ReadUInt16BigEndian(ip.Payload[4..]);

        // 0: longer than 16 bits can say (RFC 2675), or for the network card to fill in.
        var length = (stated == 0 ? ip.Length : Math.Min(stated, ip.Length)) - IpNumbers.UdpHeader;
        if (length < 0)
        {
            return false;
        }

        var payload = ip.Payload[IpNumbers.UdpHeader..];
        payload = payload[..Math.Min(length, payload.Length)];
        var ends = new EndPair(source, destination);
        if (!_conversations.TryGet(ends, out var began))
        {
            _conversations.Set(ends, began = source);
        }

        var isFromPeer = began == source;
        var (peer, local) = isFromPeer ? (source, destination) : (destination, source);
        _journal.AddDatagram(isFromPeer ? EntryDirection.In : EntryDirection.Out, _ticks, peer, local, length, payload);
        return true;
    }

    private bool TakeSegment(in IpPacket ip)
    {
        if (!TcpHeader.TryRead(ip, out var tcp))
        {
            return false;
        }

        var (source, destination) = (ip.Source.WithPort(tcp.SourcePort), ip.Destination.WithPort(tcp.DestinationPort));
        var ends = new EndPair(source, destination);
        var isFromPeer = !_streams.TryGet(ends, out var stream) || stream.Connection.Peer == source;
        if (stream is null || stream.IsAnother(tcp, isFromPeer))
        {
            if (!tcp.IsSyn && !tcp.IsFin && tcp.Length == 0)
            {
                // An acknowledgement alone tells nothing of a stream.
                return true;
            }

            stream?.Flush(_ticks);
            isFromPeer = tcp.IsSyn ? !tcp.IsAck : source.Port >= destination.Port;
            var (peer, local) = isFromPeer ? (source, destination) : (destination, source);
            var connection = new CapturedConnection(peer, local, new DateTime(_ticks, DateTimeKind.Utc));
            _contents.Add(connection);
            _streams.Set(ends, stream = new CapturedStream(connection, _journal, _room));
        }

        stream.Take(_ticks, tcp, isFromPeer);
        return true;
    }
}
