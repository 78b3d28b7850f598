using Microsoft.Extensions.Logging;
using SocketLab.Core.Definitions;
using SocketLab.Core.Faults;
using SocketLab.Core.Journal;
using SocketLab.Core.Transport;
using SocketLab.Core.Transport.Tcp;

namespace SocketLab.Core.Endpoints;

/// <summary>Says in the endpoint's journal and in the server's log what became of an endpoint.</summary>
internal sealed class EndpointReport(Endpoint endpoint, ILogger logger)
{
    /// <summary>The socket is bound or connected.</summary>
    /// <param name="transport">The transport that has started.</param>
    /// <param name="attempt">The number of a client's attempt, from 1.</param>
    public void Started(ITransport transport, int attempt)
    {
        endpoint.Journal.AddEvent(EndpointJournal.Started(endpoint.Definition, transport, attempt));
        EndpointLog.Started(logger, endpoint.Id, endpoint.Definition.Kind, transport.Bound?.ToString());
    }

    /// <summary>The endpoint has stopped.</summary>
    public void Stopped(string message)
    {
        endpoint.Journal.AddEvent(EndpointJournal.Stopped(message));
        EndpointLog.Stopped(logger, endpoint.Id);
    }

    /// <summary>A client could not connect, and does not try again.</summary>
    public void ConnectFailed(Exception error)
    {
        // A handshake that failed has its own event, and the connection below it stood.
        if (
            endpoint.Definition.Kind.Traits().Connects
            && error is NetworkException { Fault: { Code: not FaultCode.TlsHandshakeFailed } fault }
        )
        {
            endpoint.Journal.AddEvent(TcpJournal.ConnectFailed(fault));
        }
    }

    /// <summary>The endpoint could not start or go on.</summary>
    public void Faulted(Exception error, Fault fault)
    {
        if (error is not NetworkException)
        {
            EndpointLog.Unexpected(logger, error, endpoint.Id);
        }

        EndpointLog.Faulted(logger, endpoint.Id, fault.Code.ToName(), fault.Message);

        // Why a client has no connection is said once, by the attempt or by the connection that ended.
        var isExplained = endpoint.Definition.Kind.Traits().Connects && error is NetworkException;
        endpoint.Journal.AddEvent(isExplained ? EndpointJournal.NotConnected(fault) : EndpointJournal.Faulted(fault));
    }

    /// <summary>The endpoint is started again after something that nobody foresaw.</summary>
    public void Restarting(int attempt, int limit)
    {
        EndpointLog.Restarting(logger, endpoint.Id, attempt);
        endpoint.Journal.AddEvent(EndpointJournal.Restarted(attempt, limit));
    }
}
