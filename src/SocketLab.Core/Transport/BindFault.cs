using System.Net;
using System.Net.Sockets;
using SocketLab.Core.Faults;
using SocketLab.Core.Transport.Linux;

namespace SocketLab.Core.Transport;

/// <summary>Explains a failed bind, with the name of whoever has the port where the system tells.</summary>
internal static class BindFault
{
    /// <param name="error">What the system said.</param>
    /// <param name="target">The address and port that were wanted.</param>
    /// <param name="udp">Whether it is a UDP port.</param>
    /// <param name="destinations">Knows SocketLab's own addresses; null where they cannot be in the way.</param>
    public static NetworkException Of(SocketException error, IPEndPoint target, bool udp, DestinationPolicy? destinations = null)
    {
        var isTaken = error.SocketErrorCode == SocketError.AddressAlreadyInUse;
        var owner = isTaken ? PortOwner.Find(udp, target) : null;
        if (isTaken && !udp && owner is null && PortOwner.IsLeftBehind(target, out var left))
        {
            return new NetworkException(SocketFaults.LeftBehind(target, left), error);
        }

        if (owner != PortOwner.Ourselves)
        {
            return new NetworkException(SocketFaults.OfBind(error, target, owner), error);
        }

        var isControl = !udp && destinations?.IsControlPort(target.Port) == true;
        return new NetworkException(
            SocketFaults.OfBind(error, target, isControl ? "SocketLab's own pages and API" : owner) with
            {
                Hint = isControl ? "Choose another port." : "Choose another port, or stop that endpoint.",
            },
            error
        );
    }
}
