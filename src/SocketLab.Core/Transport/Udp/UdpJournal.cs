using SocketLab.Core.Addresses;
using SocketLab.Core.Faults;
using SocketLab.Core.Journal;

namespace SocketLab.Core.Transport.Udp;

/// <summary>Words for what happens on a UDP socket besides datagrams.</summary>
internal static class UdpJournal
{
    /// <summary>The kernel had no room in the receive buffer.</summary>
    public static JournalEvent Dropped(long count) =>
        new(
            EventType.Dropped,
            null,
            count == 1
                ? "1 datagram dropped by the kernel here: the receive buffer was full"
                : $"{count:N0} datagrams dropped by the kernel here: the receive buffer was full",
            new CountData(count)
        );

    /// <summary>ICMP messages came back for datagrams that we sent.</summary>
    public static JournalEvent Unreachable(Fault fault, PeerAddress destination, long count)
    {
        var data = new CountData(count);
        var what = count == 1 ? "the datagram was" : $"{count:N0} more datagrams were";
        return fault.Code == FaultCode.ConnectionRefused
            ? new(
                EventType.PortUnreachable,
                fault.Code.ToName(),
                $"Nothing listens on {destination}: {what} not delivered (ICMP port unreachable)",
                data
            )
            : new(
                EventType.SendFailed,
                fault.Code.ToName(),
                count == 1 ? fault.Message : $"{fault.Message} {count:N0} more datagrams were not delivered.",
                data
            );
    }

    /// <summary>A send that the system refused.</summary>
    public static JournalEvent SendFailed(Fault fault, PeerAddress to) =>
        new(EventType.SendFailed, fault.Code.ToName(), $"Sending to {to} failed: {fault.Message}");
}
