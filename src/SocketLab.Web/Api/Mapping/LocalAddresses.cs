using SocketLab.Contracts;
using SocketLab.Core.Endpoints;
using SocketLab.Core.Journal;

namespace SocketLab.Web.Api.Mapping;

/// <summary>
/// Says of an endpoint's entries to which of this machine's addresses they came, or from which they left. For one page of entries.
/// </summary>
internal sealed class LocalAddresses(Endpoint endpoint)
{
    private readonly Dictionary<ConnectionId, AddressDto?> _connections = [];

    /// <summary>
    /// Our end of an entry: a datagram has its own, everything on a stream its connection's, as long as that is remembered.
    /// </summary>
    /// <returns>Null where nobody knows.</returns>
    public AddressDto? Of(in EntryView entry)
    {
        if (!entry.Local.IsNone)
        {
            return new(entry.Local.Address.ToString(), entry.Local.Port);
        }

        if (entry.ConnectionId.IsNone)
        {
            return null;
        }

        if (!_connections.TryGetValue(entry.ConnectionId, out var local))
        {
            local = AddressDto.From(endpoint.LocalOf(entry.ConnectionId));
            _connections.Add(entry.ConnectionId, local);
        }

        return local;
    }
}
