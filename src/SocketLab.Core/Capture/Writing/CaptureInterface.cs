using SocketLab.Core.Addresses;
using SocketLab.Core.Capture.Format;
using SocketLab.Core.Capture.Packets;
using SocketLab.Core.Journal;

namespace SocketLab.Core.Capture.Writing;

/// <summary>One interface of a file under way: writes its packets, with what is to be told in front of the next one.</summary>
/// <remarks>Events that make no packet, and what was lost, wait for the next packet and stand on it as comments.</remarks>
internal sealed class CaptureInterface(int number, CaptureSource source, PcapngWriter file)
{
    /// <summary>Comments that wait for a packet; of further ones only the number is told.</summary>
    private const int MaxWaiting = 16;

    private static readonly BlockOption Received = new(PcapngCode.PacketFlags, [1, 0, 0, 0]);
    private static readonly BlockOption Sent = new(PcapngCode.PacketFlags, [2, 0, 0, 0]);
    private static readonly byte[] OnlyReceived = BlockOption.Pack(Received);
    private static readonly byte[] OnlySent = BlockOption.Pack(Sent);
    private readonly List<string> _waiting = [];
    private PeerAddress? _bound;
    private long _omitted;
    private long _lost;

    /// <summary>The endpoint that it stands for.</summary>
    public CaptureSource Source => source;

    /// <summary>Where its socket is bound. Asked for again only after an event, since nothing else changes it.</summary>
    public PeerAddress Bound => _bound ??= source.Bound();

    /// <summary>Entries that were evicted before they could be written.</summary>
    public long Evicted { get; private set; }

    /// <summary>Describes it in the file.</summary>
    public void WriteDescription(LinkType link) =>
        file.Interface(
            link,
            BlockOption.Text(PcapngCode.InterfaceName, source.Name),
            BlockOption.Text(PcapngCode.InterfaceDescription, source.Description)
        );

    /// <summary>Writes its counts.</summary>
    /// <param name="time">As of when.</param>
    /// <param name="more">What else is to be told; null for nothing.</param>
    public void WriteStatistics(DateTime time, string? more)
    {
        var (ledger, drops) = (source.Journal.Ledger, source.KernelDrops());
        var options = TakeWaiting();
        if (more is not null)
        {
            options.Add(BlockOption.Text(PcapngCode.Comment, more));
        }

        // What Wireshark shows as dropped is the first of the three: all that a reader of the file does not find in it.
        options.Add(BlockOption.Number(PcapngCode.StatisticsReceived, ledger.ReceivedMessages + ledger.SentMessages + drops));
        options.Add(BlockOption.Number(PcapngCode.StatisticsDropped, drops + Evicted));
        options.Add(BlockOption.Number(PcapngCode.StatisticsSystemDropped, drops));
        options.Add(BlockOption.Number(PcapngCode.StatisticsDelivered, ledger.ReceivedMessages + ledger.SentMessages));
        file.Statistics(number, time, [.. options]);
    }

    /// <summary>Notes that something happened on the endpoint, which may be bound elsewhere since.</summary>
    public void NoteEvent() => _bound = null;

    /// <summary>Tells on the next packet that entries before it are missing.</summary>
    public void TellEvicted(long count)
    {
        Evicted += count;
        TellLost(count, CaptureWords.Evicted(count));
    }

    /// <summary>Tells on the next packet that something was lost before it.</summary>
    public void TellLost(long count, string comment)
    {
        _lost += count;
        Tell(comment);
    }

    /// <summary>Tells something on the next packet.</summary>
    public void Tell(string comment)
    {
        if (_waiting.Count < MaxWaiting)
        {
            _waiting.Add(comment);
        }
        else
        {
            _omitted++;
        }
    }

    /// <summary>Writes a datagram as a packet.</summary>
    public void WriteDatagram(in EntryView entry, UdpBuilder builder)
    {
        var length = Math.Min(entry.Length, builder.MaxLength);
        var packet = Begin(entry.Time, entry.Direction, builder.HeadLength + entry.Payload.Length, builder.HeadLength + length);
        builder.Write(packet, entry.Payload, length);
        file.Commit();
    }

    /// <summary>Writes a piece of a stream as a packet.</summary>
    public void WriteSegment(DateTime time, EntryDirection direction, in TcpSegment segment, ReadOnlySpan<byte> payload)
    {
        var length = TcpBuilder.HeadLength(segment) + payload.Length;
        TcpBuilder.Write(Begin(time, direction, length, length), segment, payload);
        file.Commit();
    }

    /// <summary>Writes a message behind the tags that say where it is from.</summary>
    /// <param name="time">When it came or went.</param>
    /// <param name="direction">Received or sent.</param>
    /// <param name="tags">The tags.</param>
    /// <param name="bytes">The message, as far as it is known.</param>
    /// <param name="length">How long it was.</param>
    public void WriteMessage(DateTime time, EntryDirection direction, ReadOnlySpan<byte> tags, ReadOnlySpan<byte> bytes, int length)
    {
        var packet = Begin(time, direction, tags.Length + bytes.Length, tags.Length + length);
        tags.CopyTo(packet);
        bytes.CopyTo(packet[tags.Length..]);
        file.Commit();
    }

    private Span<byte> Begin(DateTime time, EntryDirection direction, int length, int originalLength)
    {
        var isIn = direction == EntryDirection.In;
        if (_waiting.Count == 0)
        {
            return file.BeginPacket(number, time, length, originalLength, isIn ? OnlyReceived : OnlySent);
        }

        List<BlockOption> options = [isIn ? Received : Sent];
        if (_lost > 0)
        {
            options.Add(BlockOption.Number(PcapngCode.PacketDropped, _lost));
            _lost = 0;
        }

        options.AddRange(TakeWaiting());
        return file.BeginPacket(number, time, length, originalLength, BlockOption.Pack([.. options]));
    }

    private List<BlockOption> TakeWaiting()
    {
        if (_omitted > 0)
        {
            _waiting.Add(CaptureWords.MoreEvents(_omitted));
            _omitted = 0;
        }

        List<BlockOption> comments = [.. _waiting.Select(comment => BlockOption.Text(PcapngCode.Comment, comment))];
        _waiting.Clear();
        return comments;
    }
}
