namespace SocketLab.Core.Transport.Udp;

/// <summary>The receiving half of a UDP socket: a loop on a thread of its own that appends to the journal.</summary>
/// <remarks>
/// Chosen once, in <see cref="UdpTransport"/>. The receiver borrows the socket; the transport closes it after the loop has ended.
/// </remarks>
internal interface IUdpReceiver : IDisposable
{
    /// <summary>Datagrams that the kernel dropped on this socket, as far as the journal says so: all of them 0.1 s after a burst.</summary>
    long KernelDrops { get; }

    /// <summary>Bytes of kernel memory that datagrams hold while they wait to be read; null where the system does not tell.</summary>
    int? ReceiveQueueBytes => null;

    /// <summary>Whether it has received something and waits for its turn to append it.</summary>
    bool IsWaiting { get; }

    /// <summary>Receives until <see cref="Stop"/>; what waits in the socket then is still taken.</summary>
    /// <exception cref="System.Net.Sockets.SocketException">The socket failed for good.</exception>
    void Run();

    /// <summary>Ends <see cref="Run"/> soon. From any thread, more than once if need be.</summary>
    void Stop();
}
