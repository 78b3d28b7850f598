using SocketLab.Core.Addresses;
using SocketLab.Core.Transport.Interfaces;

namespace SocketLab.Core.Transport.Udp;

/// <summary>Where a datagram of a wildcard socket leaves from, if that is not left to the system's routes.</summary>
/// <param name="From">The address and port; nothing for the system's choice.</param>
/// <param name="Interface">The number of the interface; 0 where the address decides together with the routes.</param>
internal readonly record struct SendSource(LocalEnd From, int Interface)
{
    /// <summary>The system's choice.</summary>
    public static SendSource Any => default;

    /// <summary>Whether all is left to the system.</summary>
    public bool IsAny => From.IsNone && Interface == 0;

    /// <summary>
    /// Where an answer leaves from: the address that was asked, over the interface by which the question came. Behind a router the routes
    /// for that address decide, since the way back may be another one; and nothing can leave from a group's or a broadcast address.
    /// </summary>
    /// <param name="asked">Our end of the question.</param>
    /// <param name="peer">Who asked.</param>
    /// <param name="interfaces">The interfaces as they are now.</param>
    public static SendSource Answering(LocalEnd asked, PeerAddress peer, InterfaceTable interfaces)
    {
        if (asked.IsNone || peer.IsUnix)
        {
            return Any;
        }

        var isLinkLocal = !asked.IsShared && AddressScope.IsLinkLocal(asked.Address);
        var on = isLinkLocal || interfaces.IsOnLink(asked.Interface, peer.ToIPEndPoint().Address) ? asked.Interface : 0;
        return new(asked.IsShared ? LocalEnd.None : asked, on);
    }
}
