using SocketLab.Core.Addresses;
using SocketLab.Core.Journal;
using static SocketLab.Web.ViewState.References.ReadingList;

namespace SocketLab.Web.ViewState.Feed;

/// <summary>What an ICMP message that came back for a datagram of ours means, which depends on who sent it.</summary>
internal static class UnreachableExplanation
{
    private const string Silence = "Many machines stay silent instead, so the absence of this event proves nothing.";

    /// <summary>Explains an event; null when it is another one.</summary>
    public static Explanation? Find(JournalEvent what, PeerAddress peer) =>
        what.Type != EventType.PortUnreachable ? null
        : what.Data is UnreachableData { RefusedBy: { } by } && by != peer.Address
            ? new(
                $"An ICMP message came back, not from the destination but from {by}: the datagram was not delivered. A firewall on the way "
                    + $"answers so, or the machine itself from another of its addresses. {Silence}",
                IcmpToUdp,
                Icmp,
                IcmpV6
            )
        : new(
            "The datagram reached the machine, but nobody listens on that port, and the machine said so with an ICMP message. "
                + $"{Silence} A firewall can answer in the machine's name.",
            IcmpToUdp,
            Icmp,
            IcmpV6
        );
}
