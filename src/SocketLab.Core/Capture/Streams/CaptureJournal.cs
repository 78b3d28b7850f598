using System.Text.Json;
using SocketLab.Core.Addresses;
using SocketLab.Core.Definitions;
using SocketLab.Core.Journal;

namespace SocketLab.Core.Capture.Streams;

/// <summary>Writes what a capture file has into a journal, and has the words for what is to be told besides bytes.</summary>
internal sealed class CaptureJournal(EntryJournal journal)
{
    /// <summary>An entry's payload at most: what every journal takes.</summary>
    private const int MaxPayload = EntryJournal.MaxPayload;

    /// <summary>IPv6 addresses of one file that are told as our end: they are numbered once for the whole process.</summary>
    private const int MaxV6Locals = 1024;

    private readonly HashSet<PeerAddress> _v6Locals = [];

    /// <summary>Adds a datagram.</summary>
    public void AddDatagram(EntryDirection way, long ticks, PeerAddress peer, PeerAddress local, int length, ReadOnlySpan<byte> payload)
    {
        payload = payload[..Math.Min(payload.Length, MaxPayload)];
        using var batch = journal.BeginBatch();
        batch.AddDatagram(way, ticks, peer, Math.Max(length, payload.Length), payload, local: EndOf(local));
    }

    /// <summary>Adds stream data, in pieces where it is longer than an entry may be.</summary>
    public void AddData(CapturedConnection connection, EntryDirection way, long ticks, long offset, ReadOnlySpan<byte> payload)
    {
        using var batch = journal.BeginBatch();
        while (!payload.IsEmpty)
        {
            var piece = payload[..Math.Min(payload.Length, MaxPayload)];
            batch.AddData(way, ticks, connection.Peer, connection.Id, offset, piece);
            Count(connection, way, piece.Length);
            offset += piece.Length;
            payload = payload[piece.Length..];
        }
    }

    public void Opened(CapturedConnection connection, long ticks) =>
        AddEvent(new(EventType.ConnectionOpened, null, "Connection opened: the peer connected"), ticks, connection);

    public void Joined(CapturedConnection connection, long ticks) =>
        AddNote("midStream", "The connection was open before the capture began: its first bytes are not here", 1, ticks, connection);

    public void Finished(CapturedConnection connection, EntryDirection way, long ticks)
    {
        var isPeer = way == EntryDirection.In;
        connection.State = isPeer ? ConnectionState.PeerHalfClosed : ConnectionState.HalfClosed;
        AddEvent(
            isPeer
                ? new(EventType.PeerHalfClosed, null, "Peer finished sending (FIN)")
                : new(EventType.HalfClosed, null, "The listening side finished sending (FIN)"),
            ticks,
            connection
        );
    }

    /// <summary>Tells the end, and what was to be noted of the connection as a whole.</summary>
    public void Ended(CapturedConnection connection, CloseReason reason, long ticks)
    {
        (connection.State, connection.CloseReason) = (ConnectionState.Closed, reason);
        connection.ClosedAt = new DateTime(ticks, DateTimeKind.Utc);
        var (type, message) = reason switch
        {
            CloseReason.PeerClosed => (EventType.ConnectionClosed, "Connection closed: the peer closed and the listening side followed"),
            CloseReason.Closed => (EventType.ConnectionClosed, "Connection closed by the listening side"),
            CloseReason.PeerReset => (EventType.ConnectionReset, "Connection reset by the peer (RST)"),
            _ => (EventType.ConnectionReset, "Connection reset by the listening side (RST)"),
        };
        var code = JsonNamingPolicy.CamelCase.ConvertName(reason.ToString());
        var data = new ConnectionEndedData(code, connection.ReceivedBytes, connection.SentBytes);
        AddEvent(new(type, code, message, data), ticks, connection);
    }

    public void Gap(CapturedConnection connection, EntryDirection way, long bytes, long ticks) =>
        AddNote(
            "gap",
            $"{bytes:N0} bytes {(way == EntryDirection.In ? "from" : "to")} the peer are missing here: the capture does not have them",
            bytes,
            ticks,
            connection
        );

    public void SentAgain(CapturedConnection connection, long segments, long ticks) =>
        AddNote(
            "retransmission",
            segments == 1 ? "1 segment was sent again (a retransmission)" : $"{segments:N0} segments were sent again (retransmissions)",
            segments,
            ticks,
            connection
        );

    /// <summary>Notes something about the file as a whole.</summary>
    public void Note(string code, string message, long count, long ticks) => AddNote(code, message, count, ticks, null);

    private static void Count(CapturedConnection connection, EntryDirection way, int bytes)
    {
        if (way == EntryDirection.In)
        {
            connection.ReceivedBytes += bytes;
            connection.ReceivedMessages++;
        }
        else
        {
            connection.SentBytes += bytes;
            connection.SentMessages++;
        }
    }

    private LocalEnd EndOf(PeerAddress local)
    {
        if (local.IsV6)
        {
            var address = local.WithPort(0);
            if (!_v6Locals.Contains(address) && (_v6Locals.Count == MaxV6Locals || !_v6Locals.Add(address)))
            {
                return default;
            }
        }

        return LocalEnd.From(local);
    }

    private void AddNote(string code, string message, long count, long ticks, CapturedConnection? connection) =>
        AddEvent(new(EventType.CaptureNote, code, message, new CountData(count)), ticks, connection);

    private void AddEvent(JournalEvent what, long ticks, CapturedConnection? connection)
    {
        var packed = PackedEvent.From(what);
        using var batch = journal.BeginBatch();
        batch.AddEvent(packed, connection?.Peer ?? default, connection?.Id ?? default, ticks);
    }
}
