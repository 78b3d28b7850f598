using System.Net;
using SocketLab.Core.Addresses;
using SocketLab.Core.Faults;

namespace SocketLab.Core.Transport;

/// <summary>
/// Reads IP addresses at the moment when they are used: the interface that one names may be gone since somebody wrote it.
/// </summary>
internal static class HostAddress
{
    /// <summary>An address that a definition has.</summary>
    /// <exception cref="NetworkException">This machine has no interface such as it names.</exception>
    public static IPAddress Parse(string literal) => TryParse(literal) ?? throw new FormatException($"'{literal}' is no IP address.");

    /// <summary>An address; null where it is a name.</summary>
    /// <exception cref="NetworkException">This machine has no interface such as it names.</exception>
    public static IPAddress? TryParse(string host) =>
        !IPAddress.TryParse(host, out var address) ? null
        : Zone.IsMissing(host) ? throw new NetworkException(AddressFaults.NoInterface(Zone.Of(host)!, InterfaceLookup.Names()))
        : address;
}
