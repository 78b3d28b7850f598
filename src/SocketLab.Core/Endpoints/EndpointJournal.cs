using System.Net;
using SocketLab.Core.Addresses;
using SocketLab.Core.Definitions;
using SocketLab.Core.Faults;
using SocketLab.Core.Journal;
using SocketLab.Core.Transport;

namespace SocketLab.Core.Endpoints;

/// <summary>Words for what happens to an endpoint as a whole.</summary>
internal static class EndpointJournal
{
    /// <summary>The socket is bound or connected.</summary>
    /// <param name="definition">What the user configured.</param>
    /// <param name="transport">The transport that has started.</param>
    /// <param name="attempt">The number of a client's attempt, from 1.</param>
    public static JournalEvent Started(EndpointDefinition definition, ITransport transport, int attempt)
    {
        var bound = transport.Bound;
        var data = bound is IPEndPoint ip
            ? new StartedData { Address = ip.Address.ToString(), Port = ip.Port }
            : new StartedData { Address = bound?.ToString(), Port = bound is null ? null : 0 };
        if (transport.ConnectedTo is not { } to)
        {
            return new(EventType.Started, null, definition.Kind.Traits().DescribeReady(bound), data);
        }

        var (peer, host) = (PeerAddress.From(to), definition.Remote!.Host);
        data = data with { RemoteHost = host, RemoteAddress = peer.Address, RemotePort = peer.Port };
        // To whom, the connection's own event has said.
        var message = definition.Kind.Traits().DescribeReady(bound);
        return attempt > 1
            ? new(EventType.Started, null, $"{message}, at attempt {attempt}", data with { Attempt = attempt })
            : new(EventType.Started, null, message, data);
    }

    /// <summary>The socket was given back, or no further attempt is made.</summary>
    public static JournalEvent Stopped(string message) => new(EventType.Stopped, null, message);

    /// <summary>A client is not connected, for a reason that an event before this one gives in full.</summary>
    public static JournalEvent NotConnected(Fault fault) =>
        new(EventType.Faulted, fault.Code.ToName(), "Not connected. No further attempt is made (option “Reconnect”)");

    /// <summary>The endpoint could not start or go on.</summary>
    public static JournalEvent Faulted(Fault fault) => new(EventType.Faulted, fault.Code.ToName(), $"{fault.Message} {fault.Hint}");

    /// <summary>The server began anew, and what the journal had is gone.</summary>
    /// <param name="lost">How many entries it had.</param>
    /// <param name="isExact">Whether that is what it had when the server stopped, and not some seconds before.</param>
    public static JournalEvent ServerRestarted(long lost, bool isExact) =>
        new(
            EventType.ServerRestarted,
            null,
            $"SocketLab was restarted: {(isExact ? "" : "about ")}"
                + (lost == 1 ? "1 earlier entry was in memory and is gone" : $"{lost:N0} earlier entries were in memory and are gone"),
            new ServerRestartedData(lost, isExact)
        );

    /// <summary>The endpoint is started again after something that nobody foresaw.</summary>
    public static JournalEvent Restarted(int attempt, int limit) =>
        new(EventType.Restarted, null, $"Started again after something unforeseen, attempt {attempt} of {limit}");
}
