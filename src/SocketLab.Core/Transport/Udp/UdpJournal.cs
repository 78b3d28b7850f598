using SocketLab.Core.Addresses;
using SocketLab.Core.Faults;
using SocketLab.Core.Journal;
using SocketLab.Core.Transport.Linux;

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
    /// <param name="fault">What the system makes of it.</param>
    /// <param name="answer">What the message says; null where there is none, and the system refused by itself.</param>
    /// <param name="destination">Where the datagrams were to go.</param>
    /// <param name="count">How many.</param>
    public static JournalEvent Unreachable(Fault fault, IcmpAnswer? answer, PeerAddress destination, long count)
    {
        var data = new UnreachableData(count)
        {
            IcmpType = answer?.Type,
            IcmpCode = answer?.Code,
            RefusedBy = answer?.From,
        };
        var isByOther = answer is { From: { } from } && from != destination.Address;
        var many = count == 1 ? "" : $" {count:N0} more datagrams were not delivered.";
        return (fault.Code, isByOther) switch
        {
            (FaultCode.ConnectionRefused, false) => new(
                EventType.PortUnreachable,
                fault.Code.ToName(),
                $"Nothing listens on {destination}: {(count == 1 ? "the datagram was" : $"{count:N0} more datagrams were")} not delivered "
                    + "(ICMP port unreachable)",
                data
            ),
            (FaultCode.ConnectionRefused, true) => new(
                EventType.PortUnreachable,
                fault.Code.ToName(),
                $"{answer!.Value.From} says for {destination}: {Describe(answer.Value)}. A firewall on the way answers so, or the machine "
                    + $"itself from another address.{many}",
                data
            ),
            _ => new(EventType.SendFailed, fault.Code.ToName(), $"{fault.Message}{Says(answer)}{many}", data),
        };
    }

    /// <summary>The kernel refused datagrams, whomever they were for.</summary>
    public static JournalEvent Refused(RefusedDatagrams refused)
    {
        string[] reasons =
        [
            .. refused.Checksum > 0 ? [$"{refused.Checksum:N0} for a wrong checksum"] : (string[])[],
            .. refused.Malformed > 0 ? [$"{refused.Malformed:N0} as malformed"] : (string[])[],
        ];
        return new(
            EventType.DatagramsRefused,
            null,
            $"This machine's kernel refused {string.Join(" and ", reasons)} among all UDP datagrams that came in: it does not tell whom "
                + "they were for, so they are in no endpoint's counts",
            new DatagramsRefusedData(refused.Checksum, refused.Malformed)
        );
    }

    /// <summary>A send that the system refused.</summary>
    public static JournalEvent SendFailed(Fault fault, PeerAddress to) =>
        new(EventType.SendFailed, fault.Code.ToName(), $"Sending to {to} failed: {fault.Message}");

    private static string Says(IcmpAnswer? answer) =>
        answer is not { } icmp ? ""
        : icmp.IsProhibited ? $" {icmp.From ?? "Somebody on the way"} refuses it on purpose: {Describe(icmp)}."
        : $" {icmp.From ?? "Somebody on the way"} says: {Describe(icmp)}.";

    private static string Describe(IcmpAnswer icmp) => $"{icmp.Reason} ({icmp.Numbers})";
}
