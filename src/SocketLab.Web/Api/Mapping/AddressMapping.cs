using System.Diagnostics.CodeAnalysis;
using System.Net;
using SocketLab.Contracts;
using SocketLab.Core.Addresses;

namespace SocketLab.Web.Api.Mapping;

/// <summary>Makes addresses of the contract from those of sockets and journals.</summary>
internal static class AddressMapping
{
    extension(AddressDto)
    {
        /// <summary>From the framework's form. IPv4 inside IPv6 is shown as IPv4.</summary>
        [return: NotNullIfNotNull(nameof(address))]
        public static AddressDto? From(EndPoint? address) => address is null ? null : AddressDto.From(PeerAddress.From(address))!;

        /// <summary>From the journal's form.</summary>
        public static AddressDto? From(PeerAddress address) => address.IsNone ? null : new(address.Address, address.Port);
    }
}
