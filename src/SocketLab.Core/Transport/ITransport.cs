using System.Net;
using SocketLab.Core.Addresses;
using SocketLab.Core.Definitions;

namespace SocketLab.Core.Transport;

/// <summary>The socket side of a running endpoint, from bind or connect to close. Used once.</summary>
internal interface ITransport : IAsyncDisposable
{
    /// <summary>Where the socket is bound, once started.</summary>
    EndPoint? Bound { get; }

    /// <summary>The one peer that it is connected to, once started; null where there is none.</summary>
    EndPoint? ConnectedTo => null;

    /// <summary>The receive buffer that the system granted, in bytes; null where it does not apply.</summary>
    int? ReceiveBufferGranted { get; }

    /// <summary>Datagrams that the kernel dropped on this socket, as far as the journal says so: all of them 0.1 s after a burst.</summary>
    long KernelDrops { get; }

    /// <summary>Bytes of kernel memory that datagrams hold while they wait to be read; null where the system does not tell.</summary>
    int? ReceiveQueueBytes => null;

    /// <summary>Ends when the transport ended by itself: in order, or with the exception that ended it.</summary>
    Task Completion { get; }

    /// <summary>
    /// Binds or connects. A transport that waits for others receives nothing before <see cref="Begin"/>; the system queues it.
    /// </summary>
    /// <exception cref="Faults.NetworkException">It could not.</exception>
    Task StartAsync(CancellationToken cancellation);

    /// <summary>
    /// Begins to receive or to accept. Called once, behind <see cref="StartAsync"/>, when the journal says that the endpoint has started,
    /// so that this stands before everything that comes.
    /// </summary>
    void Begin() { }

    /// <summary>Applies what may change while it runs: the multicast groups.</summary>
    /// <exception cref="Faults.NetworkException">The system refused; nothing has changed.</exception>
    void Apply(EndpointDefinition changed) { }

    /// <summary>Sends the order's payload whole: one datagram, or stream data.</summary>
    /// <exception cref="Faults.NetworkException">It could not be sent whole.</exception>
    Task<SendReceipt> SendAsync(SendOrder order, CancellationToken cancellation);

    /// <summary>Where the messages of a job go.</summary>
    /// <param name="payload">What they carry.</param>
    /// <param name="to">Where datagrams go. Streams ignore it.</param>
    /// <param name="publicToo">Whether connections to public addresses take part.</param>
    /// <exception cref="Faults.NetworkException">They cannot go there.</exception>
    IJobTarget OpenTarget(IPayloadSource payload, EndPoint? to, bool publicToo);
}

/// <summary>What to send, and for datagrams where to.</summary>
/// <param name="Payload">The bytes.</param>
/// <param name="To">Where a datagram goes; null for the endpoint's remote. Streams ignore it.</param>
/// <param name="From">Our end of the question that a datagram answers; nothing where it answers none.</param>
public sealed record SendOrder(ReadOnlyMemory<byte> Payload, EndPoint? To = null, LocalEnd From = default);

/// <summary>What was sent.</summary>
/// <param name="Messages">Datagrams, or connections that took the data; none where there was no data for a stream.</param>
/// <param name="Bytes">Payload bytes, over all of them.</param>
/// <param name="Local">Where from.</param>
/// <param name="Remote">Where to; null when that were several connections.</param>
public sealed record SendReceipt(int Messages, long Bytes, EndPoint? Local, EndPoint? Remote);
