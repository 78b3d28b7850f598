namespace SocketLab.Core.Journal;

/// <summary>The segments that no journal has: some are kept touched and ready, and what nobody needs goes back to the system.</summary>
/// <remarks>
/// Overflow policy: where making segments ready cannot keep up with who takes them, memory is handed out untouched. What is given back is
/// the least that lay there since the last look: so a journal that is cleared and filled over and over keeps its memory.
/// </remarks>
/// <param name="gate">The budget's lock, under which segments come and go.</param>
/// <param name="hasRoom">Whether so many may be kept; asked under the lock.</param>
/// <param name="time">The clock by which is looked.</param>
internal sealed class SpareSegments(Lock gate, Func<int, bool> hasRoom, TimeProvider time) : IThreadPoolWorkItem, IDisposable
{
    /// <summary>Segments that are kept ready once somebody expects a burst: 16 MiB.</summary>
    internal const int Ahead = 16;

    /// <summary>How often is looked at what nobody needed. Memory goes back two looks after it was let go, at the latest.</summary>
    internal static readonly TimeSpan TrimInterval = TimeSpan.FromSeconds(2);

    // All of it is guarded by the lock. The last one that came is the next to go: its bytes may still be in the processor's cache.
    private readonly Stack<Segment> _segments = new();
    private int _least;
    private int _ahead;
    private bool _isRefilling;
    private bool _isDisposed;

    // Runs only while there is something to give back, and so keeps no budget alive that everybody has forgotten.
    private ITimer? _trimming;

    /// <summary>Segments that are kept; read under the lock.</summary>
    public int Count => _segments.Count;

    /// <summary>Takes one, if there is one; called under the lock.</summary>
    public Segment? Take()
    {
        _segments.TryPop(out var segment);
        _least = Math.Min(_least, _segments.Count);
        return segment;
    }

    /// <summary>Keeps a segment, unless there is no room for it; called under the lock.</summary>
    public bool TryKeep(Segment segment)
    {
        if (_isDisposed || !hasRoom(_segments.Count + 1))
        {
            return false;
        }

        _segments.Push(segment);
        return true;
    }

    /// <summary>Begins to make segments ready, and to keep as many ready from now on.</summary>
    public void Prepare()
    {
        lock (gate)
        {
            _ahead = _isDisposed ? 0 : Ahead;
        }

        Refill();
    }

    /// <summary>Makes segments ready on the thread pool, unless there are enough.</summary>
    public void Refill()
    {
        lock (gate)
        {
            if (_isRefilling || !IsShort)
            {
                return;
            }

            _isRefilling = true;
        }

        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    /// <summary>Gives what nobody needs back to the system some seconds from now.</summary>
    public void GiveBackLater()
    {
        lock (gate)
        {
            if (_trimming is null && _segments.Count > _ahead)
            {
                _trimming = time.CreateTimer(self => ((SpareSegments)self!).Trim(), this, TrimInterval, Timeout.InfiniteTimeSpan);
            }
        }
    }

    /// <summary>Gives everything back at once, and keeps nothing any more.</summary>
    public void Dispose()
    {
        lock (gate)
        {
            (_isDisposed, _ahead, _least) = (true, 0, int.MaxValue);
        }

        Trim();
    }

    /// <inheritdoc/>
    void IThreadPoolWorkItem.Execute()
    {
        try
        {
            while (StillShort())
            {
                var segment = new Segment(JournalBudget.SegmentBytes);
                segment.Touch();
                Keep(segment);
            }
        }
        catch (InsufficientMemoryException)
        {
            // Whoever needs a segment asks the system itself, and hears of it. The next who takes a ready one tries again.
            lock (gate)
            {
                _isRefilling = false;
            }
        }
    }

    private bool IsShort => _segments.Count < _ahead && hasRoom(_segments.Count + 1);

    private bool StillShort()
    {
        lock (gate)
        {
            return _isRefilling = IsShort;
        }
    }

    private void Keep(Segment segment)
    {
        lock (gate)
        {
            if (TryKeep(segment))
            {
                return;
            }
        }

        segment.GiveBack();
    }

    private void Trim()
    {
        Segment[] unused;
        lock (gate)
        {
            unused = new Segment[Math.Max(0, Math.Min(_least, _segments.Count) - _ahead)];
            for (var i = 0; i < unused.Length; i++)
            {
                unused[i] = _segments.Pop();
            }

            _least = _segments.Count;
            _trimming?.Dispose();
            _trimming = null;
        }

        foreach (var segment in unused)
        {
            segment.GiveBack();
        }

        GiveBackLater();
    }
}
