using System.Net;
using SocketLab.Core.Addresses;
using SocketLab.Core.Journal;
using static SocketLab.Web.ViewState.References.ReadingList;

namespace SocketLab.Web.ViewState.Feed;

/// <summary>What happened to a datagram: whole or cut, to one machine or to many.</summary>
internal static class DatagramExplanation
{
    public static Explanation Of(Entry entry) =>
        entry.Truncated
            ? new(
                "A UDP datagram arrived that is longer than this endpoint keeps, so the end of it is gone. A datagram is delivered in one "
                    + "piece or not at all; what does not fit into the receiver's buffer is cut off.",
                Udp
            )
        : entry.Direction == EntryDirection.Out
            ? IPAddress.TryParse(entry.Peer.Address, out var to) && MulticastGroup.IsGroup(to)
                    ? new(
                        $"A UDP datagram left this machine for the multicast group {to}: whoever joined the group gets a copy, as "
                            + "far as its hop limit reaches. Nobody tells the sender whether there is anyone.",
                        Udp,
                        Igmp,
                        Mld
                    )
                : new(
                    "A UDP datagram left this machine. Nobody promises that it arrives; only an answer from the other side would show that "
                        + "it did.",
                    Udp
                )
        : !entry.Local.IsShared
            ? new(
                "A UDP datagram arrived in one piece. There was no connection and no answer was needed: the sender learns nothing from "
                    + "this.",
                Udp
            )
        : MulticastGroup.IsGroup(entry.Local.Address)
            ? new(
                $"A UDP datagram arrived that was sent to the multicast group {entry.Local.Address}. Every socket that joined the group "
                    + "gets a copy of its own; the sender sent one, and knows none of them.",
                Udp,
                Igmp,
                Mld
            )
        : new(
            $"A UDP datagram arrived that was sent to the broadcast address {entry.Local.Address}, which is every machine of the network. "
                + "No answer can leave from that address: one leaves from this machine's own.",
            Udp
        );
}
