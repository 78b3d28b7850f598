using SocketLab.Core.Addresses;

namespace SocketLab.Core.Journal;

/// <summary>One entry inside an <see cref="EntryBatch"/>: valid until the batch is read into again.</summary>
public readonly ref struct EntryView
{
    private readonly ref readonly EntryHeader _header;

    internal EntryView(long sequence, in EntryHeader header, ReadOnlySpan<byte> payload)
    {
        Sequence = sequence;
        _header = ref header;
        Payload = payload;
    }

    /// <summary>Position in the journal, from 1.</summary>
    public long Sequence { get; }

    /// <summary>When it happened, UTC: for a datagram on Linux, when the kernel received it.</summary>
    public DateTime Time => new(_header.Ticks, DateTimeKind.Utc);

    /// <summary>Datagram, stream data or event.</summary>
    public EntryKind Kind => _header.Kind;

    /// <summary>Received, sent or neither.</summary>
    public EntryDirection Direction => _header.Direction;

    /// <summary>The address of the other side.</summary>
    public PeerAddress Peer => _header.Peer;

    /// <summary>The TCP connection, or none.</summary>
    public ConnectionId ConnectionId => _header.Kind == EntryKind.Datagram ? default : new(_header.ConnectionId);

    /// <summary>Our end of a datagram, as far as it is known; nothing for everything else.</summary>
    public LocalEnd Local => _header.Kind == EntryKind.Datagram ? _header.Local : default;

    /// <summary>Position of stream data in its direction of its connection, in bytes from 0; -1 for everything else.</summary>
    public long Offset => _header.Kind == EntryKind.Datagram ? -1 : _header.Offset;

    /// <summary>True length in bytes: what was sent, also where less was delivered. 0 for an event.</summary>
    public int Length => _header.Kind == EntryKind.Event ? 0 : _header.Length;

    /// <summary>Payload bytes in the journal.</summary>
    public int StoredLength => _header.StoredLength;

    /// <summary>Whether the socket delivered less than was sent.</summary>
    public bool Truncated => _header.Length > _header.StoredLength;

    /// <summary>Whether a sender received it from somebody whom it had not sent to.</summary>
    public bool UnexpectedPeer => (_header.Marks & EntryMarks.UnexpectedPeer) != 0;

    /// <summary>The payload, as many bytes of it as were asked for; an event's packed form for events.</summary>
    public ReadOnlySpan<byte> Payload { get; }

    /// <summary>The event, or null for a message. An event's payload must have been read whole.</summary>
    public JournalEvent? ReadEvent() => Kind == EntryKind.Event ? PackedEvent.Unpack(Payload) : null;

    /// <summary>What type of event it is, or null for a message: quicker than all of it.</summary>
    public EventType? EventType => Kind == EntryKind.Event ? PackedEvent.TypeOf(Payload) : null;

    /// <summary>Whether it says that its connection ended.</summary>
    public bool EndsConnection =>
        EventType is Journal.EventType.ConnectionClosed or Journal.EventType.ConnectionReset or Journal.EventType.ConnectionTimedOut;

    /// <summary>The header as it is packed.</summary>
    internal ref readonly EntryHeader Header => ref _header;

    /// <summary>A copy that outlives the batch.</summary>
    public Entry ToEntry() =>
        new()
        {
            Sequence = Sequence,
            Time = Time,
            Kind = Kind,
            Direction = Direction,
            Peer = Peer,
            Local = Local,
            ConnectionId = ConnectionId,
            Offset = Offset,
            Length = Length,
            Truncated = Truncated,
            UnexpectedPeer = UnexpectedPeer,
            Payload = Kind == EntryKind.Event ? ReadOnlyMemory<byte>.Empty : Payload.ToArray(),
            Event = ReadEvent(),
        };
}
