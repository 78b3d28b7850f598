using Microsoft.Extensions.Logging;
using SocketLab.Core.Jobs;
using SocketLab.Core.Journal;
using SocketLab.Core.Replies;
using SocketLab.Core.Transport;

namespace SocketLab.Core.Endpoints;

/// <summary>What all endpoints of one supervisor share.</summary>
/// <param name="Transports">Makes their sockets.</param>
/// <param name="Destinations">Where they may send.</param>
/// <param name="Jobs">What they send again and again.</param>
/// <param name="Replying">Which of their sockets answer by rule.</param>
/// <param name="Changed">Wakes watchers when one of them changes.</param>
/// <param name="Ended">Told when one of them came to its end by itself, in order.</param>
/// <param name="Logger">The server's log.</param>
internal sealed record EndpointContext(
    ITransportFactory Transports,
    DestinationPolicy Destinations,
    SendJobs Jobs,
    ReplyingSockets Replying,
    ChangeSignal Changed,
    Func<Endpoint, Task> Ended,
    ILogger Logger
);
