using System.Globalization;
using System.Text.Json;
using SocketLab.Core.Addresses;
using SocketLab.Core.Definitions;
using SocketLab.Core.Faults;
using SocketLab.Core.Journal;

namespace SocketLab.Core.Transport.Tcp;

/// <summary>Words for what happens to a TCP connection besides data.</summary>
internal static class TcpJournal
{
    /// <param name="host">What a client was told to connect to; null for an accepted connection.</param>
    /// <param name="peer">The address that was used.</param>
    public static JournalEvent Opened(string? host, PeerAddress peer) =>
        host is null
            ? new(EventType.ConnectionOpened, null, "Connection opened: the peer connected to us")
            : new(EventType.ConnectionOpened, null, ConnectedTo(host, peer), new ConnectionOpenedData(host, peer.Address, peer.Port));

    /// <summary>Says which of a name's addresses was used.</summary>
    public static string ConnectedTo(string host, PeerAddress peer) =>
        peer.IsUnix ? $"Connected to {peer}"
        : host == peer.Address ? $"Connected to {host} port {peer.Port}"
        : $"Connected to {host} at {peer.Address} port {peer.Port}";

    /// <summary>The endpoint's own limit.</summary>
    /// <param name="limit">How many connections may be open.</param>
    /// <param name="more">How many were turned away since the last of these events; null for the first, which stands alone.</param>
    public static JournalEvent Rejected(int limit, long? more) =>
        Rejected(FaultCode.LimitReached, $"{limit:N0} are open already", limit, more);

    /// <summary>The limit on open files of the whole process.</summary>
    /// <param name="limit">How many files and sockets may be open.</param>
    /// <param name="more">As above.</param>
    public static JournalEvent OutOfFiles(int limit, long? more) =>
        Rejected(
            FaultCode.TooManyOpenFiles,
            $"SocketLab may have {limit:N0} files and sockets open and keeps the rest for itself",
            limit,
            more
        );

    /// <summary>The peer's FIN on a stream without TLS.</summary>
    /// <param name="closesAfter">See <see cref="HalfCloseText.WhatFollows"/>.</param>
    public static JournalEvent PeerHalfClosed(int? closesAfter) =>
        new(
            EventType.PeerHalfClosed,
            null,
            $"Peer finished sending{(closesAfter is null ? " too" : "")} (FIN){HalfCloseText.WhatFollows(closesAfter)}",
            new PeerHalfClosedData { ClosesAfterSeconds = closesAfter }
        );

    /// <param name="peerFinished">Whether the peer's FIN came before ours.</param>
    public static JournalEvent HalfClosed(bool peerFinished) =>
        new(
            EventType.HalfClosed,
            null,
            peerFinished
                ? "We finished sending too (FIN): both directions have ended"
                : "We finished sending (FIN); the peer can still send",
            new HalfClosedData(peerFinished)
        );

    /// <param name="offset">Where the byte stands in what the peer sends.</param>
    public static JournalEvent Urgent(long offset) =>
        new(
            EventType.UrgentData,
            null,
            $"Urgent data: the peer marked the byte at offset {offset:N0} as urgent (TCP URG); it stands in line",
            new UrgentMarkData(offset)
        );

    public static JournalEvent SelfConnected() =>
        new(EventType.SelfConnected, null, "The system connected the socket to itself: nobody else listens on that port");

    public static JournalEvent AcceptFailed(Fault fault) =>
        new(EventType.AcceptFailed, fault.Code.ToName(), $"A connection could not be accepted and waits: {fault.Message}");

    /// <summary>A client could not connect.</summary>
    public static JournalEvent ConnectFailed(Fault fault) =>
        new(EventType.ConnectFailed, fault.Code.ToName(), $"{fault.Message} {fault.Hint}");

    /// <summary>A client could not connect and tries again.</summary>
    public static JournalEvent ConnectFailed(Fault fault, NextAttempt next)
    {
        var silence = next.IsLastReported ? " Further attempts are noted only when something changes." : "";
        return new(
            EventType.ConnectFailed,
            fault.Code.ToName(),
            $"{fault.Message} Next attempt in {Seconds(next.Pause)} s.{silence}",
            DataOf(next)
        );
    }

    /// <summary>A client's connection ended, and it connects again.</summary>
    /// <param name="fault">Why it ended; null when it ended in order.</param>
    /// <param name="next">When it tries.</param>
    public static JournalEvent Reconnecting(Fault? fault, NextAttempt next) =>
        new(
            EventType.Reconnecting,
            fault?.Code.ToName(),
            $"The connection ended; connecting again in {Seconds(next.Pause)} s",
            DataOf(next)
        );

    public static JournalEvent SendFailed(Fault fault) => new(EventType.SendFailed, fault.Code.ToName(), fault.Message);

    public static JournalEvent SendTimedOut(long sent, int asked) =>
        new(
            EventType.SendTimedOut,
            FaultCode.TimedOut.ToName(),
            $"The peer did not take the data in time: {sent:N0} of {asked:N0} bytes went out",
            new PartlySentData(sent, asked)
        );

    public static JournalEvent SendCancelled(long sent, int asked) =>
        new(
            EventType.SendCancelled,
            null,
            $"The send was cancelled by whoever asked for it: {sent:N0} of {asked:N0} bytes went out",
            new PartlySentData(sent, asked)
        );

    /// <param name="reason">How.</param>
    /// <param name="systemError">What the system said, where the reason is none of the others.</param>
    /// <param name="isUnix">Whether it was a Unix socket, which has no RST.</param>
    /// <param name="closeRequested">Whether somebody here asked for a close, and not only for a half-close.</param>
    /// <param name="data">Its figures.</param>
    public static JournalEvent Ended(CloseReason reason, string? systemError, bool isUnix, bool closeRequested, ConnectionEndedData data)
    {
        var (type, message) = reason switch
        {
            CloseReason.PeerClosed => (EventType.ConnectionClosed, "Connection closed: the peer closed and our side followed"),
            CloseReason.Closed when !closeRequested && data.PeerFinished => (
                EventType.ConnectionClosed,
                "Connection closed: we finished first and the peer followed"
            ),
            CloseReason.Closed => (EventType.ConnectionClosed, "Connection closed by us"),
            CloseReason.Reset when isUnix => (EventType.ConnectionReset, "Connection broken off by us: the peer sees that it was closed"),
            CloseReason.PeerReset when isUnix => (
                EventType.ConnectionReset,
                "Connection broken off by the peer: it closed without reading what we had sent"
            ),
            CloseReason.Reset => (EventType.ConnectionReset, "Connection reset by us (RST)"),
            CloseReason.PeerReset => (EventType.ConnectionReset, "Connection reset by the peer (RST)"),
            CloseReason.TimedOut => (EventType.ConnectionTimedOut, "Connection lost: the peer stopped answering"),
            CloseReason.Idle => (EventType.ConnectionClosed, "Connection closed by us: it was idle for too long"),
            _ => (EventType.ConnectionClosed, $"Connection ended {systemError}"),
        };
        return new(type, Name(reason), message, data);
    }

    /// <summary>A close reason as the contract names it.</summary>
    public static string Name(CloseReason reason) => JsonNamingPolicy.CamelCase.ConvertName(reason.ToString());

    private static string Seconds(TimeSpan pause) => pause.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture);

    private static JournalEvent Rejected(FaultCode code, string why, int limit, long? more) =>
        new(
            EventType.ConnectionRejected,
            code.ToName(),
            more is null ? $"Connection turned away: {why}" : $"{more:N0} more connections turned away: {why}",
            new ConnectionRejectedData(limit, more ?? 1)
        );

    private static RetryData DataOf(NextAttempt next) => new(next.Attempt, (long)next.Pause.TotalMilliseconds);
}
