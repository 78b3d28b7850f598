using SocketLab.Core.Definitions;
using SocketLab.Core.Journal;
using SocketLab.Core.Transport.Tcp;

namespace SocketLab.Web.Api;

/// <summary>The connections that a send names.</summary>
internal static class ChosenConnections
{
    private const string Path = "$.connectionIds";

    /// <summary>
    /// The connections of <paramref name="endpoint"/> that a request names by <paramref name="ids"/>, in its order; null when it names
    /// none.
    /// </summary>
    /// <exception cref="InvalidRequestException">There is no such connection, or it makes no sense to name one.</exception>
    public static IReadOnlyList<TcpConnection>? Of(Endpoint endpoint, IReadOnlyList<string>? ids, RemoteAddress? to)
    {
        if (ids is null)
        {
            return null;
        }

        if (endpoint.Definition.Kind.IsUdp())
        {
            throw new InvalidRequestException(Path, "UDP has no connections; leave this out.");
        }

        if (to is not null)
        {
            throw new InvalidRequestException("$.to", "A destination is for UDP; stream data goes to the connections.");
        }

        if (ids.Count == 0)
        {
            throw new InvalidRequestException(Path, "Name a connection, or leave this out for all that are open.");
        }

        var chosen = new List<TcpConnection>(ids.Count);
        var (named, errors) = (new HashSet<ConnectionId>(), new List<DefinitionError>());
        for (var i = 0; i < ids.Count; i++)
        {
            var connection = ConnectionId.TryParse(ids[i], out var id) ? endpoint.Connections.Find(id) : null;
            if (connection is null || !named.Add(connection.Id))
            {
                errors.Add(
                    new(
                        $"{Path}[{i}]",
                        connection is null ? $"This endpoint has no connection '{ids[i]}'." : "This connection is named twice."
                    )
                );
            }
            else
            {
                chosen.Add(connection);
            }
        }

        return errors.Count == 0 ? chosen : throw new InvalidRequestException(errors);
    }
}
