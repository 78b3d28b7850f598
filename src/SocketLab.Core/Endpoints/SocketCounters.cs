using SocketLab.Core.Transport;

namespace SocketLab.Core.Endpoints;

/// <summary>What an endpoint counts of its sockets over all runs; each socket counts from zero.</summary>
/// <remarks>Called under the endpoint's lock, so that a socket's counters do not end between two reads.</remarks>
internal sealed class SocketCounters
{
    private long _dropsOfEarlierRuns;
    private int? _peakQueueBytes;

    /// <summary>Datagrams that the kernel dropped.</summary>
    /// <param name="current">The transport of the present run; null while there is none.</param>
    public long KernelDrops(ITransport? current) => _dropsOfEarlierRuns + (current?.KernelDrops ?? 0);

    /// <summary>Kernel memory of the datagrams that wait to be read, in bytes: now, and the most that was ever sampled.</summary>
    /// <param name="current">The transport of the present run; null while there is none.</param>
    public (int? Now, int? Peak) SampleQueue(ITransport? current)
    {
        var now = current?.ReceiveQueueBytes;
        _peakQueueBytes = now > (_peakQueueBytes ?? -1) ? now : _peakQueueBytes;
        return (now, _peakQueueBytes);
    }

    /// <summary>Keeps what a transport counted that is closed.</summary>
    public void Add(ITransport closed) => _dropsOfEarlierRuns += closed.KernelDrops;
}
