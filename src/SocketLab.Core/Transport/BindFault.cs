using System.Net;
using System.Net.Sockets;
using SocketLab.Core.Faults;
using SocketLab.Core.Transport.Linux;

namespace SocketLab.Core.Transport;

/// <summary>Explains a failed bind, with the name of whoever has the port where the system tells.</summary>
internal static class BindFault
{
    public static NetworkException Of(SocketException error, IPEndPoint target, bool udp)
    {
        var owner = error.SocketErrorCode == SocketError.AddressAlreadyInUse ? PortOwner.Find(udp, target.Port) : null;
        var fault = SocketFaults.OfBind(error, target, owner);
        return new NetworkException(
            owner == PortOwner.Ourselves ? fault with { Hint = "Choose another port, or stop that endpoint." } : fault,
            error
        );
    }
}
