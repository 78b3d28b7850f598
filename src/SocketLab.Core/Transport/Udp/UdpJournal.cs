using SocketLab.Core.Faults;
using SocketLab.Core.Journal;

namespace SocketLab.Core.Transport.Udp;

/// <summary>Words for what happens on a UDP socket besides datagrams.</summary>
internal static class UdpJournal
{
    /// <summary>The kernel had no room in the receive buffer.</summary>
    public static JournalEvent Dropped(long count) => new(
        EventType.Dropped,
        null,
        count == 1 ? "1 datagram dropped by the kernel here: the receive buffer was full" : $"{count:N0} datagrams dropped by the kernel here: the receive buffer was full",
        new Dictionary<string, object> { ["count"] = count });

    /// <summary>An ICMP message came back for a datagram that we sent.</summary>
    public static JournalEvent Unreachable(Fault fault, PeerAddress destination) => fault.Code == FaultCode.ConnectionRefused
        ? new(EventType.PortUnreachable, fault.Code.ToName(), $"Nothing listens on {destination}: the datagram was not delivered (ICMP port unreachable)")
        : new(EventType.SendFailed, fault.Code.ToName(), fault.Message);

    /// <summary>A send that the system refused.</summary>
    public static JournalEvent SendFailed(Fault fault, PeerAddress to) =>
        new(EventType.SendFailed, fault.Code.ToName(), $"Sending to {to} failed: {fault.Message}");
}
