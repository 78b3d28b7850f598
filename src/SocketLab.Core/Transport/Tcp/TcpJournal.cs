using System.Text.Json;
using SocketLab.Core.Faults;
using SocketLab.Core.Journal;

namespace SocketLab.Core.Transport.Tcp;

/// <summary>Words for what happens to a TCP connection besides data.</summary>
internal static class TcpJournal
{
    public static JournalEvent Opened(bool accepted) => new(EventType.ConnectionOpened, null, accepted ? "Connection opened: the peer connected to us" : "Connection opened: we connected to the peer");

    public static JournalEvent Rejected(int limit) => new(EventType.ConnectionRejected, FaultCode.LimitReached.ToName(), $"Connection turned away: {limit:N0} are open already", new Dictionary<string, object> { ["limit"] = (long)limit });

    public static JournalEvent PeerHalfClosed() => new(EventType.PeerHalfClosed, null, "Peer finished sending (FIN); our side can still send");

    public static JournalEvent HalfClosed() => new(EventType.HalfClosed, null, "We finished sending (FIN); the peer can still send");

    public static JournalEvent SelfConnected() => new(EventType.SelfConnected, null, "The system connected the socket to itself: nobody else listens on that port");

    public static JournalEvent AcceptFailed(Fault fault) => new(EventType.AcceptFailed, fault.Code.ToName(), $"A connection could not be accepted and waits: {fault.Message}");

    public static JournalEvent ConnectFailed(Fault fault) => new(EventType.ConnectFailed, fault.Code.ToName(), fault.Message);

    public static JournalEvent SendFailed(Fault fault) => new(EventType.SendFailed, fault.Code.ToName(), fault.Message);

    public static JournalEvent SendTimedOut(long sent, int asked) => new(
        EventType.SendTimedOut,
        FaultCode.TimedOut.ToName(),
        $"The peer did not take the data in time: {sent:N0} of {asked:N0} bytes went out",
        new Dictionary<string, object> { ["sent"] = sent, ["asked"] = (long)asked });

    public static JournalEvent Ended(CloseReason reason, string? systemError, long received, long sent)
    {
        var (type, message) = reason switch
        {
            CloseReason.PeerClosed => (EventType.ConnectionClosed, "Connection closed: the peer closed and our side followed"),
            CloseReason.Closed => (EventType.ConnectionClosed, "Connection closed by us"),
            CloseReason.Reset => (EventType.ConnectionReset, "Connection reset by us (RST)"),
            CloseReason.PeerReset => (EventType.ConnectionReset, "Connection reset by the peer (RST)"),
            CloseReason.TimedOut => (EventType.ConnectionTimedOut, "Connection lost: the peer stopped answering"),
            CloseReason.Idle => (EventType.ConnectionClosed, "Connection closed by us: it was idle for too long"),
            _ => (EventType.ConnectionClosed, $"Connection ended {systemError}"),
        };
        var data = new Dictionary<string, object> { ["closeReason"] = Name(reason), ["receivedBytes"] = received, ["sentBytes"] = sent };
        return new(type, Name(reason), message, data);
    }

    private static string Name(CloseReason reason) => JsonNamingPolicy.CamelCase.ConvertName(reason.ToString());
}
