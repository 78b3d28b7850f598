namespace SocketLab.Core.Transport.Udp;

/// <summary>Tells a flood of small datagrams from single ones, looking back over a millisecond at a time.</summary>
/// <remarks>
/// In such a flood a receive loop does best to sleep a moment between drains: a wake-up costs more than a datagram, so it should bring
/// many. Large datagrams are different: they fill the receive buffer within a millisecond, and there is no time to lose.
/// </remarks>
internal struct ArrivalPace(int receiveBufferBytes, TimeProvider time)
{
    /// <summary>How long to let datagrams gather.</summary>
    public const int GatherNanoseconds = 500_000;

    /// <summary>A request and its answer in turn over loopback stay well below.</summary>
    private const double FloodPerSecond = 30_000;

    /// <summary>What gathers takes this part of the receive buffer at the most.</summary>
    private const int BufferPart = 25;

    /// <summary>What the system adds to each datagram in a receive buffer, about.</summary>
    private const int Overhead = 768;

    private static readonly TimeSpan Window = TimeSpan.FromMilliseconds(1);

    private readonly double _mostBytesPerSecond = receiveBufferBytes / BufferPart * (1e9 / GatherNanoseconds);
    private long _since = time.GetTimestamp();
    private long _count;
    private long _bytes;
    private bool _shouldGather;

    /// <summary>Counts a datagram of <paramref name="bytes"/>.</summary>
    public void Add(int bytes)
    {
        _count++;
        _bytes += bytes + Overhead;
    }

    /// <summary>Whether to let some gather before the next drain.</summary>
    public bool ShouldGather()
    {
        var elapsed = time.GetElapsedTime(_since);
        if (elapsed >= Window)
        {
            _shouldGather = _count > FloodPerSecond * elapsed.TotalSeconds && _bytes < _mostBytesPerSecond * elapsed.TotalSeconds;
            (_since, _count, _bytes) = (time.GetTimestamp(), 0, 0);
        }

        return _shouldGather;
    }
}
