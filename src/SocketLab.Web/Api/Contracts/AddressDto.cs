using System.Diagnostics.CodeAnalysis;
using System.Net;
using SocketLab.Core.Addresses;

namespace SocketLab.Web.Api.Contracts;

/// <summary>An IP address and a port, or a Unix socket and 0.</summary>
internal sealed record AddressDto(string Address, int Port)
{
    /// <summary>From the framework's form. IPv4 inside IPv6 is shown as IPv4.</summary>
    [return: NotNullIfNotNull(nameof(address))]
    public static AddressDto? From(EndPoint? address) => address is null ? null : From(PeerAddress.From(address))!;

    /// <summary>From the journal's form.</summary>
    public static AddressDto? From(PeerAddress address) => address.IsNone ? null : new(address.Address, address.Port);
}
