using System.Collections.Concurrent;

namespace SocketLab.Core.Journal;

/// <summary>Keeps memory for segments ready that was touched before, so that whoever receives a burst pays for no page fault.</summary>
/// <remarks>
/// The system gives out memory a page at a time, when it is first touched, and a page costs more than receiving a datagram. Work on the
/// thread pool stays some segments ahead of the journals that fill. Overflow policy: where it cannot keep up, memory is handed out
/// untouched.
/// </remarks>
/// <param name="ahead">Segments that are kept ready.</param>
internal sealed class SegmentSupply(int ahead) : IThreadPoolWorkItem
{
    /// <summary>The size of segments that are kept ready, in bytes: that of all journals but small ones.</summary>
    public const int SegmentBytes = 1 << 20;

    private readonly ConcurrentQueue<byte[]> _ready = new();
    private int _filling;

    /// <summary>The supply of this process: 16 MiB once a UDP socket was opened.</summary>
    public static SegmentSupply Shared { get; } = new(ahead: 16);

    /// <summary>Segments that are ready now.</summary>
    public int Ready => _ready.Count;

    /// <summary>Begins to make segments ready, unless there are enough.</summary>
    public void Prepare()
    {
        if (_ready.Count < ahead && Interlocked.Exchange(ref _filling, 1) == 0)
        {
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        }
    }

    /// <summary>Memory for a segment, on the pinned heap.</summary>
    public byte[] Take(int bytes)
    {
        if (bytes == SegmentBytes && _ready.TryDequeue(out var ready))
        {
            Prepare();
            return ready;
        }

        return GC.AllocateUninitializedArray<byte>(bytes, pinned: true);
    }

    /// <inheritdoc/>
    void IThreadPoolWorkItem.Execute()
    {
        try
        {
            while (_ready.Count < ahead)
            {
                var segment = GC.AllocateUninitializedArray<byte>(SegmentBytes, pinned: true);
                for (var i = 0; i < segment.Length; i += Environment.SystemPageSize)
                {
                    segment[i] = 0;
                }

                _ready.Enqueue(segment);
            }

            Volatile.Write(ref _filling, 0);
            Prepare();
        }
        catch (OutOfMemoryException)
        {
            // Whoever needs a segment asks the system itself, and hears of it: nothing is prepared any more.
        }
    }
}
