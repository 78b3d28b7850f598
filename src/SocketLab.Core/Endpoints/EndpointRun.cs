using SocketLab.Core.Replies;
using SocketLab.Core.Transport;

namespace SocketLab.Core.Endpoints;

/// <summary>One run of an endpoint, from a start to the end: its transport, and who answers by rule on it.</summary>
/// <remarks>Made and closed by <see cref="EndpointLife"/>, which alone owns both.</remarks>
internal sealed class EndpointRun
{
    private EndpointRun(ITransport transport, Responder responder) => (Transport, Responder) = (transport, responder);

    /// <summary>The transport: the socket side of the run.</summary>
    public ITransport Transport { get; }

    /// <summary>The responder, which answers by rule.</summary>
    public Responder Responder { get; }

    /// <summary>Binds or connects. Nothing is received before <see cref="ITransport.Begin"/>.</summary>
    /// <exception cref="Faults.NetworkException">The system refused; nothing is left open.</exception>
    public static async Task<EndpointRun> StartAsync(
        TransportOrder order,
        ReplyCounters counters,
        EndpointContext context,
        CancellationToken cancellation
    )
    {
        var transport = context.Transports.Create(order);
        var sender = new ReplySender(order, transport, context.Destinations, context.Replying, counters);
        var run = new EndpointRun(transport, new Responder(order.Journal, counters, sender));
        try
        {
            await transport.StartAsync(cancellation);
            return run;
        }
        catch
        {
            await run.CloseAsync();
            throw;
        }
    }

    /// <summary>Ends the answering, then gives the socket back. What was not answered is told by then.</summary>
    public async Task CloseAsync()
    {
        await Responder.DisposeAsync();
        await Transport.DisposeAsync();
        Responder.Report();
    }
}
