using Microsoft.Extensions.Logging;
using SocketLab.Core.Jobs;
using SocketLab.Core.Journal;
using SocketLab.Core.Replies;
using SocketLab.Core.Transport;
using SocketLab.Core.Transport.Linux;

namespace SocketLab.Core.Endpoints;

/// <summary>What all endpoints of one supervisor share.</summary>
/// <param name="Transports">Makes the transports.</param>
/// <param name="Destinations">Where endpoints may send.</param>
/// <param name="Jobs">All jobs of all endpoints.</param>
/// <param name="Replying">Which of their sockets answer by rule.</param>
/// <param name="Programs">Which programs of this machine are at the other side.</param>
/// <param name="Changed">Wakes watchers when one of them changes.</param>
/// <param name="Ended">Called when one of them has ended by itself, in order.</param>
/// <param name="Logger">The server's log.</param>
internal sealed record EndpointContext(
    ITransportFactory Transports,
    DestinationPolicy Destinations,
    SendJobs Jobs,
    ReplyingSockets Replying,
    PeerPrograms Programs,
    ChangeSignal Changed,
    Func<Endpoint, Task> Ended,
    ILogger Logger
);
