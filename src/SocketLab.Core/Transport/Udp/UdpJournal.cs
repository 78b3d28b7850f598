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

    /// <summary>The socket hears a group from now on.</summary>
    public static JournalEvent MulticastJoined(MulticastGroup group, LocalInterface on) =>
        new(EventType.MulticastJoined, null, $"Joined {Describe(group, on)}: datagrams to that group arrive here now", DataOf(group, on));

    /// <summary>The socket does not hear a group any more.</summary>
    public static JournalEvent MulticastLeft(MulticastGroup group, LocalInterface on) =>
        new(EventType.MulticastLeft, null, $"Left {Describe(group, on)}", DataOf(group, on));

    /// <summary>A send that the system refused.</summary>
    public static JournalEvent SendFailed(Fault fault, PeerAddress to) =>
        new(EventType.SendFailed, fault.Code.ToName(), $"Sending to {to} failed: {fault.Message}");

    private static string Describe(MulticastGroup group, LocalInterface on) =>
        $"{group.Address}{(group.Source is null ? "" : $" from {group.Source} alone")}{(on.Name.Length == 0 ? "" : $" on {on.Name}")}";

    private static MulticastData DataOf(MulticastGroup group, LocalInterface on) =>
        new(group.Address.ToString()) { Source = group.Source?.ToString(), Interface = on.Name.Length > 0 ? on.Name : null };
}
