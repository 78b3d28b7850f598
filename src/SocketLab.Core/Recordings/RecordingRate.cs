namespace SocketLab.Core.Recordings;

/// <summary>How many messages a recording has of each moment: a bounded number of moments, which grow as it goes on.</summary>
/// <param name="Start">When the first one begins, UTC.</param>
/// <param name="Seconds">How long each is.</param>
/// <param name="Counts">Messages in each.</param>
public sealed record RateBuckets(DateTime Start, double Seconds, IReadOnlyList<long> Counts)
{
    /// <summary>Of nothing.</summary>
    public static RateBuckets None { get; } = new(default, 0, []);
}

/// <summary>Counts messages by moments. For one writer and any number of readers.</summary>
/// <remarks>The writer alone changes anything: the lock is for readers, and taken where more than one count changes.</remarks>
internal sealed class RecordingRate
{
    /// <summary>Moments at most: when there would be more, two become one.</summary>
    public const int MaxBuckets = 240;

    private const long FirstTicks = TimeSpan.TicksPerSecond / 10;

    private readonly Lock _lock = new();
    private readonly long[] _counts = new long[MaxBuckets];
    private int _used;
    private long _start;
    private long _width = FirstTicks;

    // The moment of the last message, which the next one most often is of too; before the first message none.
    private int _current;
    private long _currentStart = long.MaxValue;

    public RecordingRate(RateBuckets stored)
    {
        var width = (long)(stored.Seconds * TimeSpan.TicksPerSecond);
        if (stored.Counts.Count is > 0 and <= MaxBuckets && width >= FirstTicks)
        {
            (_start, _width) = (stored.Start.Ticks, width);
            _used = stored.Counts.Count;
            for (var i = 0; i < _used; i++)
            {
                _counts[i] = stored.Counts[i];
            }
        }
    }

    /// <summary>A copy of what was counted.</summary>
    public RateBuckets Snapshot()
    {
        lock (_lock)
        {
            return _used == 0
                ? RateBuckets.None
                : new(new(_start, DateTimeKind.Utc), (double)_width / TimeSpan.TicksPerSecond, [.. _counts.AsSpan(0, _used)]);
        }
    }

    /// <summary>Counts messages.</summary>
    public void Add(DateTime time, int messages = 1)
    {
        if ((ulong)(time.Ticks - _currentStart) >= (ulong)_width)
        {
            MoveTo(time.Ticks);
        }

        _counts[_current] += messages;
    }

    private void MoveTo(long ticks)
    {
        lock (_lock)
        {
            _start = _used == 0 ? ticks : _start;

            // Clocks may be set back: what is older than all counts with the oldest.
            var index = Math.Max(0, ticks - _start) / _width;
            while (index >= MaxBuckets)
            {
                Halve();
                index = (ticks - _start) / _width;
            }

            _used = Math.Max(_used, (int)index + 1);
            (_current, _currentStart) = ((int)index, _start + (index * _width));
        }
    }

    private void Halve()
    {
        for (var i = 0; i < MaxBuckets; i += 2)
        {
            _counts[i / 2] = _counts[i] + _counts[i + 1];
        }

        _counts.AsSpan(MaxBuckets / 2).Clear();
        _used = (_used + 1) / 2;
        _width *= 2;
    }
}
