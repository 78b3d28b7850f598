using System.Buffers.Binary;
using SocketLab.Core.Addresses;
using SocketLab.Core.Capture.Format;
using SocketLab.Core.Capture.Reading;
using SocketLab.Core.Journal;

namespace SocketLab.Core.Capture.Streams;

/// <summary>Makes entries of Wireshark's exported PDUs: messages with tags that say where they are from, and no headers.</summary>
/// <remarks>Who sent the first message of a conversation is the peer. Stream data has no place in its stream but the order.</remarks>
internal sealed class ExportedPdus
{
    private const int MaxRecent = 8192;

    private readonly CaptureJournal _journal;
    private readonly CaptureContents _contents;
    private readonly RecentTable<(PeerAddress, PeerAddress, bool), Flow> _flows = new(MaxRecent, _ => { });

    public ExportedPdus(CaptureJournal journal, CaptureContents contents) => (_journal, _contents) = (journal, contents);

    /// <summary>Takes a packet.</summary>
    /// <returns>False when its tags have no end.</returns>
    public bool Take(in CapturedPacket packet)
    {
        var (source, destination) = (default(PeerAddress), default(PeerAddress));
        int sourcePort = 0,
            destinationPort = 0;
        var isStream = false;
        var isSent = false;
        var rest = packet.Bytes;
        while (rest.Length >= 4)
        {
            var (tag, length) = (BinaryPrimitives.ReadUInt16BigEndian(rest), BinaryPrimitives.ReadUInt16BigEndian(rest[2..]));
            if (rest.Length < 4 + length)
            {
                return false;
            }

            var value = rest.Slice(4, length);
            rest = rest[(4 + length)..];
            switch (tag)
            {
                case ExportedPduTag.End:
                    Add(packet.Ticks, source.WithPort(sourcePort), destination.WithPort(destinationPort), isStream, isSent, rest);
                    return true;
                case ExportedPduTag.IPv4Source when length >= 4:
                    source = PeerAddress.FromBytes(value[..4], 0);
                    break;
                case ExportedPduTag.IPv6Source when length >= 16:
                    source = PeerAddress.FromBytes(value[..16], 0);
                    break;
                case ExportedPduTag.IPv4Destination when length >= 4:
                    destination = PeerAddress.FromBytes(value[..4], 0);
                    break;
                case ExportedPduTag.IPv6Destination when length >= 16:
                    destination = PeerAddress.FromBytes(value[..16], 0);
                    break;
                case ExportedPduTag.SourcePort when length >= 4:
                    sourcePort = (int)BinaryPrimitives.ReadUInt32BigEndian(value) & ushort.MaxValue;
                    break;
                case ExportedPduTag.DestinationPort when length >= 4:
                    destinationPort = (int)BinaryPrimitives.ReadUInt32BigEndian(value) & ushort.MaxValue;
                    break;
                case ExportedPduTag.Direction when length >= 4 && source.IsNone:
                    isSent = BinaryPrimitives.ReadUInt32BigEndian(value) == 0;
                    break;
                case ExportedPduTag.PortType when length >= 4:
                    isStream = BinaryPrimitives.ReadUInt32BigEndian(value) == ExportedPduTag.PortsOfTcp;
                    break;
            }
        }

        return false;
    }

    private void Add(long ticks, PeerAddress source, PeerAddress destination, bool isStream, bool isSent, ReadOnlySpan<byte> bytes)
    {
        var isFromPeer = (!_flows.TryGet((destination, source, isStream), out var flow) || source == destination) && !isSent;
        if (flow is null && !_flows.TryGet((source, destination, isStream), out flow!))
        {
            flow = new(isStream ? new CapturedConnection(source, destination, new DateTime(ticks, DateTimeKind.Utc)) : null);
            _flows.Set((source, destination, isStream), flow);
            if (flow.Connection is not null)
            {
                flow.Connection.State = Definitions.ConnectionState.Open;
                _contents.Add(flow.Connection);
            }
        }

        var way = isFromPeer ? EntryDirection.In : EntryDirection.Out;
        if (flow.Connection is { } connection)
        {
            _journal.AddData(connection, way, ticks, isFromPeer ? connection.ReceivedBytes : connection.SentBytes, bytes);
            return;
        }

        var (peer, local) = isFromPeer ? (source, destination) : (destination, source);
        _journal.AddDatagram(way, ticks, peer, local, bytes.Length, bytes);
    }

    private sealed record Flow(CapturedConnection? Connection);
}
