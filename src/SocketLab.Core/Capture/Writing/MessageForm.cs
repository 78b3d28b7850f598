using System.Buffers.Binary;
using System.Text;
using SocketLab.Core.Addresses;
using SocketLab.Core.Capture.Format;
using SocketLab.Core.Journal;

namespace SocketLab.Core.Capture.Writing;

/// <summary>Writes one interface's entries as Wireshark's exported PDUs: tags that say where the bytes are from, then the bytes.</summary>
internal sealed class MessageForm(CaptureInterface on, string? dissector) : IEntryForm
{
    /// <summary>The dissector that shows bytes as bytes.</summary>
    private const string PlainData = "data";

    private readonly byte[] _dissector = Encoding.ASCII.GetBytes(dissector ?? PlainData);
    private readonly byte[] _tags = new byte[256];
    private readonly EntryEnds _ends = new(on.Source);

    /// <inheritdoc/>
    public string? Summary => null;

    /// <inheritdoc/>
    public void Write(in EntryView entry)
    {
        var tags = WriteTags(entry.Direction, entry.Kind, entry.Peer, LocalOf(entry));
        on.WriteMessage(entry.Time, entry.Direction, tags, entry.Payload, entry.Length);
    }

    /// <inheritdoc/>
    public bool WriteEvent(in EntryView entry, JournalEvent what) => false;

    /// <summary>Writes bytes of a stream that are one message, or a piece of one.</summary>
    public void Write(DateTime time, EntryDirection direction, PeerAddress peer, PeerAddress local, ReadOnlySpan<byte> bytes) =>
        on.WriteMessage(time, direction, WriteTags(direction, EntryKind.Data, peer, local), bytes, bytes.Length);

    /// <summary>Our end of an entry, or where the socket is bound.</summary>
    public PeerAddress LocalOf(in EntryView entry)
    {
        var local = _ends.LocalOf(entry);
        return local.IsNone ? on.Bound : local;
    }

    /// <returns>The tags; valid until the next call.</returns>
    private ReadOnlySpan<byte> WriteTags(EntryDirection direction, EntryKind kind, PeerAddress peer, PeerAddress local)
    {
        var (from, to) = direction == EntryDirection.Out ? (local, peer) : (peer, local);
        var at = Add(0, ExportedPduTag.DissectorName, _dissector);
        at = AddAddress(at, ExportedPduTag.IPv4Source, ExportedPduTag.IPv6Source, from);
        at = AddAddress(at, ExportedPduTag.IPv4Destination, ExportedPduTag.IPv6Destination, to);
        if (!peer.IsUnix)
        {
            var carrier = kind == EntryKind.Datagram ? ExportedPduTag.PortsOfUdp : ExportedPduTag.PortsOfTcp;
            at = AddNumber(at, ExportedPduTag.PortType, carrier);
            at = AddNumber(at, ExportedPduTag.SourcePort, (uint)from.Port);
            at = AddNumber(at, ExportedPduTag.DestinationPort, (uint)to.Port);
        }

        at = AddNumber(at, ExportedPduTag.Direction, direction == EntryDirection.Out ? 0u : 1u);
        at = Add(at, ExportedPduTag.End, default);
        return _tags.AsSpan(0, at);
    }

    private int AddAddress(int at, ushort v4, ushort v6, PeerAddress address)
    {
        Span<byte> bytes = stackalloc byte[16];
        var length = address.CopyAddressTo(bytes);
        return length == 0 ? at : Add(at, length == 4 ? v4 : v6, bytes[..length]);
    }

    private int AddNumber(int at, ushort tag, uint value)
    {
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, value);
        return Add(at, tag, bytes);
    }

    /// <summary>Adds a tag, whose length counts the zeros up to a multiple of 4 too.</summary>
    private int Add(int at, ushort tag, ReadOnlySpan<byte> value)
    {
        var length = (value.Length + 3) & ~3;
        var to = _tags.AsSpan(at, 4 + length);
        to.Clear();
        BinaryPrimitives.WriteUInt16BigEndian(to, tag);
        BinaryPrimitives.WriteUInt16BigEndian(to[2..], (ushort)length);
        value.CopyTo(to[4..]);
        return at + to.Length;
    }
}
