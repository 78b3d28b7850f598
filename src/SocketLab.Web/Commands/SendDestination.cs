using SocketLab.Contracts;
using SocketLab.Core.Definitions;
using SocketLab.Core.Journal;
using SocketLab.Core.Payloads;
using SocketLab.Core.Transport.Tcp;

namespace SocketLab.Web.Commands;

/// <summary>Checks where a send is to go.</summary>
internal static class SendDestination
{
    private const string Path = "$.connectionIds";

    /// <summary>What is told back of an id; a real one is shorter.</summary>
    private const int MaxIdLength = 50;

    /// <summary>
    /// The connections of <paramref name="endpoint"/> that a request names by <paramref name="ids"/>, in its order; null when it names
    /// none.
    /// </summary>
    /// <exception cref="InvalidRequestException">There is no such connection, or it makes no sense to name one.</exception>
    public static IReadOnlyList<TcpConnection>? Connections(Endpoint endpoint, IReadOnlyList<string>? ids, RemoteAddress? to)
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

        var chosen = new List<TcpConnection>();
        var (named, errors) = (new HashSet<ConnectionId>(), new DefinitionErrors());
        for (var i = 0; i < ids.Count && !errors.IsFull; i++)
        {
            var connection = ConnectionId.TryParse(ids[i], out var id) ? endpoint.Connections.Find(id) : null;
            if (connection is null || !named.Add(connection.Id))
            {
                errors.Add(
                    $"{Path}[{i}]",
                    connection is null
                        ? $"This endpoint has no connection '{ShortText.Of(ids[i], MaxIdLength)}'."
                        : "This connection is named twice."
                );
            }
            else
            {
                chosen.Add(connection);
            }
        }

        return errors.List.Count == 0 ? chosen : throw new InvalidRequestException(errors.List);
    }

    /// <summary>Refuses a destination beside a connection that is named already.</summary>
    /// <param name="to">The destination.</param>
    /// <param name="ids">The connections.</param>
    /// <param name="toPath">Where the request has its destination.</param>
    /// <exception cref="InvalidRequestException">There is one.</exception>
    public static void RefuseAny(RemoteAddress? to, IReadOnlyList<string>? ids, string toPath)
    {
        if (to is not null)
        {
            throw new InvalidRequestException(toPath, "A connection has its destination already; leave this out.");
        }

        if (ids is not null)
        {
            throw new InvalidRequestException(Path, "The address names the connection already; leave this out.");
        }
    }

    /// <summary>Checks a destination as a definition's remote is checked.</summary>
    /// <exception cref="InvalidRequestException">It is none.</exception>
    public static void Check(RemoteAddress? to, EndpointLimits limits)
    {
        var errors = to is null ? [] : Errors(to, null, isUdp: true, limits).ToArray();
        if (errors.Length > 0)
        {
            throw new InvalidRequestException(errors);
        }
    }

    /// <summary>Everything wrong with where a send goes and leaves from, checked as a definition's addresses are.</summary>
    public static IEnumerable<DefinitionError> Errors(RemoteAddress to, LocalAddress? local, bool isUdp, EndpointLimits limits)
    {
        const string remote = "$.remote";
        var asked = new EndpointDefinition
        {
            Kind = isUdp ? EndpointKind.UdpSender : EndpointKind.TcpClient,
            Remote = to,
            Local = local,
        };
        return DefinitionValidator
            .Validate(asked, limits)
            .Concat(InterfaceCheck.Validate(asked))
            .Where(error =>
                error.Path.StartsWith(remote, StringComparison.Ordinal) || error.Path.StartsWith("$.local", StringComparison.Ordinal)
            )
            .Select(error =>
                error.Path.StartsWith(remote, StringComparison.Ordinal) ? error with { Path = "$.to" + error.Path[remote.Length..] } : error
            );
    }
}
