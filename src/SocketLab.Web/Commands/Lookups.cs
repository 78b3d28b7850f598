using SocketLab.Contracts;
using SocketLab.Core.Capture.Streams;
using SocketLab.Core.Endpoints;
using SocketLab.Core.Faults;
using SocketLab.Core.Jobs;
using SocketLab.Core.Journal;
using SocketLab.Core.Transport.Tcp;

namespace SocketLab.Web.Commands;

/// <summary>Finds what a request names by its id.</summary>
public static class Lookups
{
    /// <summary>The connection with this id, open or remembered.</summary>
    /// <exception cref="NotFoundException">There is none.</exception>
    /// <exception cref="ConnectionClosedException">It is one of a capture file, to which nothing can be done.</exception>
    public static TcpConnection GetConnection(this EndpointSupervisor supervisor, string id) =>
        (ConnectionId.TryParse(id, out var known) ? supervisor.FindConnection(known) : null)
        ?? throw (
            supervisor.FindCaptured(id) is null
                ? new NotFoundException($"There is no connection '{id}'.")
                : ConnectionClosedException.OfCapture()
        );

    /// <summary>The connection of a capture with this id, and the capture's; null where there is none.</summary>
    public static (CapturedConnection Connection, string EndpointId)? FindCaptured(this EndpointSupervisor supervisor, string id) =>
        ConnectionId.TryParse(id, out var known)
            ? supervisor
                .List()
                .Select(one => one.Captured?.Find(known) is { } found ? (found, one.Id) : ((CapturedConnection, string)?)null)
                .FirstOrDefault(found => found is not null)
            : null;

    /// <summary>The job with this id, under way or remembered.</summary>
    /// <exception cref="NotFoundException">There is none.</exception>
    public static SendJob GetJob(this EndpointSupervisor supervisor, string id) =>
        supervisor.Jobs.Find(id) ?? throw new NotFoundException($"There is no job '{id}'.");
}
